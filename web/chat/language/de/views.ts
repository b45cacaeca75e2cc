import type { views as English } from "../en/views.ts";
import type { Translation } from "../message.ts";

export const views: Translation<typeof English> = {
  "views.saved.about": "Nachrichten, die du für später aufhebst. Niemand sonst sieht, welche.",
  "views.saved.none": "Nichts gemerkt",
  "views.saved.none.text":
    "Merke dir eine Nachricht über ihr Menü oder mit der Taste S, um sie hier wiederzufinden.",
  "views.saved.load-failed": "Deine gemerkten Nachrichten konnten nicht geladen werden",
  "views.saved.loading": "Deine gemerkten Nachrichten werden geladen",
};
