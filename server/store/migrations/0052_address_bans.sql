-- Networks from which nobody uses this server. Each is there once. Nodes have all that hold in memory.
CREATE TABLE address_bans (
  id uuid PRIMARY KEY,
  network cidr NOT NULL UNIQUE,
  reason text,
  -- Null: until somebody ends it.
  until timestamptz,
  created_at timestamptz NOT NULL,
  -- Null for who runs commands on the server.
  created_by uuid,
  -- With whose suspension it came; null for one that was made alone.
  user_id uuid
);

CREATE INDEX address_bans_by_age ON address_bans (created_at, id);
