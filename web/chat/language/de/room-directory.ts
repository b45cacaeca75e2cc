import type { roomDirectory as English } from "../en/room-directory.ts";
import type { Translation } from "../message.ts";

export const roomDirectory: Translation<typeof English> = {
  "room-directory.title": "Öffentliche Räume",
  "room-directory.new-room": "Neuer Raum",
  "room-directory.text": "Offen für alle auf diesem Server.",
  "room-directory.search": "Räume nach Namen suchen",
  "room-directory.failed": "Die Räume konnten nicht geladen werden",
  "room-directory.none": "Noch keine öffentlichen Räume",
  "room-directory.none-called": "Kein Raum heißt „{name}“",
  "room-directory.create": "Raum anlegen",
  "room-directory.private-not-listed":
    "Private Räume stehen nicht in der Liste. Bitte ein Mitglied, dich einzuladen.",
  "room-directory.members": { one: "Mitglied", other: "Mitglieder" },
  "room-directory.join": "Beitreten",
  "room-directory.join-room": "{room} beitreten",
  "room-directory.open": "Öffnen",
};
