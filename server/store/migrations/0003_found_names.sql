-- Names as they are looked for and put in order. They are made by the server's own code
-- (store/folded-name.ts), since the collations and extensions of databases differ; what they were
-- made from stands beside them. Rows that have none yet, and those that an older node writes, are
-- found by that and filled in (store/fold-names.ts).

ALTER TABLE users
  ADD COLUMN name_folded text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN name_order text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN folded_from text NOT NULL DEFAULT '';

CREATE INDEX users_by_name ON users (name_order, username);

ALTER TABLE rooms
  ADD COLUMN name_folded text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN name_order text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN folded_from text NOT NULL DEFAULT '';

CREATE INDEX rooms_public_in_order ON rooms (name_order, id) WHERE kind = 'public';
DROP INDEX rooms_public_by_name;
