import type { invite as English } from "../en/invite.ts";
import type { Translation } from "../message.ts";

export const invite: Translation<typeof English> = {
  "invite.not-taken":
    "Eine dieser Personen nimmt keine Einladungen von dir an. Niemand wurde eingeladen.",
  "invite.title": "Leute einladen",
  "invite.text": "Sie sind sofort in {room}.",
  "invite.search": "Leute nach Namen suchen",
  "invite.people": "Leute",
  "invite.nobody": "Außer dir hat hier noch niemand ein Konto.",
  "invite.nobody-called": "Hier heißt niemand „{name}“.",
  "invite.need-account": "Wer eingeladen werden soll, braucht zuerst ein Konto.",
  "invite.send-link": "Du kannst den Link zu diesem Raum verschicken.",
  "invite.already-here": "schon hier",
  "invite.copy-link": "Link kopieren",
  "invite.members-only":
    "Der Link funktioniert nur für Mitglieder des Raums. Lade die anderen zuerst hier ein.",
  "invite.local-address":
    "Diese Adresse funktioniert nur auf diesem Computer. Öffne Roost über seine Adresse im Netzwerk, bevor du den Link kopierst.",
  "invite.invite": "Einladen",
  "invite.invite-many": { one: "{count} einladen", other: "{count} einladen" },
  "invite.done": { one: "Eine Person eingeladen", other: "{count} Leute eingeladen" },
};
