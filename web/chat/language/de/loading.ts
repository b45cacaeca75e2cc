import type { loading as English } from "../en/loading.ts";
import type { Translation } from "../message.ts";

export const loading: Translation<typeof English> = {
  "loading.unavailable.title": "Dieser Teil konnte nicht geladen werden",
  "loading.unavailable.text":
    "Prüf deine Verbindung. Wenn Roost gerade aktualisiert wurde, lade die Seite neu. Entwürfe und nicht gesendete Nachrichten bleiben erhalten.",
  "loading.failed.title": "Hier ist etwas schiefgegangen",
  "loading.failed.text":
    "Der Rest der Seite funktioniert weiter. Wenn es wieder passiert, lade sie neu: Entwürfe und nicht gesendete Nachrichten bleiben erhalten.",
  "loading.reload-page": "Seite neu laden",
};
