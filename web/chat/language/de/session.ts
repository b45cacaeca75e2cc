import type { session as English } from "../en/session.ts";
import type { Translation } from "../message.ts";

export const session: Translation<typeof English> = {
  "session.signed-out": "Du wurdest abgemeldet.",
  "session.cookies": "Der Browser hat die Sitzung nicht behalten. Erlaube dieser Seite Cookies.",
  "session.error.unreachable":
    "Der Server ist nicht erreichbar. Prüf deine Verbindung und versuch es noch einmal.",
  "session.error.signed-out": "Du wurdest abgemeldet. Melde dich wieder an.",
  "session.error.other-person":
    "In diesem Browser hat sich jemand anderes angemeldet. Es wurde nichts geändert; lade die Seite neu.",
  "session.error.page":
    "Auf dieser Seite ist etwas schiefgegangen. Lade sie neu und versuch es noch einmal.",
  "session.refused": "Der Server hat das abgelehnt: {detail}",
  "session.refused.scheduled-gone": "Diese Nachricht wurde inzwischen gesendet oder entfernt.",
  "session.refused.too-large": "Das ist zu groß für den Server.",
  "session.refused.too-often": "Das war zu oft. Versuch es gleich noch einmal.",
  "session.refused.credentials": "Der Name oder das Passwort ist falsch.",
  "session.refused.full":
    "Du hebst mehr auf, als Platz hat. Entferne erst einige gemerkte Nachrichten oder Entwürfe.",
  "session.refused.no-person": "Diese Person gibt es nicht.",
  "session.refused.no-room": "Diesen Raum gibt es nicht, oder du bist nicht darin.",
  "session.refused.receipts": "Wer was gelesen hat, wird hier nicht gezeigt.",
  "session.refused.already-member": "Schon Mitglied in diesem Raum.",
  "session.refused.last-owner":
    "Der Raum hat keine anderen Inhaber:innen. Mach erst jemand anderen dazu.",
  "session.refused.role": "Deine Rolle in diesem Raum erlaubt das nicht.",
  "session.refused.kind": "Das geht in einer Unterhaltung dieser Art nicht.",
  "session.refused.no-message":
    "Diese Nachricht gibt es nicht, oder sie ist in keinem deiner Räume.",
  "session.refused.not-yours": "Diese Nachricht ist nicht deine.",
  "session.refused.no-message-to-answer":
    "Die Nachricht, unter der dieser Thread steht, gibt es in diesem Raum nicht.",
  "session.refused.no-message-to-reply-to":
    "Die Nachricht, auf die sie antwortet, ist nicht in diesem Raum.",
  "session.refused.no-emoji": "Eine Reaktion ist ein einzelnes Emoji.",
  "session.refused.announcement": "In diesem Raum schreiben nur Inhaber:innen und Moderator:innen.",
  "session.refused.blocked": "Jemand von euch beiden hat den anderen blockiert.",
  "session.refused.blocked-by-me": "Du hast diese Person blockiert. Heb das erst auf.",
  "session.refused.blocks-me": "Diese Person nimmt keine Nachrichten von dir an.",
  "session.refused.slow":
    "Dieser Raum ist im langsamen Modus. Warte einen Moment vor deiner nächsten Nachricht.",
  "session.refused.full-room": "Dieser Raum hat so viele Mitglieder, wie ein Raum haben kann.",
  "session.refused.too-many-rooms":
    "Du hast so viele Räume erstellt, wie eine Person kann. Archiviere einen, den niemand mehr braucht.",
  "session.refused.too-many-directs":
    "Du hast so viele Direktnachrichten begonnen, wie eine Person kann. Schreib in einer, die es schon gibt.",
  "session.refused.too-many-pins":
    "In diesem Raum sind zu viele Nachrichten angepinnt. Löse erst eine.",
  "session.refused.too-many-reactions":
    "Die Nachricht hat schon so viele verschiedene Reaktionen, wie sie haben kann; nimm eine davon.",
  "session.refused.text-too-long": "Der Text ist zu lang. Kürze ihn oder schick ihn in Teilen.",
  "session.refused.text-characters": "Im Text sind Zeichen, die sich nicht speichern lassen.",
  "session.refused.busy": "Der Server ist ausgelastet. Versuch es noch einmal.",
  "session.error.wait": "Das war zu oft. Versuch es {when} noch einmal.",
};
