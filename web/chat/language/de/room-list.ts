import type { roomList as English } from "../en/room-list.ts";
import type { Translation } from "../message.ts";

export const roomList: Translation<typeof English> = {
  "room-list.browse": "Öffentliche Räume ansehen",
  "room-list.people": "Leute auf diesem Server",
  "room-list.create": "Raum anlegen",
  "room-list.all-read": "Alles ist als gelesen markiert",
  "room-list.views": "Übersicht",
  "room-list.jump": "Springen zu …",
  "room-list.empty": "Du bist noch in keinem Raum.",
  "room-list.favourites": "Favoriten",
  "room-list.muted": "Stumm",
  "room-list.options": "Sortieren und ordnen",
  "room-list.section-menu": "Mehr zu {section}",
  "room-list.unreads": "Ungelesen",
  "room-list.rooms": "Räume",
  "room-list.directs": "Direktnachrichten",
  "room-list.new-direct": "Neue Nachricht",
  "room-list.loading": "Räume werden geladen",
  "room-list.private": "Privat",
  "room-list.mentioned": {
    one: "erwähnt dich einmal",
    other: "erwähnt dich {count}-mal",
  },
  "room-list.unread": "{count} ungelesen",
  "room-list.draft": "Entwurf",
  "room-list.no-messages": "Noch keine Nachrichten",
  "room-list.archived": "Archiviert",
  "room-list.threads": "Threads",
  "room-list.mentions": "Erwähnungen",
  "room-list.scheduled": "Geplant",
  "room-list.drafts": "Entwürfe",
};
