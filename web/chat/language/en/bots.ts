export const bots = {
  "bots.create": "Make a bot",
  "bots.create.about":
    "An account for a program. It has no password: make a token for it then. It is in no room until somebody invites it.",
  "bots.create.action": "Make it",
  "bots.username": "User name",
  "bots.display-name": "Display name",
  "bots.display-name.hint": "Left empty, it is called like its user name.",
  "bots.made": "The bot “{name}” is made.",
  "bots.too-many": "There are {limit} bots. Use one of those that nobody needs any more.",
} as const;
