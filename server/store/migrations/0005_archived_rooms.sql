-- When a room was archived; null while people may write in it.
ALTER TABLE rooms ADD COLUMN archived_at timestamptz;
