-- The log of a person: what is theirs alone. Its keys begin with the person, as those of a room begin
-- with the room. Rooms are locked before persons, and each in the order of their ids.

CREATE TABLE persons (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  -- Raised by one by every row that is written for this person.
  version bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Whether a person is in a room, and how far they said that they have read. No index holds the version:
-- a person has few of these, and each message of others that they read writes one.
CREATE TABLE places (
  user_id uuid NOT NULL,
  room_id uuid NOT NULL,
  version bigint NOT NULL,
  -- The version of the room at which they came in, or went out.
  member_version bigint NOT NULL,
  read_number bigint NOT NULL,
  -- The newest message when the position began here. What they wrote up to it moves nothing.
  set_at bigint NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (user_id, room_id)
) WITH (fillfactor = 50);

CREATE INDEX places_left ON places (user_id) WHERE left_at IS NOT NULL;

-- members.read_number is from now on what posts of this person have read since places.set_at; nodes of
-- before write what was said there, too. A position is the higher one of the two.
INSERT INTO places (user_id, room_id, version, member_version, read_number, set_at, left_at)
SELECT user_id, room_id, row_number() OVER (PARTITION BY user_id ORDER BY room_id), version,
  read_number, 0, left_at
FROM members;

INSERT INTO persons (user_id, version) SELECT user_id, count(*) FROM places GROUP BY user_id;

-- The version up to which the place of a member is written. Nodes of before do not know it: what they
-- wrote is found by that, and made up for (rooms/place-members.ts).
ALTER TABLE members ADD COLUMN placed_version bigint;
UPDATE members m SET placed_version = p.member_version
FROM places p WHERE p.user_id = m.user_id AND p.room_id = m.room_id;
CREATE INDEX members_unplaced ON members (room_id) WHERE placed_version IS DISTINCT FROM version;
