import type { app as English } from "../en/app.ts";
import type { Translation } from "../message.ts";

export const app: Translation<typeof English> = {
  "app.description": "Ein Chat, der jede Nachricht behält.",
  "app.loading": "Wird geladen",
  "app.unreachable.title": "Der Server ist nicht erreichbar",
  "app.unreachable.text":
    "Prüf deine Verbindung. Sobald sie wieder steht, geht es von selbst weiter.",
  "app.outdated.title": "Roost wurde aktualisiert",
  "app.outdated.text":
    "Diese Seite gehört zu einer älteren Version. Lade sie neu, um weiterzumachen. Entwürfe und nicht gesendete Nachrichten bleiben erhalten.",
  "app.account-of": "Konto von {name}",
  "app.language": "Sprache",
  "app.language.unavailable":
    "Diese Sprache konnte nicht geladen werden. Prüf deine Verbindung und versuch es noch einmal.",
};
