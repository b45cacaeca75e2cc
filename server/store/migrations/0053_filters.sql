-- Rules of what may not be said on this server. Nodes have all that are on in memory.
CREATE TABLE filters (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  action text NOT NULL,
  entries text[] NOT NULL,
  explanation text NOT NULL,
  is_on boolean NOT NULL,
  spares_bots boolean NOT NULL,
  created_at timestamptz NOT NULL,
  -- Null for who runs commands on the server.
  created_by uuid,
  changed_at timestamptz NOT NULL
);

CREATE INDEX filters_by_age ON filters (created_at, id);
