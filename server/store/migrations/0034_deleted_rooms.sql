-- A deleted room keeps its row, which tells devices that come back that they are in it no more.
ALTER TABLE rooms
  ADD COLUMN deleted_at timestamptz,
  -- Whether members or messages of a deleted room are still to be taken away.
  ADD COLUMN to_purge boolean NOT NULL DEFAULT false;

CREATE INDEX rooms_to_purge ON rooms (id) WHERE to_purge;
