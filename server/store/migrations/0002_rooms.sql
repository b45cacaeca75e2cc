-- Every key starts with the room: rows can be partitioned, and later distributed, by it.

CREATE TABLE rooms (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('public', 'private')),
  name text NOT NULL,
  topic text NOT NULL DEFAULT '',
  version bigint NOT NULL DEFAULT 0,
  last_number bigint NOT NULL DEFAULT 0,
  member_count integer NOT NULL DEFAULT 0,
  auto_join boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  bumped_at timestamptz NOT NULL DEFAULT now()
)
-- Each message updates its room's row; free space lets the update stay on its page, and no
-- index holds a column that changes with messages.
WITH (fillfactor = 50);

CREATE INDEX rooms_public_by_name ON rooms (lower(name), id) WHERE kind = 'public';

CREATE TABLE members (
  room_id uuid NOT NULL REFERENCES rooms,
  user_id uuid NOT NULL REFERENCES users,
  role text NOT NULL CHECK (role IN ('owner', 'moderator', 'member')),
  version bigint NOT NULL,
  read_number bigint NOT NULL DEFAULT 0,
  joined_at timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz,
  PRIMARY KEY (room_id, user_id)
) WITH (fillfactor = 70);

CREATE INDEX members_rooms_of_user ON members (user_id, room_id) WHERE left_at IS NULL;
CREATE INDEX members_changes ON members (room_id, version);

-- No foreign keys here: a post holds its room's lock and has found its author among the members,
-- and a key check would lock the author's row for each message.
CREATE TABLE messages (
  room_id uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  author_id uuid,
  client_message_id uuid,
  body text NOT NULL,
  system jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (room_id, number),
  -- What makes a send safe to repeat for ever.
  UNIQUE (room_id, author_id, client_message_id)
) PARTITION BY HASH (room_id);

CREATE INDEX messages_changes ON messages (room_id, version);

DO $$
BEGIN
  FOR remainder IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE messages_%s PARTITION OF messages FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
      remainder, remainder);
  END LOOP;
END $$;

INSERT INTO rooms (id, kind, name, topic, auto_join)
VALUES (gen_random_uuid(), 'public', 'general', 'Everybody is here', true);
