import type { profile as English } from "../en/profile.ts";
import type { Translation } from "../message.ts";

export const profile: Translation<typeof English> = {
  "profile.deleted":
    "Dieses Konto wurde gelöscht. Was hier geschrieben wurde, ist vielleicht noch da; Nachrichten an dieses Konto liest niemand.",
  "profile.deleted-bot":
    "Dieser Bot wurde gelöscht. Was er geschrieben hat, kann noch da sein; er hört nichts mehr.",
  "profile.me": "Das bist du",
  "profile.mixed":
    "Dieser Name mischt Buchstaben, die sich ähnlich sehen: {scripts}. Vielleicht ist es jemand anders, als du denkst.",
  "profile.role": "Auf diesem Server",
  "profile.role.owner": "Gehört der Server",
  "profile.role.admin": "Verwaltung",
  "profile.role.moderator": "Moderation",
  "profile.role.guest": "Gast",
  "profile.since": "Hier seit",
  "profile.time": "Uhrzeit dort",
  "profile.time.value": "{time} ({zone})",
  "profile.message": "Nachricht schreiben",
  "profile.notes": "Meine Notizen öffnen",
};
