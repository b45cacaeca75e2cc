ALTER TABLE rooms
  -- For how many days messages are kept here; 0 for ever, null as the server says.
  ADD COLUMN retention_days integer CHECK (retention_days >= 0),
  -- All messages up to this number were too old once, and say nothing any more.
  ADD COLUMN expired_number bigint NOT NULL DEFAULT 0;

CREATE INDEX rooms_of_own_retention ON rooms (id) WHERE retention_days IS NOT NULL;
