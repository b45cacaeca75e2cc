-- Who came in to an account, and who was kept out. Few rows of each person: on Citus, a reference table.
CREATE TABLE sign_ins (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  id uuid NOT NULL,
  -- Of several that failed alike, the last one.
  at timestamptz NOT NULL,
  -- How it was tried.
  way text NOT NULL,
  outcome text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  address text,
  -- That of the address; null where it is not known.
  network text,
  user_agent text,
  -- Whether it was the first one with this browser.
  is_new boolean NOT NULL DEFAULT false,
  -- What those that failed within an hour have in common, so that guessing makes few rows; null for those that did not fail.
  alike text,
  PRIMARY KEY (user_id, id)
);

CREATE INDEX sign_ins_of_user ON sign_ins (user_id, at DESC, id DESC);
CREATE UNIQUE INDEX sign_ins_alike ON sign_ins (user_id, alike);
CREATE INDEX sign_ins_by_age ON sign_ins (at);

-- Browsers that somebody has signed in with: of what each keeps in its cookie, a hash.
CREATE TABLE known_browsers (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  hash text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, hash)
);
