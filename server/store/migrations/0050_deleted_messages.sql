-- What a deleted message said, until the time is over in which it may be brought back.
CREATE TABLE deleted_messages (
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  deleted_at timestamptz NOT NULL,
  deleted_by uuid NOT NULL,
  body text NOT NULL,
  mentions uuid[],
  forwarded jsonb,
  -- What it said before: rows of message_edits.
  edits jsonb NOT NULL,
  PRIMARY KEY (room_id, number)
);

CREATE INDEX deleted_messages_by_time ON deleted_messages (deleted_at);

-- The version of its room with which a message came back. Null for nearly all.
ALTER TABLE messages ADD COLUMN restored_version bigint;

-- What is not unread to everybody: what came back, too.
DROP INDEX messages_uncounted;
CREATE INDEX messages_uncounted ON messages (room_id, number)
  WHERE system IS NOT NULL OR deleted_at IS NOT NULL OR seen IS NOT NULL
    OR restored_version IS NOT NULL OR thread_number IS NOT NULL AND in_room IS NOT TRUE;

-- For who looks after all messages of a server: what was written, by time, of everybody and of one person.
CREATE INDEX messages_by_time ON messages (created_at, room_id, number)
  WHERE author_id IS NOT NULL;
CREATE INDEX messages_by_author ON messages (author_id, created_at, room_id, number)
  WHERE author_id IS NOT NULL;
CREATE INDEX messages_deleted ON messages (created_at, room_id, number)
  WHERE deleted_at IS NOT NULL;
