-- The number of the message below which a message stands in a thread, and whether it stands in the timeline of
-- its room, too. Null for nearly all.
ALTER TABLE messages
  ADD COLUMN thread_number bigint,
  ADD COLUMN in_room boolean;

-- The replies of a thread.
CREATE INDEX messages_threaded ON messages (room_id, thread_number, number)
  WHERE thread_number IS NOT NULL;

-- What is not unread to everybody: what stands in a thread alone, too.
DROP INDEX messages_uncounted;
CREATE INDEX messages_uncounted ON messages (room_id, number)
  WHERE system IS NOT NULL OR deleted_at IS NOT NULL OR seen IS NOT NULL
    OR thread_number IS NOT NULL AND in_room IS NOT TRUE;

-- A thread, by the number of its root.
CREATE TABLE threads (
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  -- Replies that stand, and the newest of them; the root, where none does.
  count integer NOT NULL,
  last_number bigint NOT NULL,
  last_author_id uuid,
  last_at timestamptz NOT NULL,
  -- Who wrote in it, the first few.
  user_ids uuid[] NOT NULL,
  PRIMARY KEY (room_id, number)
) PARTITION BY HASH (room_id);

CREATE INDEX threads_changes ON threads (room_id, version);

DO $$
BEGIN
  FOR remainder IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE threads_%s PARTITION OF threads FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      remainder, remainder);
  END LOOP;
END $$;
