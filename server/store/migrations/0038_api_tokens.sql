-- What programs come with in the name of an account. Of the secret of each there is a hash. Few rows, joined with people:
-- on Citus, a reference table.
CREATE TABLE api_tokens (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  secret_hash text NOT NULL UNIQUE,
  -- How the secret begins.
  hint text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  -- Null for who runs commands on the server.
  created_by uuid,
  -- Null: never.
  expires_at timestamptz,
  -- Whether its connections were ended when its time was over.
  ended boolean NOT NULL DEFAULT false,
  used_at timestamptz,
  used_from text
);

CREATE INDEX api_tokens_of_user ON api_tokens (user_id, created_at, id);
CREATE INDEX api_tokens_to_end ON api_tokens (expires_at) WHERE expires_at IS NOT NULL AND NOT ended;
