import type { scheduled as English } from "../en/scheduled.ts";
import type { Translation } from "../message.ts";

export const scheduled: Translation<typeof English> = {
  "scheduled.title": "Geplant",
  "scheduled.about":
    "Was du geschrieben hast, um es später zu senden. Es geht hinaus, auch wenn du nicht da bist.",
  "scheduled.none": "Nichts geplant",
  "scheduled.none.text": "Der Kalender neben dem Knopf „Senden“ bietet Zeiten zum Senden an.",
  "scheduled.room-gone": "Ein Raum, in dem du nicht bist",
  "scheduled.being-sent": "Wird gesendet",
  "scheduled.failed": "Nicht gesendet. {reason}",
  "scheduled.send-now": "Jetzt an {room} senden",
  "scheduled.change": "Ändern, was an {room} gesendet wird",
  "scheduled.remove": "Nicht an {room} senden",
  "scheduled.removed": "Das wird nicht gesendet",
  "scheduled.here": {
    one: "Eine Nachricht von dir ist hier geplant",
    other: "{count} Nachrichten von dir sind hier geplant",
  },
  "scheduled.here.failed": {
    one: "Eine geplante Nachricht wurde nicht gesendet",
    other: "{count} geplante Nachrichten wurden nicht gesendet",
  },
  "scheduled.show": "Anzeigen",
  "scheduled.edit": "Geplante Nachricht",
  "scheduled.text": "Nachricht",
};
