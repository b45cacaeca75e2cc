export const mentions = {
  "mentions.title": "Mentions",
  "mentions.about": "What mentions you, in all of your rooms.",
  "mentions.new": "New",
  "mentions.none": "Nobody has mentioned you yet",
  "mentions.none.text": "Messages that name you with an @ are here, whatever the room.",
  "mentions.failed": "The mentions could not be loaded",
  "mentions.room.title": {
    one: "Tell one person?",
    other: "Tell all {count} people in this room?",
  },
  "mentions.room.text": "Everybody in the room is told of a message with @room.",
  "mentions.not-in-room": {
    one: "{names} is not in this room.",
    other: "{names} are not in this room.",
  },
  "mentions.invited": { one: "Invited one person", other: "Invited {count} people" },
  "mentions.invite": "Invite",
} as const;
