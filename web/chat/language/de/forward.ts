import type { forward as English } from "../en/forward.ts";
import type { Translation } from "../message.ts";

export const forward: Translation<typeof English> = {
  "forward.title": "Nachricht weiterleiten",
  "forward.search": "Raum oder Person",
  "forward.targets": "Wohin",
  "forward.nothing": "Hier heißt nichts „{query}“.",
  "forward.to": "An {name}",
  "forward.change": "Ändern",
  "forward.comment": "Etwas dazu schreiben",
  "forward.send": "Weiterleiten",
  "forward.done": "Weitergeleitet an {name}",
};
