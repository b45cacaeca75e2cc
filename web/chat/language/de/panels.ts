import type { panels as English } from "../en/panels.ts";
import type { Translation } from "../message.ts";

export const panels: Translation<typeof English> = {
  "panels.back": "Zurück zu den Nachrichten",
  "panels.close": "Bereich schließen",
};
