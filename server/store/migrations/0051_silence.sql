-- Since when somebody may read and not write, until when (null: for good), and why. All null for nearly all. Posts look it
-- up by the person's id. What their devices are told of it is a row of their log, as warnings are.
ALTER TABLE users ADD COLUMN silenced_at timestamptz;
ALTER TABLE users ADD COLUMN silenced_until timestamptz;
ALTER TABLE users ADD COLUMN silence_reason text;

-- Pages of those who may only read.
CREATE INDEX users_silenced ON users (created_at, id) WHERE silenced_at IS NOT NULL;
