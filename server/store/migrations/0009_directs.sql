-- Conversations of a set of people, for ever. Their ids are made of the set (rooms/direct-id.ts), so that the
-- primary key lets no second one in.
ALTER TABLE rooms
  DROP CONSTRAINT rooms_kind_check,
  ADD CONSTRAINT rooms_kind_check CHECK (kind IN ('public', 'private', 'direct')),
  -- Who is in a direct, in the order of their ids. Its list of members never changes.
  ADD COLUMN user_ids uuid[],
  ADD CONSTRAINT rooms_user_ids_check CHECK ((kind = 'direct') = (user_ids IS NOT NULL));

-- Up to which message a person has hidden a direct from their list.
ALTER TABLE places ADD COLUMN hidden_at bigint;
