-- How the nodes of this server do. Each writes its own row every few seconds; one that says nothing for long is gone.
CREATE TABLE nodes (
  id text PRIMARY KEY,
  name text NOT NULL,
  roles text[] NOT NULL,
  version text NOT NULL,
  started_at timestamptz NOT NULL,
  at timestamptz NOT NULL,
  -- What it does and measures now: see `server/overview/report.ts`.
  report jsonb NOT NULL
);

-- Of all nodes together: one row a minute for some hours, and one an hour for some weeks.
CREATE TABLE overview_samples (
  per text NOT NULL CHECK (per IN ('minute', 'hour')),
  at timestamptz NOT NULL,
  people integer NOT NULL,
  connections integer NOT NULL,
  messages integer NOT NULL,
  commit_p50_ms real,
  commit_p99_ms real,
  delivery_p50_ms real,
  delivery_p99_ms real,
  waiting integer NOT NULL,
  database_bytes bigint NOT NULL,
  PRIMARY KEY (per, at)
);
