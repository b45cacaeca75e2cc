-- When people used this server last; -infinity for who never did. Sessions say it of those who are signed in, and are
-- deleted. In milliseconds, so that cursors of pages can say it.
ALTER TABLE users ADD COLUMN used_at timestamptz(3) NOT NULL DEFAULT '-infinity';
UPDATE users u SET used_at = s.at
FROM (SELECT user_id, max(updated_at) AS at FROM sessions GROUP BY user_id) s
WHERE s.user_id = u.id;

CREATE INDEX users_by_use ON users (used_at, id);
