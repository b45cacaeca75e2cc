import type { arrangement as English } from "../en/arrangement.ts";
import type { Translation } from "../message.ts";

export const arrangement: Translation<typeof English> = {
  "arrangement.failed": "Deine Liste wurde nicht geändert. {reason}",
  "arrangement.moved": "Nach {section} verschoben",
  "arrangement.muted": "Stummgeschaltet",
  "arrangement.unmuted": "Nicht mehr stumm",
  "arrangement.mark-read": "Als gelesen markieren",
  "arrangement.favourite": "Zu den Favoriten",
  "arrangement.unfavourite": "Aus den Favoriten nehmen",
  "arrangement.move": "In Bereich verschieben …",
  "arrangement.move.title": "In Bereich verschieben",
  "arrangement.mute": "Stummschalten",
  "arrangement.unmute": "Nicht mehr stummschalten",
  "arrangement.new-section": "Neuer Bereich",
  "arrangement.rename-section": "Bereich umbenennen",
  "arrangement.remove-section": "Bereich entfernen",
  "arrangement.section-hint": "Nur du siehst ihn.",
  "arrangement.up": "Nach oben",
  "arrangement.down": "Nach unten",
  "arrangement.sort-by": "Diesen Bereich sortieren",
  "arrangement.sort.newest": "Nach neuester Nachricht",
  "arrangement.sort.name": "Nach Namen",
  "arrangement.sort.hand": "Von Hand",
  "arrangement.unread-first": "Ungelesene zuerst",
  "arrangement.by-name": "Nach Namen sortieren",
  "arrangement.all-read": "Alles als gelesen markieren",
};
