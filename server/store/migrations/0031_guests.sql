-- Guests see the rooms that they were brought into, and the people there.
ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check
  CHECK (role IN ('owner', 'admin', 'moderator', 'member', 'guest'));
