import type { directs as English } from "../en/directs.ts";
import type { Translation } from "../message.ts";

export const directs: Translation<typeof English> = {
  "directs.new.title": "Neue Nachricht",
  "directs.new.text": "An jemanden, oder an eine Gruppe von höchstens {count} mit dir.",
  "directs.new.search": "Name oder Benutzername",
  "directs.new.people": "Leute",
  "directs.new.nobody": "Niemand hier heißt „{name}“.",
  "directs.new.remove": "{name} entfernen",
  "directs.new.keys-choose": "Enter wählt aus",
  "directs.new.keys-open": "Noch einmal Enter öffnet die Unterhaltung",
  "directs.new.full": "Mehr geht nicht: höchstens {count} Personen, mit dir.",
  "directs.new.open": "Öffnen",
  "directs.hide": "Ausblenden",
  "directs.hidden": "Ausgeblendet bis zur nächsten Nachricht",
};
