-- What people sign in with in place of their password, or of a code behind it. Few rows, joined with people: on Citus,
-- reference tables.
CREATE TABLE passkeys (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- What its person calls it.
  name text NOT NULL,
  -- What browsers know it by, in base64url.
  credential_id text NOT NULL UNIQUE,
  -- In the form COSE.
  public_key bytea NOT NULL,
  -- The host that it was made for; browsers offer it nowhere else.
  rp_id text NOT NULL,
  -- As its device counted at its last use; 0 for ever where it does not count.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  backed_up boolean NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE INDEX passkeys_of_user ON passkeys (user_id);

-- Challenges are signed by the server and not stored, until a passkey has signed one: none is good twice.
CREATE TABLE used_passkey_challenges (
  hash text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
