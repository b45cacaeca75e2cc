import type { dates as English } from "../en/dates.ts";
import type { Translation } from "../message.ts";

export const dates: Translation<typeof English> = {
  "dates.title": "Zu einem Datum springen",
  "dates.day": "Tag",
  "dates.choose": "Wähle einen Tag.",
  "dates.jump": "Springen",
};
