import type { presence as English } from "../en/presence.ts";
import type { Translation } from "../message.ts";

export const presence: Translation<typeof English> = {
  "presence.online": "Online",
  "presence.away": "Abwesend",
  "presence.last-seen": "Zuletzt gesehen: {when}",
  "presence.quiet": "Nicht stören",
  "presence.quiet-until": "Nicht stören bis {when}",
};
