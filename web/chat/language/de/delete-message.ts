import type { deleteMessage as English } from "../en/delete-message.ts";
import type { Translation } from "../message.ts";

export const deleteMessage: Translation<typeof English> = {
  "delete-message.title": "Diese Nachricht löschen?",
  "delete-message.text": "Sie verschwindet für alle, und du kannst sie nicht zurückholen.",
};
