-- The number of the message that a message replies to. Null for nearly all.
ALTER TABLE messages ADD COLUMN reply_to bigint;
