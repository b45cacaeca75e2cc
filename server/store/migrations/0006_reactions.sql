-- Who reacted to a message with what. Taking it back leaves a tombstone, as the log of the room needs it.

CREATE TABLE reactions (
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  emoji text COLLATE "C" NOT NULL,
  user_id uuid NOT NULL,
  version bigint NOT NULL,
  -- How many people had reacted to the message with this emoji after the change.
  count integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  PRIMARY KEY (room_id, number, emoji, user_id)
) PARTITION BY HASH (room_id);

CREATE INDEX reactions_changes ON reactions (room_id, version);
-- The newest row of an emoji has its count.
CREATE INDEX reactions_newest ON reactions (room_id, number, emoji, version);

DO $$
BEGIN
  FOR remainder IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE reactions_%s PARTITION OF reactions FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      remainder, remainder);
  END LOOP;
END $$;
