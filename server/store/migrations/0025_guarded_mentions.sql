-- Whether owners and moderators alone mention everybody in a room.
ALTER TABLE rooms ADD COLUMN guarded_mentions boolean NOT NULL DEFAULT false;
