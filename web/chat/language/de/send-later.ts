import type { sendLater as English } from "../en/send-later.ts";
import type { Translation } from "../message.ts";

export const sendLater: Translation<typeof English> = {
  "send-later.title": "Später senden",
  "send-later.today": "Heute Nachmittag",
  "send-later.tomorrow": "Morgen früh",
  "send-later.monday": "Montag früh",
  "send-later.choose": "Zeit wählen …",
  "send-later.when": "Tag und Uhrzeit",
  "send-later.is-over": "Wähle eine Zeit, die noch kommt.",
  "send-later.schedule": "Dann senden",
};
