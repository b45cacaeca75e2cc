-- What edited messages said before. A deletion of the message takes it.

CREATE TABLE message_edits (
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  -- Of the edit that took the place of this text.
  version bigint NOT NULL,
  body text NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (room_id, number, version)
) PARTITION BY HASH (room_id);

DO $$
BEGIN
  FOR remainder IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE message_edits_%s PARTITION OF message_edits FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      remainder, remainder);
  END LOOP;
END $$;
