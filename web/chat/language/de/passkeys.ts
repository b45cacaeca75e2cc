import type { passkeys as English } from "../en/passkeys.ts";
import type { Translation } from "../message.ts";

export const passkeys: Translation<typeof English> = {
  "passkeys.use": "Einen Passkey benutzen",
  "passkeys.not-used":
    "Es wurde kein Passkey benutzt. Versuch es noch einmal, oder melde dich anders an, wenn du für diesen Server keinen hast.",
  "passkeys.not-accepted":
    "Mit diesem Passkey kannst du dich nicht mehr anmelden: Er wurde entfernt oder vielleicht kopiert. Melde dich anders an.",
  "passkeys.over": "Das hat zu lange gedauert. Versuch es noch einmal.",
  "passkeys.taken": "Dieses Gerät oder dieser Schlüssel hat schon einen Passkey von dir.",
  "passkeys.not-here":
    "Dieser Browser macht und benutzt hier keine Passkeys. Er braucht eine Adresse mit HTTPS und einem Namen, und eine Bildschirmsperre oder eine PIN.",
  "passkeys.add": "Passkey hinzufügen",
  "passkeys.add.about":
    "Dein Gerät oder dein Sicherheitsschlüssel meldet dich dann an, mit Fingerabdruck, Gesicht oder PIN, anstelle des Passworts. Wer sich mit deinem Passwort anmeldet, braucht ihn dann auch.",
  "passkeys.add.action": "Weiter",
  "passkeys.added": "Mit „{name}“ kannst du dich ab jetzt anmelden.",
  "passkeys.name": "Name",
  "passkeys.name.hint": "Wie du ihn nennst, damit du ihn in der Liste erkennst.",
  "passkeys.name.empty": "Gib ihm einen Namen.",
  "passkeys.name.long": "Nimm höchstens {limit} Zeichen.",
  "passkeys.name.characters": "Nimm Buchstaben, Ziffern und Leerzeichen, ohne unsichtbare Zeichen.",
  "passkeys.rename": "Passkey umbenennen",
  "passkeys.remove": "„{name}“ entfernen?",
  "passkeys.remove.about":
    "Du kannst dich damit nicht mehr anmelden. Lösch ihn auch auf deinem Gerät oder Schlüssel: Diese Seite kann das nicht.",
  "passkeys.remove.last":
    "Es ist der letzte. Danach genügt das Passwort, und deine Ersatzcodes gehen nicht mehr.",
  "passkeys.remove.action": "Entfernen",
  "passkeys.removed": "„{name}“ ist entfernt.",
  "passkeys.gone": "Dieser Passkey wurde schon entfernt.",
  "passkeys.too-many": "Du hast {limit} Passkeys. Entfern einen, den du nicht mehr benutzt.",
};
