import type { completion as English } from "../en/completion.ts";
import type { Translation } from "../message.ts";

export const completion: Translation<typeof English> = {
  "completion.people": "Leute",
  "completion.everybody": "Alle in diesem Raum",
  "completion.here": "Alle, die gerade da sind",
  "completion.not-in-room": "einladen",
};
