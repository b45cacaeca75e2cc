-- Long work, done in steps by whichever node takes it, and taken over where that is gone. Few rows, asked for at the
-- coordinator alone.
CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  -- Whom it is for; null where that is the server.
  user_id uuid,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Where the next step begins; null before the first.
  place jsonb,
  done bigint NOT NULL DEFAULT 0,
  total bigint,
  -- Failures since the last step that was done.
  attempts integer NOT NULL DEFAULT 0,
  failure text,
  created_at timestamptz NOT NULL,
  -- When it goes on; while it runs, when others may take it for left behind.
  due_at timestamptz NOT NULL,
  -- Of the node that runs it: another one has another.
  lease uuid,
  ended_at timestamptz
);

CREATE INDEX jobs_due ON jobs (due_at) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_by_age ON jobs (created_at, id);
CREATE INDEX jobs_of_user ON jobs (user_id, kind, created_at);

-- What was put together of one person's data, in pieces, until it is forgotten.
CREATE TABLE data_pieces (
  job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
  file text NOT NULL,
  position bigint NOT NULL,
  -- JSON.
  piece text NOT NULL,
  PRIMARY KEY (job_id, file, position)
);

-- What downloads it. Of the secret of each there is a hash.
CREATE TABLE data_links (
  secret_hash text PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
  until timestamptz NOT NULL
);

CREATE INDEX data_links_of_job ON data_links (job_id);
