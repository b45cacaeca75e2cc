-- How far the author's device had shown the room when the message was written, where messages that it
-- had not shown stand between the two. Null for nearly all: then the author has read up to it.
ALTER TABLE messages ADD COLUMN seen bigint;

-- What is not unread to everybody: events, tombstones, and what was written without having read all
-- before it. Few of all messages, so that posts hardly touch it.
CREATE INDEX messages_uncounted ON messages (room_id, number)
  WHERE system IS NOT NULL OR deleted_at IS NOT NULL OR seen IS NOT NULL;
