-- When a message was pinned in its room, and by whom. Null for nearly all.
ALTER TABLE messages ADD COLUMN pinned_at timestamptz, ADD COLUMN pinned_by uuid;

CREATE INDEX messages_pinned ON messages (room_id, number) WHERE pinned_at IS NOT NULL;
