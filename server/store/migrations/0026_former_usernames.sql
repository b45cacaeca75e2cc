-- The user names that somebody had before, the newest first. Nobody else is ever given one: old messages say them.
-- Null for nearly all.
ALTER TABLE users ADD COLUMN former_usernames text[];
ALTER TABLE users ADD COLUMN username_changed_at timestamptz;

CREATE INDEX users_formerly ON users USING gin (former_usernames) WHERE former_usernames IS NOT NULL;
