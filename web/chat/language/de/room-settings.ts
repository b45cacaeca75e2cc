import type { roomSettings as English } from "../en/room-settings.ts";
import type { Translation } from "../message.ts";

export const roomSettings: Translation<typeof English> = {
  "room-settings.name": "Name",
  "room-settings.topic": "Thema",
  "room-settings.name-empty": "Gib dem Raum einen Namen.",
  "room-settings.group.title": "Name der Gruppe",
  "room-settings.group.hint": "Ohne Namen heißt die Gruppe wie die Leute in ihr.",
  "room-settings.no-topic": "Keines",
  "room-settings.who": "Zutritt",
  "room-settings.who.public": "Alle auf diesem Server",
  "room-settings.who.private": "Nur Eingeladene",
  "room-settings.members": "Mitglieder",
  "room-settings.created": "Angelegt",
  "room-settings.kept": "Nachrichten werden aufbewahrt",
  "room-settings.kept.ever": "Für immer",
  "room-settings.kept.days": { one: "Einen Tag", other: "{count} Tage" },
  "room-settings.kept.note": {
    one: "Nachrichten in diesem Raum werden nach einem Tag endgültig gelöscht.",
    other: "Nachrichten in diesem Raum werden nach {count} Tagen endgültig gelöscht.",
  },
  "room-settings.title": "Raumeinstellungen",
  "room-settings.topic-hint": "Steht unter dem Namen. Mitglieder sehen, wer es geändert hat.",
  "room-settings.writers": "Wer schreiben kann",
  "room-settings.writers.all": "Alle im Raum",
  "room-settings.writers.few": "Inhaber:innen und Moderator:innen",
  "room-settings.mentions": "Wer alle erwähnen kann",
  "room-settings.mentions.hint": "Mit @room und @here, wovon die anderen erfahren.",
  "room-settings.slow": "Langsamer Modus",
  "room-settings.slow.none": "Aus",
  "room-settings.slow.hint":
    "Wie lange Leute zwischen zwei Nachrichten warten. Für Inhaber:innen und Moderator:innen gilt das nicht.",
  "room-settings.leave": "Verlassen",
  "room-settings.leave.title": "{room} verlassen?",
  "room-settings.leave.this-room": "Diesen Raum verlassen?",
  "room-settings.leave.last-private":
    "Außer dir ist niemand mehr hier. Danach kann niemand mehr hinein.",
  "room-settings.leave.last-public":
    "Außer dir ist niemand mehr hier. Der Raum bleibt bestehen und gehört der Person, die als Nächstes beitritt.",
  "room-settings.leave.way-back-private":
    "Der Raum ist privat: Jemand muss dich einladen, bevor du zurückkommen kannst.",
  "room-settings.leave.way-back-public": "Du kannst jederzeit wieder beitreten.",
  "room-settings.leave.owner":
    "Wenn der Raum sonst niemandem gehört, geht er an die Person über, die ihn am längsten moderiert, oder sonst am längsten Mitglied ist.",
  "room-settings.delete": "Endgültig löschen",
  "room-settings.delete.title": "{room} löschen?",
  "room-settings.delete.this-room": "Diesen Raum löschen?",
  "room-settings.delete.what-follows": {
    one: "Alles, was darin geschrieben wurde, ist dann endgültig weg. Soll es lesbar bleiben, archiviere den Raum.",
    other:
      "Alles, was darin geschrieben wurde, ist dann für alle {count} Mitglieder endgültig weg. Soll es lesbar bleiben, archiviere den Raum.",
  },
  "room-settings.delete-room": "Raum löschen",
  "room-settings.archived": "Hier kann jetzt niemand schreiben oder beitreten.",
  "room-settings.about-room": "Über diesen Raum",
  "room-settings.open": "Raumeinstellungen",
  "room-settings.name-group": "Name dieser Gruppe",
  "room-settings.leave-room": "Raum verlassen",
  "room-settings.archive-room": "Raum archivieren",
  "room-settings.restore": "Wiederherstellen",
  "room-settings.announcement-note":
    "Hier schreiben nur Inhaber:innen und Moderator:innen. Du kannst reagieren.",
  "room-settings.pause.about": "Langsamer Modus: {length} zwischen Nachrichten",
  "room-settings.pause.left": "Du kannst wieder schreiben in {time}",
  "room-settings.pause.waiting": "Deine Nachricht wird nach der Pause gesendet",
  "room-settings.slowed":
    "Du sendest gerade viel auf einmal. Der Rest folgt von selbst, der Reihe nach.",
};
