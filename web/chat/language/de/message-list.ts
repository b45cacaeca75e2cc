import type { messageList as English } from "../en/message-list.ts";
import type { Translation } from "../message.ts";

export const messageList: Translation<typeof English> = {
  "message-list.failed": "Die Nachrichten konnten nicht geladen werden",
  "message-list.of": "Nachrichten in {room}",
  "message-list.new-below": "{count} neu",
  "message-list.latest": "Zum Neuesten",
  "message-list.new-above": { one: "{count} neue Nachricht", other: "{count} neue Nachrichten" },
  "message-list.new": "Neue Nachrichten",
  "message-list.older-failed": "Ältere Nachrichten konnten nicht geladen werden. {reason}",
  "message-list.private-room": "Privater Raum",
  "message-list.private-beginning": "Hier beginnt der Raum. Nur Eingeladene sehen ihn.",
  "message-list.public-beginning":
    "Hier beginnt der Raum. Alle auf diesem Server können beitreten.",
  "message-list.direct-beginning": "Hier beginnt eure Unterhaltung. Nur ihr seht sie.",
  "message-list.notes-beginning": "Notizen, Links und Entwürfe: Nur du siehst, was hier steht.",
  "message-list.invite": "Leute einladen",
  "message-list.archived-beginning": "Hier beginnt der Raum.",
  "message-list.newer-failed": "Neuere Nachrichten konnten nicht geladen werden. {reason}",
  "message-list.no-replies": "Noch keine Antworten",
  "message-list.of-thread": "Thread in {room}",
};
