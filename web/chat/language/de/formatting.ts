import type { formatting as English } from "../en/formatting.ts";
import type { Translation } from "../message.ts";

export const formatting: Translation<typeof English> = {
  "formatting.label": "Formatierung",
  "formatting.bold": "Fett",
  "formatting.italic": "Kursiv",
  "formatting.strike": "Durchgestrichen",
  "formatting.spoiler": "Spoiler",
  "formatting.link": "Link",
  "formatting.numbered-list": "Nummerierte Liste",
  "formatting.list": "Liste",
  "formatting.quote": "Zitat",
  "formatting.code": "Code",
  "formatting.code-block": "Codeblock",
  "formatting.preview": "Vorschau",
  "formatting.preview.empty": "Noch nichts zu sehen.",
  "formatting.write": "Weiterschreiben",
};
