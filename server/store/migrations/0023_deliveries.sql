-- Up to which message a device of a member has a direct. It is told beside the log of the room, and is no change of it.
CREATE TABLE deliveries (
  room_id uuid NOT NULL,
  user_id uuid NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (room_id, user_id)
);
