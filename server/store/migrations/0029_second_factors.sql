-- What people give at a sign-in beside their password: codes of an app. Few rows, joined with people: on Citus,
-- reference tables.
CREATE TABLE second_factors (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  -- What the app makes its codes of, encrypted with the secret of the server.
  secret text NOT NULL,
  begun_at timestamptz NOT NULL,
  -- Since when it is asked for; null until a first code has shown that the app has the secret.
  confirmed_at timestamptz,
  -- The newest time step of which a code was taken: none up to it is taken again.
  last_step bigint NOT NULL DEFAULT 0,
  -- Wrong codes since the last right one, and when the last of them came.
  failures integer NOT NULL DEFAULT 0,
  failed_at timestamptz
);

-- Each is good for one code that is not at hand, and is deleted with its use.
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  hash text NOT NULL,
  PRIMARY KEY (user_id, hash)
);

-- Sign-ins that have given the password, and not yet the code. A new password deletes them.
CREATE TABLE sign_in_challenges (
  hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  attempts integer NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL
);

CREATE INDEX sign_in_challenges_of_user ON sign_in_challenges (user_id);
