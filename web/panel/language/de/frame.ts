import type { Translation } from "../../../chat/language/message.ts";
import type { frame as English } from "../en/frame.ts";

export const frame: Translation<typeof English> = {
  "panel.title": "Verwaltung",
  "panel.page-title": "{page} – Verwaltung",
  "panel.menu": "Seiten der Verwaltung",
  "panel.back": "Zurück zum Chat",
  "panel.to-start": "Zur ersten Seite",
  "panel.no-page": "Unter dieser Adresse gibt es keine Seite",
  "panel.denied.title": "Das ist nichts für dich",
  "panel.denied.text": "Deine Rolle auf diesem Server erlaubt nicht, ihn zu verwalten.",
  "panel.denied.page": "Deine Rolle auf diesem Server zeigt dir diese Seite nicht.",
  "panel.role.owner": "Inhaber:in",
  "panel.role.admin": "Administrator:in",
  "panel.role.moderator": "Moderator:in",
  "panel.role.member": "Mitglied",
  "panel.role.guest": "Gast",
};
