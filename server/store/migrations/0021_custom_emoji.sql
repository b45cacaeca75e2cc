-- The emoji that were added to this server. A deleted one stays as a tombstone without an image, so that whoever
-- asks for what changed since a version gets to know of it.
CREATE TABLE custom_emoji (
  name text COLLATE "C" PRIMARY KEY,
  -- Of the list, when this row was written: each change of the list raises it by one.
  version bigint NOT NULL,
  -- Null once it is deleted.
  image bytea,
  -- The beginning of the SHA-256 of the image, in hexadecimal.
  hash text NOT NULL,
  media_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);

CREATE INDEX custom_emoji_changes ON custom_emoji (version);
