import type { myData as English } from "../en/my-data.ts";
import type { Translation } from "../message.ts";

export const myData: Translation<typeof English> = {
  "my-data.ask": "Deine Daten zusammenstellen?",
  "my-data.ask.about":
    "Das kann einige Minuten dauern. Dann kannst du hier einige Tage lang ein Archiv mit Dateien in JSON herunterladen.",
  "my-data.ask.action": "Zusammenstellen",
  "my-data.download": "Meine Daten herunterladen",
  "my-data.download.about":
    "Im Archiv ist alles, was du hier geschrieben hast, auch in privaten Räumen und Direktnachrichten. Hebe es so auf, dass nur du es lesen kannst.",
  "my-data.download.action": "Herunterladen",
  "my-data.downloading": "Der Download hat begonnen",
};
