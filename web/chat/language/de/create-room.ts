import type { createRoom as English } from "../en/create-room.ts";
import type { Translation } from "../message.ts";

export const createRoom: Translation<typeof English> = {
  "create-room.title": "Raum anlegen",
  "create-room.create": "Anlegen",
  "create-room.name-example": "wanderungen",
  "create-room.topic-hint": "Optional. Worum geht es in diesem Raum?",
  "create-room.who": "Wer hat Zutritt?",
  "create-room.public": "Alle hier",
  "create-room.public.text": "Alle auf diesem Server können ihn finden und beitreten.",
  "create-room.private": "Auf Einladung",
  "create-room.private.text": "Nur wer von einem Mitglied eingeladen wird, sieht ihn.",
  "create-room.none.title": "Noch keine Räume",
  "create-room.none.guest":
    "Du bist hier zu Gast: sobald dich jemand in einen Raum holt, steht er hier.",
  "create-room.none.text":
    "Leg einen an für die Leute, mit denen du reden willst, oder tritt einem offenen bei.",
  "create-room.none.create": "Raum anlegen",
  "create-room.none.browse": "Öffentliche Räume ansehen",
};
