import type { secondFactor as English } from "../en/second-factor.ts";
import type { Translation } from "../message.ts";

export const secondFactor: Translation<typeof English> = {
  "second-factor.step": "Noch ein Schritt",
  "second-factor.app": "Code",
  "second-factor.app.about": "Tipp die sechs Ziffern ein, die deine Authenticator-App zeigt.",
  "second-factor.app.empty": "Tipp die sechs Ziffern ein, die deine App zeigt.",
  "second-factor.app.wrong":
    "Dieser Code ist falsch oder wurde schon benutzt. Versuch es mit dem nächsten.",
  "second-factor.recovery": "Ersatzcode",
  "second-factor.recovery.about":
    "Tipp einen der Codes ein, die du aufbewahrt hast. Jeder geht einmal.",
  "second-factor.recovery.empty": "Tipp einen deiner Ersatzcodes ein.",
  "second-factor.recovery.wrong": "Das ist kein Ersatzcode von dir, oder er wurde schon benutzt.",
  "second-factor.passkey.about":
    "Benutze deinen Passkey: mit Fingerabdruck, Gesicht oder der PIN deines Geräts oder Schlüssels.",
  "second-factor.use-passkey": "Einen Passkey benutzen",
  "second-factor.use-recovery": "Einen Ersatzcode benutzen",
  "second-factor.use-app": "Die App benutzen",
  "second-factor.over":
    "Das hat zu lange gedauert, oder es waren zu viele falsche Codes. Melde dich noch einmal an.",
  "second-factor.set-up": "Anmeldung in zwei Schritten einrichten",
  "second-factor.about":
    "Wer sich als du anmeldet, braucht dann neben dem Passwort einen Code aus einer App auf deinem Telefon.",
  "second-factor.next": "Weiter",
  "second-factor.is-on": "Sie ist schon eingeschaltet.",
  "second-factor.is-off": "Sie ist schon ausgeschaltet.",
  "second-factor.scan":
    "Scann das mit einer Authenticator-App, oder tipp den Schlüssel dort ein. Dann tipp hier die sechs Ziffern ein, die die App zeigt.",
  "second-factor.qr": "QR-Code für die App",
  "second-factor.secret": "Schlüssel",
  "second-factor.secret.copy": "Schlüssel kopieren",
  "second-factor.secret.copied": "Der Schlüssel ist kopiert.",
  "second-factor.not-copied": "Dein Browser hat das Kopieren nicht zugelassen.",
  "second-factor.others-end": "Du wirst überall sonst abgemeldet.",
  "second-factor.switch-on": "Einschalten",
  "second-factor.codes": "Deine Ersatzcodes",
  "second-factor.codes.about":
    "Mit jedem kommst du einmal ohne dein Telefon hinein. Du siehst sie nur jetzt: Bewahre sie dort auf, wo du sie findest.",
  "second-factor.codes.file": "Ersatzcodes für {server}, Benutzername {username}",
  "second-factor.codes.copy": "Kopieren",
  "second-factor.codes.copied": "Die Codes sind kopiert.",
  "second-factor.codes.download": "Herunterladen",
  "second-factor.codes.done": "Ich habe sie aufbewahrt",
  "second-factor.codes.new": "Neue Ersatzcodes",
  "second-factor.codes.new.about": "Die, die du jetzt hast, gehen dann nicht mehr.",
  "second-factor.codes.make": "Neue Codes machen",
  "second-factor.either": "Code der App oder ein Ersatzcode",
  "second-factor.either.empty": "Tipp einen Code deiner App oder einen Ersatzcode ein.",
  "second-factor.either.wrong": "Dieser Code ist falsch oder wurde schon benutzt.",
  "second-factor.switch-off": "Anmeldung in zwei Schritten ausschalten",
  "second-factor.switch-off.about":
    "Ab jetzt genügt das Passwort. Deine Ersatzcodes gehen dann nicht mehr.",
  "second-factor.switched-off": "Die Anmeldung in zwei Schritten ist aus.",
};
