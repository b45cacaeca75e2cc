import type { composer as English } from "../en/composer.ts";
import type { Translation } from "../message.ts";

export const composer: Translation<typeof English> = {
  "composer.placeholder": "Nachricht an {room}",
  "composer.in-thread": "Im Thread antworten",
  "composer.also-in-room": "Auch an {room} senden",
  "composer.send": "Senden",
  "composer.keys": "{send} sendet · {line} beginnt eine Zeile",
  "composer.keys.shift-enter": "Umschalt+Enter",
  "composer.later": "Später senden",
  "composer.scheduled": "Wird gesendet: {when}. Du findest es bei den geplanten Nachrichten.",
  "composer.left": "Noch {count} Zeichen",
  "composer.too-many": "{count} Zeichen zu viel",
  "composer.refused": "Das konnte nicht gesendet werden: {reason}",
  "composer.formatting.show": "Formatierung einblenden",
  "composer.formatting.hide": "Formatierung ausblenden",
  "composer.emoji": "Emojis",
};
