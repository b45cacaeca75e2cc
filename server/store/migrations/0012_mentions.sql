-- The people whom a message mentions, and its room where it mentions everybody. Null for nearly all, so that
-- posts hardly touch the indexes.
ALTER TABLE messages ADD COLUMN mentions uuid[];

-- Of the newest messages of a room, for those who have not read them.
CREATE INDEX messages_mentioning ON messages (room_id, number) WHERE mentions IS NOT NULL;
-- All that mention somebody.
CREATE INDEX messages_mentioned ON messages USING gin (mentions) WHERE mentions IS NOT NULL;
