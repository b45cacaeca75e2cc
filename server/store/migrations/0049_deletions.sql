-- Accounts that are to be deleted: when, and who has said so. Both null for nearly all.
ALTER TABLE users ADD COLUMN deletion_at timestamptz;
ALTER TABLE users ADD COLUMN deletion_by jsonb;
-- Since when there is nobody behind the row, which stays for what they wrote.
ALTER TABLE users ADD COLUMN deleted_at timestamptz;

-- Hashes of the names of those who are gone: each name is given to nobody else, and told to nobody.
CREATE TABLE gone_usernames (
  hash text PRIMARY KEY
);
