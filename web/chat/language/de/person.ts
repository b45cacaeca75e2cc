import type { person as English } from "../en/person.ts";
import type { Translation } from "../message.ts";

export const person: Translation<typeof English> = {
  "person.you": "Du",
  "person.somebody": "Jemand",
  "person.me": "(du)",
  "person.notes": "Notizen",
  "person.bot": "Bot",
  "person.deleted": "Gelöschtes Konto",
};
