import type { mentions as English } from "../en/mentions.ts";
import type { Translation } from "../message.ts";

export const mentions: Translation<typeof English> = {
  "mentions.title": "Erwähnungen",
  "mentions.about": "Was dich erwähnt, in allen deinen Räumen.",
  "mentions.new": "Neu",
  "mentions.none": "Dich hat noch niemand erwähnt",
  "mentions.none.text": "Hier stehen Nachrichten aus allen Räumen, die dich mit einem @ nennen.",
  "mentions.failed": "Die Erwähnungen konnten nicht geladen werden",
  "mentions.room.title": {
    one: "Einer Person Bescheid geben?",
    other: "Allen {count} Leuten in diesem Raum Bescheid geben?",
  },
  "mentions.room.text": "Eine Nachricht mit @room wird allen im Raum gemeldet.",
  "mentions.not-in-room": {
    one: "{names} ist nicht in diesem Raum.",
    other: "{names} sind nicht in diesem Raum.",
  },
  "mentions.invited": { one: "Eine Person eingeladen", other: "{count} Leute eingeladen" },
  "mentions.invite": "Einladen",
};
