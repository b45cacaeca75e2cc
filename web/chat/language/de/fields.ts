import type { fields as English } from "../en/fields.ts";
import type { Translation } from "../message.ts";

export const fields: Translation<typeof English> = {
  "fields.no-files": "Dateien und Bilder lassen sich noch nicht senden, nur Text",
  "fields.taken": {
    one: "Ein Zeichen entfernt, das sich nicht senden lässt: {characters}",
    other: "{count} Zeichen entfernt, die sich nicht senden lassen: {characters}",
  },
  "fields.empty": "Schreib mindestens ein sichtbares Zeichen.",
  "fields.too-long":
    "Höchstens {max} Zeichen passen hinein. Kürze den Text oder schick ihn in Teilen.",
  "fields.unsendable": "Entferne Zeichen, die hier nicht stehen können: {characters}.",
  "fields.too-many-marks":
    "Entferne Akzente: Auf einen Buchstaben passen höchstens {max} Zeichen, und ohne Buchstaben keines.",
  "fields.character.backspace": "Rückschritt",
  "fields.character.tab": "Tabulator",
  "fields.character.line-end": "Zeilenende",
  "fields.character.vertical-tab": "vertikaler Tabulator",
  "fields.character.form-feed": "Seitenvorschub",
  "fields.character.zero-width-space": "breitenloses Leerzeichen",
  "fields.character.zero-width-non-joiner": "breitenloser Nichtverbinder",
  "fields.character.zero-width-joiner": "breitenloser Verbinder",
};
