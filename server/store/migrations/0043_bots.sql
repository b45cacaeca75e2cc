-- Accounts of programs. They have no password, and their address is nobody's.
ALTER TABLE users ADD COLUMN is_bot boolean NOT NULL DEFAULT false;
-- Who answers for it; null for who runs commands on the server.
ALTER TABLE users ADD COLUMN bot_owner_id uuid;

CREATE INDEX users_bots ON users (name_order, username) WHERE is_bot;
