import type { Translation } from "../../../chat/language/message.ts";
import type { roomChoice as English } from "../en/room-choice.ts";

export const roomChoice: Translation<typeof English> = {
  "panel.room-choice.search": "Raum suchen",
  "panel.room-choice.found": "Räume",
  "panel.room-choice.remove": "Ohne {name}",
  "panel.room-choice.full": "Nicht mehr als {max}.",
};
