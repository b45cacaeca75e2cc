import type { status as English } from "../en/status.ts";
import type { Translation } from "../message.ts";

export const status: Translation<typeof English> = {
  "status.quiet-off": "Aus",
  "status.title": "Status",
  "status.doing": "Was du gerade machst",
  "status.doing.emoji": "Emoji des Status",
  "status.doing.example": "In einer Besprechung",
  "status.doing.clear": "Status löschen",
  "status.doing.until": "Wieder löschen",
  "status.doing.stays": "Nicht von selbst",
  "status.until": "Bis {when}",
  "status.span.30-minutes": "30 Minuten lang",
  "status.span.1-hour": "Eine Stunde lang",
  "status.span.4-hours": "4 Stunden lang",
  "status.span.tomorrow": "Bis morgen früh",
  "status.span.week": "Eine Woche lang",
  "status.save": "Speichern",
};
