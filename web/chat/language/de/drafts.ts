import type { drafts as English } from "../en/drafts.ts";
import type { Translation } from "../message.ts";

export const drafts: Translation<typeof English> = {
  "drafts.title": "Entwürfe",
  "drafts.about": "Was du geschrieben und noch nicht gesendet hast, auf allen deinen Geräten.",
  "drafts.none": "Keine Entwürfe",
  "drafts.none.text": "Was du in einem Raum zu schreiben beginnst, bleibt hier, bis du es sendest.",
  "drafts.discarded": "Entwurf verworfen",
  "drafts.discard": "Entwurf in {room} verwerfen",
};
