import type { MailTexts } from "./en.ts";

export const de: MailTexts = {
  greeting: "Hallo {username},",
  link: "Falls der Knopf nicht geht, öffne diese Adresse:",
  reason: "Die Begründung: {reason}",
  agent: "{browser} unter {system}",
  unknownAgent: "Ein anderes Programm",
  sender: "Diese E-Mail kommt von {server}.",
  "reset-password": {
    subject: "Neues Passwort für {server}",
    text: "Jemand, wahrscheinlich du, möchte ein neues Passwort für dein Konto „{username}“ bei {server}.",
    action: "Neues Passwort setzen",
    note: "Der Link geht einmal, innerhalb von 30 Minuten. Falls du das nicht warst, lass diese E-Mail liegen: Dein Passwort bleibt, wie es ist.",
  },
  "password-changed": {
    subject: "Dein Passwort bei {server} wurde geändert",
    text: "Das Passwort deines Kontos „{username}“ bei {server} wurde gerade geändert.",
    note: "Falls du das nicht warst, setz sofort ein neues Passwort mit „Passwort vergessen?“ auf der Seite zum Anmelden, und sag es dem, der den Server betreibt.",
  },
  "second-factor-on": {
    subject: "Zum Anmelden bei {server} brauchst du jetzt einen Code",
    text: "Für dein Konto „{username}“ bei {server} wurde die Anmeldung in zwei Schritten eingeschaltet. Alle anderen Geräte wurden abgemeldet.",
    note: "Bewahre deine Ersatzcodes dort auf, wo du sie ohne dein Telefon findest. Falls du das nicht warst, sag es sofort dem, der den Server betreibt.",
  },
  "second-factor-off": {
    subject: "Zum Anmelden bei {server} brauchst du keinen Code mehr",
    text: "Für dein Konto „{username}“ bei {server} wurde die Anmeldung in zwei Schritten ausgeschaltet. Ab jetzt genügt das Passwort.",
    note: "Falls du das nicht warst, setz sofort ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "second-factor-reset": {
    subject: "Dein zweiter Faktor bei {server} wurde zurückgesetzt",
    text: "Wer {server} betreibt, hat die Anmeldung in zwei Schritten für dein Konto „{username}“ ausgeschaltet und seine Passkeys entfernt. Bis du sie wieder einschaltest, genügt das Passwort.",
    note: "Falls du nicht darum gebeten hast, setz ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "recovery-code-used": {
    subject: "Ein Ersatzcode von dir wurde bei {server} benutzt",
    text: "Für dein Konto „{username}“ bei {server} wurde ein Ersatzcode anstelle eines Codes deiner App benutzt. Er ist verbraucht.",
    note: "Wie viele übrig sind, steht in den Einstellungen; dort kannst du auch neue machen. Falls du das nicht warst, kennt jemand dein Passwort und deine Codes: Ändere beides sofort.",
  },
  "passkey-added": {
    subject: "Bei {server} meldet dich jetzt ein Passkey an",
    text: "Zu deinem Konto „{username}“ bei {server} wurde ein Passkey hinzugefügt. Er ersetzt beim Anmelden das Passwort und den Code danach.",
    note: "Falls du das nicht warst, entfern ihn in den Einstellungen, setz sofort ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "passkey-removed": {
    subject: "Ein Passkey von dir bei {server} wurde entfernt",
    text: "Von deinem Konto „{username}“ bei {server} wurde ein Passkey entfernt. Damit kann sich niemand mehr anmelden.",
    note: "Falls du das nicht warst, setz sofort ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "api-token-made": {
    subject: "Ein API-Token für dein Konto bei {server} wurde erstellt",
    text: "Für dein Konto „{username}“ bei {server} wurde ein API-Token erstellt. Programme tun damit in deinem Namen, wofür es gilt.",
    note: "Wenn du das nicht warst, widerrufe es in den Einstellungen, setze sofort ein neues Passwort und sag es denen, die den Server betreiben.",
  },
  "api-token-revoked": {
    subject: "Ein API-Token deines Kontos bei {server} wurde widerrufen",
    text: "Wer {server} betreibt, hat das API-Token „{token}“ deines Kontos „{username}“ widerrufen. Programme, die es verwenden, kommen damit nicht mehr hinein.",
    note: "Wenn du es noch brauchst, erstell in den Einstellungen ein neues, oder frag die, die den Server betreiben.",
  },
  "provider-linked": {
    subject: "Bei {server} meldet dich jetzt deine Organisation an",
    text: "Dein Konto „{username}“ bei {server} wurde mit dem Dienst verknüpft, mit dem man sich dort anmeldet.",
    note: "Falls du das nicht warst, löse die Verknüpfung in den Einstellungen, setz sofort ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "provider-unlinked": {
    subject: "Die Verknüpfung deines Kontos bei {server} wurde gelöst",
    text: "Der Dienst, mit dem man sich bei {server} anmeldet, meldet dein Konto „{username}“ nicht mehr an.",
    note: "Falls du das nicht warst, setz sofort ein neues Passwort und sag es dem, der den Server betreibt.",
  },
  "new-browser": {
    subject: "Eine neue Anmeldung bei {server}",
    text: "Bei deinem Konto „{username}“ bei {server} hat sich jemand angemeldet, und zwar von da, wo das noch nie geschah:",
    note: "Falls du das warst, ist nichts zu tun. Falls nicht, setz sofort ein neues Passwort, was alle abmeldet: Jemand anderes kennt deines.",
  },
  unlock: {
    subject: "Versuch es noch einmal bei {server}",
    text: "Für dein Konto „{username}“ bei {server} wurden viele falsche Passwörter eingegeben, sodass es nur noch eines in der Minute annimmt. Der Browser, in dem du diesen Link öffnest, darf es sofort wieder versuchen.",
    action: "Noch einmal versuchen",
    note: "Der Link geht einmal, innerhalb von 30 Minuten. Er meldet niemanden an: Das Passwort braucht es trotzdem. Falls du nicht darum gebeten hast, lass diese E-Mail liegen.",
  },
  "deletion-begun": {
    subject: "Dein Konto bei {server} soll gelöscht werden",
    text: "Das Konto „{username}“ bei {server} wird am {until} gelöscht. Es wurde überall abgemeldet.",
    note: "Wenn du es behalten willst, melde dich vorher an. Wenn du das nicht kannst, frag die, die den Server betreiben. Wenn du das nicht warst, setze sofort ein neues Passwort.",
  },
  "deletion-cancelled": {
    subject: "Dein Konto bei {server} wird nicht gelöscht",
    text: "Das Konto „{username}“ bei {server} sollte gelöscht werden und bleibt: Jemand hat sich angemeldet, oder die, die den Server betreiben, behalten es.",
    note: "Wenn du dich nicht angemeldet hast, setze sofort ein neues Passwort und sag es denen, die den Server betreiben.",
  },
  "account-deleted": {
    subject: "Dein Konto bei {server} wurde gelöscht",
    text: "Das Konto „{username}“ bei {server} gibt es nicht mehr, mit seinen Einstellungen, Entwürfen und allem, woran man es erkannt hat. Was du geschrieben hast, ist anonym oder wird gelöscht, je nach Einstellung des Servers.",
    note: "Das ist die letzte Mail an diese Adresse. Den Benutzernamen bekommt niemand sonst.",
  },
  "data-ready": {
    subject: "Deine Daten bei {server} liegen bereit",
    text: "Alles, was bei {server} von dir ist, wurde für dein Konto „{username}“ zusammengestellt. Lade es in den Einstellungen unter „Meine Daten“ herunter.",
    note: "Wenn du darum nicht gebeten hast, ist jemand anderes in deinem Konto angemeldet: Setze sofort ein neues Passwort.",
  },
  "confirm-email": {
    subject: "Bestätige deine E-Mail-Adresse für {server}",
    text: "Das soll die E-Mail-Adresse des Kontos „{username}“ bei {server} werden.",
    action: "Adresse bestätigen",
    note: "Der Link geht einmal, innerhalb von 24 Stunden. Falls du davon nichts weißt, lass diese E-Mail liegen: Es ändert sich nichts.",
  },
  "registration-awaited": {
    subject: "Jemand möchte zu {server}",
    text: "Jemand hat sich bei {server} registriert und wartet darauf, eingelassen zu werden.",
    action: "Ansehen, wer wartet",
    note: "Du bekommst diese E-Mail, weil du Leute einlassen darfst. Sie kommt höchstens alle 15 Minuten, egal wie viele warten.",
  },
  "registration-approved": {
    subject: "Du bist bei {server} dabei",
    text: "Dein Konto „{username}“ bei {server} wurde freigegeben. Komm herein.",
    action: "{server} öffnen",
    note: "Falls du dich dort nicht registriert hast, beachte diese E-Mail nicht.",
  },
  "registration-refused": {
    subject: "Dein Konto bei {server} wurde abgelehnt",
    text: "Wer {server} betreibt, hat dein Konto „{username}“ nicht freigegeben.",
    note: "Wenn du das für ein Versehen hältst, frag den, der den Server betreibt.",
  },
  "email-changed": {
    subject: "Deine E-Mail-Adresse bei {server} wurde geändert",
    text: "Dein Konto „{username}“ bei {server} hat jetzt eine andere E-Mail-Adresse. Hierher kommt keine E-Mail mehr.",
    note: "Falls du das nicht warst, sag es sofort dem, der den Server betreibt.",
  },
};
