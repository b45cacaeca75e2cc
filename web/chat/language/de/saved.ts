import type { saved as English } from "../en/saved.ts";
import type { Translation } from "../message.ts";

export const saved: Translation<typeof English> = {
  "saved.title": "Gemerkt",
  "saved.add": "Für später merken",
  "saved.remove": "Nicht mehr merken",
  "saved.added": "Für später gemerkt",
  "saved.removed": "Nicht mehr gemerkt",
  "saved.failed": "Das konnte nicht gespeichert werden. {reason}",
  "saved.mark": "Gemerkt",
};
