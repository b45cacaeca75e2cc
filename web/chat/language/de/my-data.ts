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
  "my-data.delete": "Dein Konto löschen?",
  "my-data.delete.about": {
    one: "Du wirst überall abgemeldet. Morgen ist das Konto endgültig weg, wenn du dich nicht vorher anmeldest.",
    other:
      "Du wirst überall abgemeldet. In {count} Tagen ist das Konto endgültig weg, wenn du dich nicht vorher anmeldest.",
  },
  "my-data.delete.anonymise":
    "Was du geschrieben hast, bleibt, wo es ist, als das eines gelöschten Kontos.",
  "my-data.delete.remove": "Alles, was du geschrieben hast, wird auch gelöscht.",
  "my-data.delete.owner": "Der Server gehört dir: Übergib ihn zuerst jemand anderem.",
  "my-data.delete.action": "Mein Konto löschen",
  "my-data.deleted": "Dein Konto wird am {when} gelöscht. Melde dich vorher an, um es zu behalten.",
};
