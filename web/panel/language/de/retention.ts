import type { Translation } from "../../../chat/language/message.ts";
import type { retention as English } from "../en/retention.ts";

export const retention: Translation<typeof English> = {
  "panel.retention.title": "Aufbewahrung",
  "panel.retention.about":
    "Wie lange Nachrichten aufbewahrt werden. Was älter ist, wird endgültig gelöscht.",
  "panel.retention.server": "Auf diesem Server",
  "panel.retention.server.about":
    "Es gilt für alle Räume und Direktnachrichten, außer für Räume mit einer eigenen Frist. Was zu alt ist, geht einmal am Tag.",
  "panel.retention.now": "Jetzt aufbewahrt: {time}.",
  "panel.retention.not-yours": "Wer die Einstellungen des Servers ändern darf, legt es fest.",
  "panel.retention.days": "Tage, die Nachrichten aufbewahrt werden",
  "panel.retention.days.hint": "0 bewahrt sie für immer auf.",
  "panel.retention.days.wrong": "Eine ganze Zahl von {least} bis {max}.",
  "panel.retention.look": "Ansehen, was ginge",
  "panel.retention.save": "Speichern",
  "panel.retention.saved": "Gespeichert",
  "panel.retention.going": "Was ginge",
  "panel.retention.nothing": "Jetzt ist nichts alt genug, um zu gehen.",
  "panel.retention.messages": {
    one: "Eine Nachricht ginge.",
    other: "{count} Nachrichten gingen.",
  },
  "panel.retention.in-rooms": {
    one: "Das ist in einem Raum.",
    other: "Das ist in {count} Räumen.",
  },
  "panel.retention.span": "{from} – {to}",
  "panel.retention.written": "Geschrieben: {when}.",
  "panel.retention.for-good": "Nichts bringt sie zurück.",
  "panel.retention.directs": {
    one: "Eine Direktunterhaltung",
    other: "{count} Direktunterhaltungen",
  },
  "panel.retention.more-rooms": { one: "Ein weiterer Raum", other: "{count} weitere Räume" },
  "panel.retention.rooms": "Räume mit eigener Frist",
  "panel.retention.rooms.about":
    "Gib einem Raum seine eigene Frist auf seiner Seite oder in seinem Menü.",
  "panel.retention.none": "Kein Raum hat eine eigene Frist",
  "panel.retention.change": "Wie lange Nachrichten in {name} aufbewahrt werden",
  "panel.retention.kept": "Nachrichten werden aufbewahrt",
  "panel.retention.as-server": "Wie auf dem Server",
  "panel.retention.as-server-which": "Wie auf dem Server: {time}",
  "panel.retention.own": "Einige Tage",
  "panel.retention.for-ever": "Für immer",
  "panel.retention.count": { one: "Einen Tag", other: "{count} Tage" },
  "panel.retention.room": "Wie lange Nachrichten aufbewahrt werden",
  "panel.retention.room.title": "Wie lange Nachrichten in {name} aufbewahrt werden",
  "panel.retention.room.text": "Was älter ist, wird für alle endgültig gelöscht, einmal am Tag.",
};
