-- All rooms but directs by name, and who owns a room: what those look at who look after the rooms of a server. Neither holds a
-- column that changes with messages.
CREATE INDEX rooms_managed ON rooms (name_order, id) WHERE kind <> 'direct' AND deleted_at IS NULL;
CREATE INDEX members_owners ON members (room_id) WHERE role = 'owner' AND left_at IS NULL;
