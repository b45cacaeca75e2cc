import type { unreads as English } from "../en/unreads.ts";
import type { Translation } from "../message.ts";

export const unreads: Translation<typeof English> = {
  "unreads.title": "Ungelesen",
  "unreads.about": "Was du noch nicht gelesen hast, Raum für Raum.",
  "unreads.all-read": "Alles als gelesen markieren",
  "unreads.none": "Alles gelesen",
  "unreads.none.text": "Hier steht, was es in deinen Räumen Neues gibt.",
  "unreads.count": { one: "{count} neu", other: "{count} neu" },
  "unreads.mark-read": "{room} als gelesen markieren",
  "unreads.loading": "Nachrichten werden geladen",
  "unreads.more": "Mehr anzeigen",
};
