import type { controls as English } from "../en/controls.ts";
import type { Translation } from "../message.ts";

export const controls: Translation<typeof English> = {
  "controls.undo": "Rückgängig",
  "controls.cancel": "Abbrechen",
  "controls.close": "Schließen",
  "controls.save": "Speichern",
  "controls.reload": "Neu laden",
  "controls.try-again": "Noch einmal versuchen",
  "controls.copy-refused": "Der Browser hat das Kopieren nicht erlaubt.",
  "controls.key.ctrl": "Strg",
};
