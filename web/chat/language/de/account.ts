import type { account as English } from "../en/account.ts";
import type { Translation } from "../message.ts";

export const account: Translation<typeof English> = {
  "account.settings": "Einstellungen",
  "account.administration": "Verwaltung",
  "account.keyboard": "Tastatur",
  "account.sign-out": "Abmelden",
  "account.sign-out.title": "Abmelden?",
  "account.sign-out.drafts-stay": "Entwürfe bleiben, bis du dich wieder anmeldest.",
  "account.sign-out.unsent": {
    one: "Eine Nachricht ist noch nicht gesendet. Sie bleibt in diesem Browser und wird gesendet, wenn du dich wieder anmeldest.",
    other:
      "{count} Nachrichten sind noch nicht gesendet. Sie bleiben in diesem Browser und werden gesendet, wenn du dich wieder anmeldest.",
  },
  "account.sign-up.welcome": "Eine Minute, dann bist du drin.",
  "account.sign-up.to-room": "Eine Minute, dann bist du in dem Raum, der dir geschickt wurde.",
  "account.sign-up.create": "Konto anlegen",
  "account.sign-up.closed":
    "Auf diesem Server kann man sich nicht selbst registrieren. Bitte die Administration um ein Konto.",
  "account.new-here": "Neu hier? <link>Konto anlegen</link>",
  "account.sign-up.known": "Du hast schon ein Konto? <link>Anmelden</link>",
  "account.username.hint": "Buchstaben a–z, Ziffern, Punkte, Binde- und Unterstriche.",
  "account.password.hint": "Mindestens {min} Zeichen.",
  "account.name.empty": "Sag den anderen, wie du heißt.",
  "account.username.empty": "Wähl einen Benutzernamen.",
  "account.username.characters": "Nimm Buchstaben a–z, Ziffern, Punkte, Binde- oder Unterstriche.",
  "account.username.short": "Nimm mindestens {limit} Zeichen.",
  "account.username.long": "Nimm höchstens {limit} Zeichen.",
  "account.email.form": "Schreib eine Adresse wie name@example.org.",
  "account.password.characters": "Entferne NUL-Zeichen und halbe Ersatzzeichenpaare.",
  "account.password.short":
    "Nimm mindestens {limit} Zeichen; ein paar Wörter lassen sich leicht merken.",
  "account.password.long": "Nimm höchstens {limit} Zeichen.",
  "account.sign-up": "Konto anlegen",
  "account.name": "Dein Name",
  "account.forgot": "Neues Passwort setzen",
  "account.forgot.about": "Sag uns, wer du bist, dann kommt ein Link per E-Mail.",
  "account.forgot.empty": "Gib deinen Benutzernamen oder deine Adresse ein.",
  "account.forgot.send": "Link schicken",
  "account.forgot.sent": "Schau in dein Postfach",
  "account.forgot.sent.text":
    "Falls {login} hier ein Konto hat, ist ein Link unterwegs. Er geht einmal, innerhalb von 30 Minuten. Vielleicht liegt er im Spam.",
  "account.forgot.off":
    "Dieser Server verschickt keine E-Mails. Bitte die Administration um einen Link für ein neues Passwort.",
  "account.back-to-sign-in": "Zurück zum Anmelden",
  "account.reset": "Neues Passwort setzen",
  "account.reset.about": "Du wirst auf allen deinen Geräten abgemeldet.",
  "account.reset.password": "Neues Passwort",
  "account.reset.save": "Passwort speichern",
  "account.reset.done": "Dein Passwort ist gesetzt",
  "account.reset.done.text": "Melde dich ab jetzt damit an. Du wurdest überall abgemeldet.",
  "account.link.over": "Dieser Link wurde schon benutzt, oder seine Zeit ist um.",
  "account.link.anew": "Einen neuen anfordern",
  "account.change-password": "Passwort ändern",
  "account.change-password.others":
    "Überall sonst wirst du abgemeldet, und deine API-Token werden widerrufen.",
  "account.current-password": "Jetziges Passwort",
  "account.current-password.empty": "Gib dein jetziges Passwort ein.",
  "account.current-password.wrong": "Das ist nicht dein jetziges Passwort.",
  "account.password.changed": "Dein Passwort ist geändert.",
  "account.change-username": "Benutzernamen ändern",
  "account.change-username.new": "Neuer Benutzername",
  "account.change-username.hint":
    "Damit meldest du dich an, und andere erwähnen dich damit. Einmal am Tag; der alte bleibt deiner, und Nachrichten mit ihm erwähnen dich weiterhin.",
  "account.username.changed": "Dein Benutzername ist geändert.",
  "account.change-email": "E-Mail-Adresse ändern",
  "account.change-email.new": "Neue Adresse",
  "account.change-email.mailed":
    "Ein Link ist unterwegs an {email}. Sobald du ihm gefolgt bist, innerhalb von 24 Stunden, ist das deine Adresse.",
  "account.email.changed": "Deine E-Mail-Adresse ist geändert.",
  "account.confirm-email": "Bestätige deine Adresse",
  "account.confirm-email.about": "In dieses Postfach kommen ab jetzt die E-Mails deines Kontos.",
  "account.confirm-email.confirm": "Adresse bestätigen",
  "account.confirm-email.done": "Deine Adresse ist bestätigt",
  "account.confirm-email.done.text": "E-Mails für dein Konto gehen ab jetzt an {email}.",
  "account.unconfirmed.about":
    "Ein Link ist unterwegs an {email}. Er geht einmal, innerhalb von 24 Stunden, und diese Seite geht von selbst weiter. Vielleicht liegt er im Spam.",
  "account.unconfirmed.again": "Noch einen Link schicken",
  "account.unconfirmed.sent": "Noch ein Link ist unterwegs.",
  "account.unconfirmed.change": "Das ist nicht meine Adresse",
  "account.unconfirmed.other": "Der Link geht dann an diese Adresse.",
  "account.go-on": "Weiter",
  "account.password.common":
    "Das probiert als Erstes, wer rät. Ein paar Wörter, die nicht zusammengehören, lassen sich leicht merken.",
  "account.strength.0": "Sofort erraten",
  "account.strength.1": "Sehr schwach",
  "account.strength.2": "Schwach",
  "account.strength.3": "Gut",
  "account.strength.4": "Stark",
  "account.username.reserved": "Dieser Benutzername ist reserviert. Wähl einen anderen.",
  "account.username.taken": "Diesen Benutzernamen hat schon jemand. Wähl einen anderen.",
  "account.email.taken":
    "Zu dieser Adresse gibt es schon ein Konto. Nimm eine andere, oder melde dich damit an.",
  "account.sign-up.invite":
    "Hierher kommt man mit einer Einladung. Bitte jemanden, der schon da ist, um einen Link, und öffne ihn.",
  "account.sign-up.domains":
    "Du brauchst eine E-Mail-Adresse bei {domains} und bestätigst sie mit einem Link.",
  "account.sign-up.approval": "Wenn du dich registriert hast, muss dich jemand einlassen.",
  "account.join": "Deine Einladung",
  "account.join.about": "Du bist zu {server} eingeladen.",
  "account.join.by": "{name} lädt dich zu {server} ein.",
  "account.join.over":
    "Diese Einladung ist aufgebraucht, zurückgezogen oder abgelaufen. Bitte um eine neue.",
  "account.email.domain": "Mit einer Adresse dieser Domain kommt man hier nicht herein.",
  "account.waiting": "Du wartest auf Einlass",
  "account.waiting.about":
    "Wer diesen Server betreibt, sieht, dass du wartest, und entscheidet. Diese Seite geht von selbst weiter; wenn der Server E-Mails verschickt, kommt eine an {email}.",
  "account.refused": "Du wurdest nicht eingelassen",
  "account.refused.about":
    "Wer diesen Server betreibt, hat dich nicht eingelassen. Frag nach, wenn du das für ein Versehen hältst.",
  "account.refused.reason": "Die Begründung: {reason}",
};
