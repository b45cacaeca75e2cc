import type { emoji as English } from "../en/emoji.ts";
import type { Translation } from "../message.ts";

export const emoji: Translation<typeof English> = {
  "emoji.search": "Emojis suchen",
  "emoji.found": "Gefunden",
  "emoji.recent": "Zuletzt benutzt",
  "emoji.of-server": "Von diesem Server",
  "emoji.add": "Emoji hinzufügen",
  "emoji.add.short": "Hinzufügen",
  "emoji.custom.title": "Emojis dieses Servers",
  "emoji.custom.text":
    "Alle können sie in Nachrichten und als Reaktion benutzen, mit ihrem Namen zwischen zwei Doppelpunkten.",
  "emoji.custom.search": "Diese Emojis durchsuchen",
  "emoji.custom.count": { one: "Ein Emoji", other: "{count} Emojis" },
  "emoji.custom.added": "Hinzugefügt von {name}, {when}",
  "emoji.custom.done": "{name} ist jetzt für alle da.",
  "emoji.custom.delete": "{name} löschen",
  "emoji.custom.deleted": "{name} ist gelöscht. Wo es benutzt wurde, steht sein Name.",
  "emoji.custom.back": "{name} ist wieder da.",
  "emoji.custom.taken-meanwhile":
    "{name} ist nicht wieder da: Jemand hat seinen Namen inzwischen einem anderen Bild gegeben.",
  "emoji.custom.not-back": "{name} ist nicht wieder da. {reason}",
  "emoji.image.choose": "Bild wählen",
  "emoji.image.another": "Anderes Bild",
  "emoji.image.hint":
    "Oder zieh eins hierher oder füg es ein. PNG, GIF oder WebP, bis {kilobytes} KB und {pixels} × {pixels} Pixel.",
  "emoji.image.type": "Das ist kein Bild in PNG, GIF oder WebP.",
  "emoji.image.bytes": "Diese Datei ist größer als {kilobytes} KB.",
  "emoji.image.pixels": "Dieses Bild hat mehr als {pixels} × {pixels} Pixel.",
  "emoji.image.broken": "Diese Datei lässt sich nicht als Bild zeigen.",
  "emoji.name": "Kurzname",
  "emoji.name.hint": "Getippt als {typed}",
  "emoji.name.invalid":
    "2 bis 32 Zeichen aus a–z, 0–9, _, - und +; das erste, und eins hinter jedem _, ist ein Buchstabe oder eine Ziffer.",
  "emoji.name.reserved": "So heißt schon ein übliches Emoji.",
  "emoji.name.taken": "So heißt schon ein anderes Emoji dieses Servers.",
  "emoji.preview": "Wie es aussieht, hell und dunkel",
  "emoji.preview.words": "Gut gemacht",
  "emoji.none": "Kein Emoji heißt so.",
  "emoji.failed": "Die Emojis konnten nicht geladen werden.",
  "emoji.tone": "Hautton",
  "emoji.tone.none": "Keiner",
  "emoji.tone.light": "Hell",
  "emoji.tone.medium-light": "Mittelhell",
  "emoji.tone.medium": "Mittel",
  "emoji.tone.medium-dark": "Mitteldunkel",
  "emoji.tone.dark": "Dunkel",
};
