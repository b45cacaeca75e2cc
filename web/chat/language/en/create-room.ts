export const createRoom = {
  "create-room.title": "Create a room",
  "create-room.create": "Create",
  "create-room.name-example": "weekend-hikes",
  "create-room.topic-hint": "Optional. What is this room about?",
  "create-room.who": "Who can come in?",
  "create-room.public": "Everyone here",
  "create-room.public.text": "Anyone on this server can find and join it.",
  "create-room.private": "By invitation",
  "create-room.private.text": "Only people whom a member invites see it.",
  "create-room.none.title": "No rooms yet",
  "create-room.none.text": "Make one for the people you want to talk to, or join one that is open.",
  "create-room.none.guest":
    "You are a guest here: once somebody brings you into a room, it stands here.",
  "create-room.none.create": "Create a room",
  "create-room.none.browse": "Browse public rooms",
} as const;
