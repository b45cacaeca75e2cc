-- What people say of themselves. All null where they say nothing.
ALTER TABLE users ADD COLUMN about text;
ALTER TABLE users ADD COLUMN pronouns text;
ALTER TABLE users ADD COLUMN time_zone text;
