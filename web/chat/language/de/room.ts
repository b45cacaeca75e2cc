import type { room as English } from "../en/room.ts";
import type { Translation } from "../message.ts";

export const room: Translation<typeof English> = {
  "room.back": "Zurück zu den Räumen",
  "room.members": { one: "{count} Mitglied", other: "{count} Mitglieder" },
  "room.members.title": "Mitglieder",
  "room.private": "Privat",
  "room.private-room": "Privater Raum",
  "room.public-room": "Öffentlicher Raum",
  "room.notes": "Nur du siehst das",
  "room.group": { one: "{count} Person", other: "{count} Personen" },
  "room.invite": "Leute einladen",
  "room.more": "Mehr zu diesem Raum",
  "room.loading": "Raum wird geladen",
  "room.not-here.title": "Diesen Raum gibt es hier nicht",
  "room.not-here.text":
    "Vielleicht ist er privat, oder es gibt ihn nicht mehr. Wer dir den Link geschickt hat, kann dich einladen.",
  "room.browse": "Öffentliche Räume ansehen",
  "room.failed": "Der Raum konnte nicht geladen werden",
  "room.public-members": {
    one: "{count} Mitglied · öffentlich",
    other: "{count} Mitglieder · öffentlich",
  },
  "room.join": "Raum beitreten",
  "room.archived": "Dieser Raum ist archiviert.",
  "room.archived-closed":
    "Dieser Raum ist archiviert. Niemand kann beitreten, bis er wiederhergestellt wird.",
  "room.copied-private-link": "Link kopiert. Er funktioniert nur für Mitglieder dieses Raums.",
  "room.copied-link": "Link zu diesem Raum kopiert",
};
