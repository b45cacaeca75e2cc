-- What is one person's own besides their places, of many kinds: small things, each found by its kind and
-- a key. Its form is that of protocol/own.ts. Without a value it is a tombstone.
CREATE TABLE own_rows (
  user_id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  version bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  value jsonb,
  PRIMARY KEY (user_id, kind, key)
);

-- The rows after a version.
CREATE UNIQUE INDEX own_rows_version ON own_rows (user_id, version);
