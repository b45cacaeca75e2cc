-- The pictures of people, square WebP images. Beside their rows, which are read with every message of theirs.
CREATE TABLE pictures (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  image bytea NOT NULL
);

-- The beginning of the SHA-256 of the image, in hexadecimal; null where there is none.
ALTER TABLE users ADD COLUMN picture text;
