export const person = {
  "person.you": "You",
  "person.somebody": "Somebody",
  "person.me": "(you)",
  "person.notes": "Notes",
  "person.bot": "Bot",
} as const;
