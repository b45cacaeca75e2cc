import type { leaving as English } from "../en/leaving.ts";
import type { Translation } from "../message.ts";

export const leaving: Translation<typeof English> = {
  "leaving.title": "Abmelden?",
  "leaving.nothing-stays": "Nichts von dir bleibt in diesem Browser. Entwürfe hebt der Server auf.",
  "leaving.unsent": {
    one: "Eine Nachricht ist noch nicht gesendet. Warte darauf, sonst ist sie verloren: Nichts von dir bleibt in diesem Browser.",
    other:
      "{count} Nachrichten sind noch nicht gesendet. Warte darauf, sonst sind sie verloren: Nichts von dir bleibt in diesem Browser.",
  },
  "leaving.lose": {
    one: "Trotzdem abmelden",
    other: "Trotzdem abmelden",
  },
};
