-- Links to sign up with. Of the secret of each there is a hash.
CREATE TABLE invites (
  id uuid PRIMARY KEY,
  secret_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  -- Null for who runs commands on the server.
  created_by uuid,
  until timestamptz,
  max_uses integer,
  uses integer NOT NULL DEFAULT 0,
  room_ids uuid[] NOT NULL,
  revoked_at timestamptz
);

CREATE UNIQUE INDEX invites_by_secret ON invites (secret_hash);
CREATE INDEX invites_by_age ON invites (created_at, id);

-- The language in which somebody reads, as their browser said when they signed up or in.
ALTER TABLE users ADD COLUMN language text;
-- How somebody signed up. Null for those before, and those whom administrators made.
ALTER TABLE users ADD COLUMN registered_by text
  CHECK (registered_by IN ('open', 'domain', 'approval', 'invite'));
ALTER TABLE users ADD COLUMN invite_id uuid;
-- Whether somebody who asked was let in; null for those who had not to ask.
ALTER TABLE users ADD COLUMN approval text CHECK (approval IN ('awaited', 'approved', 'refused'));
ALTER TABLE users ADD COLUMN approval_reason text;
ALTER TABLE users ADD COLUMN approval_told_at timestamptz;
ALTER TABLE users ADD COLUMN approval_decided_at timestamptz;
ALTER TABLE users ADD COLUMN approval_decided_by uuid;

CREATE INDEX users_with_approval ON users (created_at, id) WHERE approval IS NOT NULL;
