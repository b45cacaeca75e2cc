export const bots = {
  "bots.create": "Make a bot",
  "bots.create.about":
    "An account for a program. It has no password: make a token for it then. It is in no room until somebody invites it.",
  "bots.create.action": "Make it",
  "bots.username": "User name",
  "bots.display-name": "Display name",
  "bots.display-name.hint": "Left empty, it is called like its user name.",
  "bots.username.hint":
    "Once a day at most. What it was called before stays its own, and still mentions it.",
  "bots.username.too-soon": "It was changed within the last day. Try again tomorrow.",
  "bots.about": "What it says of itself",
  "bots.actions": "Actions for {name}",
  "bots.change": "Change",
  "bots.change.title": "Change “{name}”",
  "bots.changed": "The bot is changed.",
  "bots.picture": "Choose a picture",
  "bots.picture.remove": "Take the picture away",
  "bots.delete": "Delete",
  "bots.delete.title": "Delete “{name}”?",
  "bots.delete.about":
    "Its tokens end at once, and it leaves its rooms. What it wrote stays, under its name. This cannot be undone.",
  "bots.delete.action": "Delete the bot",
  "bots.deleted": "“{name}” is deleted.",
  "bots.made": "The bot “{name}” is made.",
  "bots.too-many": "There are {limit} bots. Use one of those that nobody needs any more.",
} as const;
