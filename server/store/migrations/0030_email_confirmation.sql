-- Who signed up while the server asked for it confirms their address before anything else.
ALTER TABLE users ADD COLUMN confirmation_required boolean NOT NULL DEFAULT false;
