-- Roles that this server has besides the built-in ones. The base gives its people their rank, and stands in users.role, too.
CREATE TABLE custom_roles (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  -- The name as names are compared.
  name_key text NOT NULL,
  base text NOT NULL CHECK (base IN ('admin', 'moderator', 'member', 'guest')),
  permissions text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX custom_roles_by_name ON custom_roles (name_key);

-- Null for nearly all. There is no foreign key: the tables may be distributed, one before the other.
ALTER TABLE users ADD COLUMN custom_role_id uuid;
ALTER TABLE users ADD CONSTRAINT users_owner_is_built_in
  CHECK (role <> 'owner' OR custom_role_id IS NULL);

CREATE INDEX users_with_custom_role ON users (custom_role_id, created_at, id)
  WHERE custom_role_id IS NOT NULL;
