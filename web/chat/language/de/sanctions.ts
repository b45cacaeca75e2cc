import type { sanctions as English } from "../en/sanctions.ts";
import type { Translation } from "../message.ts";

export const sanctions: Translation<typeof English> = {
  "sanctions.warning.title": "Eine Verwarnung der Moderation",
  "sanctions.warning.text": "Geschrieben: {when}. Die Moderation sieht, dass du sie gelesen hast.",
  "sanctions.warning.read": "Ich habe das gelesen",
  "sanctions.muted": "Du bist stummgeschaltet: Du kannst lesen, aber nicht schreiben.",
  "sanctions.muted.until":
    "Du bist bis {when} stummgeschaltet: Du kannst lesen, aber nicht schreiben.",
  "sanctions.muted.reason": "Grund: {reason}",
};
