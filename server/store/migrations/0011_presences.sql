-- What people say of themselves, what of it they hide, and when they did something last. Not a part of their
-- log: it is told to others, while they look.
CREATE TABLE presences (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  status_emoji text,
  status_text text NOT NULL DEFAULT '',
  status_until timestamptz,
  do_not_disturb_until timestamptz,
  hidden text[] NOT NULL DEFAULT '{}',
  seen_at timestamptz
) WITH (fillfactor = 50);
