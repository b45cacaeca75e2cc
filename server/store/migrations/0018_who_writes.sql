-- Whether owners and moderators alone write in a room, and how long everybody else waits between two messages.
ALTER TABLE rooms ADD COLUMN announcement boolean NOT NULL DEFAULT false,
  ADD COLUMN slow_seconds integer NOT NULL DEFAULT 0;

-- When a member wrote last. It is no news: a message says it.
ALTER TABLE members ADD COLUMN posted_at timestamptz;
