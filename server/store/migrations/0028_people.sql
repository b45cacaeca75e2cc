-- More roles on the server. They are named sets of permissions, which protocol/permissions.ts has.
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check
  CHECK (role IN ('owner', 'admin', 'moderator', 'member'));

-- Since when somebody may not sign in, until when (null: for good), and why. All null for nearly all.
ALTER TABLE users ADD COLUMN suspended_at timestamptz;
ALTER TABLE users ADD COLUMN suspended_until timestamptz;
ALTER TABLE users ADD COLUMN suspension_reason text;

-- Pages of accounts by their age, and those of few roles.
CREATE INDEX users_by_age ON users (created_at, id);
CREATE INDEX users_with_role ON users (role, created_at, id) WHERE role <> 'member';
CREATE INDEX users_suspended ON users (created_at, id) WHERE suspended_at IS NOT NULL;

-- Everything administrative. Rows are added in the transaction of what they tell, and never changed.
CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  -- Null for who runs commands on the server.
  actor_id uuid,
  means text NOT NULL,
  address text,
  action text NOT NULL,
  -- Whom it concerns; null where it is the server.
  user_id uuid,
  details jsonb NOT NULL
);

CREATE INDEX audit_by_actor ON audit_entries (actor_id, id);
CREATE INDEX audit_by_user ON audit_entries (user_id, id);
CREATE INDEX audit_by_action ON audit_entries (action, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit log are never changed';
END $$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- What a command did beside a running server, which has to tell its nodes.
CREATE TABLE untold_news (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event jsonb NOT NULL
);
