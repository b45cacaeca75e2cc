export const person = {
  "person.you": "You",
  "person.somebody": "Somebody",
  "person.me": "(you)",
  "person.notes": "Notes",
  "person.bot": "Bot",
  "person.deleted": "Deleted account",
} as const;
