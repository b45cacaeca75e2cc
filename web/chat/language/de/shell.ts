import type { shell as English } from "../en/shell.ts";
import type { Translation } from "../message.ts";

export const shell: Translation<typeof English> = {
  "shell.offline": "Verbindung wird wiederhergestellt …",
  "shell.offline.more": "Was du schreibst, wird aufgehoben und danach gesendet.",
  "shell.database":
    "Der Server kann gerade keine Nachrichten speichern. Was du schreibst, bleibt hier und wird gesendet, sobald es geht.",
  "shell.bus": "Nachrichten von anderen brauchen vielleicht eine Sekunde länger.",
  "shell.try-now": "Jetzt versuchen",
  "shell.no-address": "Unter dieser Adresse ist nichts",
  "shell.to-my-rooms": "Zu meinen Räumen",
  "shell.updated": "Roost wurde aktualisiert.",
  "shell.later": "Später",
  "shell.loading": "Wird geladen",
};
