-- Who made a room, or opened a direct: so many of them are bounded. Null where a node of before did.
ALTER TABLE rooms ADD COLUMN made_by uuid;
CREATE INDEX rooms_made_by ON rooms (made_by) WHERE made_by IS NOT NULL;
