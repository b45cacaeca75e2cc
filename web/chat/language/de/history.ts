import type { history as English } from "../en/history.ts";
import type { Translation } from "../message.ts";

export const history: Translation<typeof English> = {
  "history.title": "Was diese Nachricht sagte",
  "history.written": "Geschrieben: {when}",
  "history.edited": "Bearbeitet: {when}",
  "history.now": "so steht sie jetzt da",
  "history.nobody-read": "Noch von niemand anderem.",
};
