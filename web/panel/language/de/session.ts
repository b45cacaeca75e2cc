import type { Translation } from "../../../chat/language/message.ts";
import type { session as English } from "../en/session.ts";

export const session: Translation<typeof English> = {
  "panel.session.forbidden": "Deine Rolle auf diesem Server erlaubt das nicht.",
  "panel.session.username-taken": "Dieser Benutzername ist vergeben.",
  "panel.session.username-reserved": "Dieser Benutzername ist reserviert.",
  "panel.session.email-taken": "Mit dieser E-Mail-Adresse gibt es schon ein Konto.",
  "panel.session.second-factor-off": "Es ist keine Anmeldung in zwei Schritten eingerichtet.",
  "panel.session.rank": "Die Person hat eine so hohe Rolle wie du, oder eine höhere.",
  "panel.session.role-too-high":
    "Du kannst niemandem eine höhere Rolle geben als deine eigene, oder was du selbst nicht darfst.",
  "panel.session.permissions": "Die Person darf, was du niemandem erlauben kannst.",
  "panel.session.no-role": "Diese Rolle gibt es nicht mehr.",
  "panel.session.role-name": "Es gibt schon eine Rolle mit diesem Namen.",
  "panel.session.roles": "Es gibt zu viele Rollen. Lösch erst eine.",
  "panel.session.owner":
    "Das geht nicht bei der Person, der der Server gehört. Sie kann ihn übergeben.",
  "panel.session.suspended": "Die Person ist gesperrt. Heb das erst auf.",
  "panel.session.silenced": "Die Person ist stummgeschaltet. Heb das zuerst auf.",
  "panel.session.warned-enough":
    "Die Person hat viele Verwarnungen noch nicht gelesen. Schalte sie stumm oder sperr sie.",
  "panel.session.ban-invalid":
    "Das ist kein Netz. Schreib es wie 198.51.100.7, 198.51.100.0/24 oder 2001:db8::/48.",
  "panel.session.ban-own": "Du bist selbst in diesem Netz: Du würdest dich aussperren.",
  "panel.session.ban-server":
    "Der Server selbst oder der Proxy vor ihm ist in diesem Netz: Alle wären ausgesperrt.",
  "panel.session.no-ban": "Diesen Bann gibt es nicht mehr.",
  "panel.session.bans": "Es gibt zu viele Banne. Heb erst einige auf.",
  "panel.session.no-filter": "Diesen Filter gibt es nicht mehr.",
  "panel.session.filters":
    "Es gibt zu viele Filter oder zu viele Wörter mit * darin. Leg zusammen, was zusammengehört.",
  "panel.session.no-person": "Dieses Konto gibt es nicht.",
  "panel.session.private-room":
    "Niemand kommt von selbst in einen privaten Raum oder öffnet ihn für alle, ohne darin zu sein. Frag jemanden von dort.",
  "panel.session.let-in": "Die Person ist schon eingelassen.",
  "panel.session.not-asked": "Die Person hat nicht um Einlass gebeten.",
  "panel.session.no-invite": "Diese Einladung gibt es nicht.",
  "panel.session.invites": "Es gibt zu viele gültige Einladungen. Nimm erst einige zurück.",
  "panel.session.no-message":
    "Diese Nachricht gibt es nicht, oder sie steht in einem privaten Raum.",
  "panel.session.not-kept": "Sie wurde vor zu langer Zeit gelöscht, um zurückzukommen.",
  "panel.session.not-tried":
    "Sieh dir noch einmal an, was ginge. Dann lässt es sich eine Stunde lang speichern.",
  "panel.session.not-opened": "Dieser Raum ist privat. Öffne ihn erst, und sag, warum.",
  "panel.session.no-report": "Diese Meldung gibt es nicht.",
  "panel.session.no-job": "Diesen Auftrag gibt es nicht mehr.",
  "panel.session.job-moved-on": "Der Auftrag ist inzwischen weiter.",
  "panel.session.no-room":
    "Einen dieser Räume gibt es nicht mehr, oder niemand kann dorthin eingeladen werden.",
  "panel.session.setting-fixed":
    "Diese Einstellung gibt die Umgebung des Servers vor. Ändere sie dort.",
};
