-- Of a message that forwards another one: a copy of that, as it stood then.
ALTER TABLE messages ADD COLUMN forwarded jsonb;
