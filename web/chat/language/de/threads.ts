import type { threads as English } from "../en/threads.ts";
import type { Translation } from "../message.ts";

export const threads: Translation<typeof English> = {
  "threads.one": "Thread",
  "threads.new": "Neu",
  "threads.follow": "Folgen",
  "threads.following": "Du folgst",
  "threads.follow.text": "Neue Antworten werden dir nicht gemeldet.",
  "threads.following.text": "Neue Antworten werden dir gemeldet.",
  "threads.follow-failed": "Das ließ sich nicht ändern. {reason}",
  "threads.title": "Threads",
  "threads.about": "Die Threads, denen du folgst, in all deinen Räumen.",
  "threads.unread": "Nur mit Neuem",
  "threads.failed": "Die Threads konnten nicht geladen werden",
  "threads.none": "Du folgst noch keinem Thread",
  "threads.all-read": "Du hast alle gelesen",
  "threads.none.text": "Hier sind Threads, in denen du schreibst oder erwähnt wirst.",
  "threads.reply.to": "Antwort an {name}",
  "threads.reply.to-me": "Antwort auf deine Nachricht",
  "threads.reply.cancel": "Nicht antworten",
};
