import type { apiTokens as English } from "../en/api-tokens.ts";
import type { Translation } from "../message.ts";

export const apiTokens: Translation<typeof English> = {
  "api-tokens.create": "Token erstellen",
  "api-tokens.create.about":
    "Wer es hat, tut im Namen dieses Kontos, was du hier einschaltest. Es ändert nie ein Passwort und erstellt kein anderes Token.",
  "api-tokens.create.action": "Erstellen",
  "api-tokens.name": "Name",
  "api-tokens.name.hint": "Was es benutzt, damit du es in der Liste erkennst.",
  "api-tokens.name.empty": "Gib ihm einen Namen.",
  "api-tokens.name.long": "Nimm höchstens {limit} Zeichen.",
  "api-tokens.name.characters":
    "Nimm Buchstaben, Ziffern und Leerzeichen, ohne unsichtbare Zeichen.",
  "api-tokens.scopes": "Wofür es gilt",
  "api-tokens.scopes.none": "Schalte mindestens etwas ein, wofür es gilt.",
  "api-tokens.scope.read": "Lesen",
  "api-tokens.scope.read.hint": "Räume, Nachrichten und Leute, und erfahren, was neu ist.",
  "api-tokens.scope.write": "Schreiben",
  "api-tokens.scope.write.hint":
    "Nachrichten und Reaktionen, und alles andere, was man in Räumen tut.",
  "api-tokens.scope.account": "Konto",
  "api-tokens.scope.account.hint": "Profil, Status und Einstellungen.",
  "api-tokens.scope.admin": "Den Server betreuen",
  "api-tokens.scope.admin.hint": "So weit dieses Konto das darf.",
  "api-tokens.end": "Es endet",
  "api-tokens.end.days": { one: "Nach einem Tag", other: "Nach {count} Tagen" },
  "api-tokens.end.never": "Nie",
  "api-tokens.made": "Das Token „{name}“",
  "api-tokens.made.about":
    "Kopier es jetzt, und bewahre es wie ein Passwort auf. Es wird nur dieses eine Mal gezeigt.",
  "api-tokens.copy": "Kopieren",
  "api-tokens.copied": "Das Token ist kopiert",
  "api-tokens.not-copied":
    "Der Browser hat es nicht kopieren lassen. Markier es und kopier es selbst.",
  "api-tokens.done": "Ich habe es aufbewahrt",
  "api-tokens.too-many": "Es gibt {limit} Token. Widerrufe eines, das nicht mehr benutzt wird.",
  "api-tokens.opens": "Gilt für: {scopes}",
  "api-tokens.used": "benutzt {when}",
  "api-tokens.unused": "noch nicht benutzt",
  "api-tokens.since": "erstellt {when}",
  "api-tokens.until": "bis {when}",
  "api-tokens.for-ever": "ohne Ende",
  "api-tokens.over": "Abgelaufen",
  "api-tokens.revoke": "„{name}“ widerrufen?",
  "api-tokens.revoke-one": "„{name}“ widerrufen",
  "api-tokens.revoke.about":
    "Was es benutzt, wird sofort getrennt. Das kann man nicht rückgängig machen.",
  "api-tokens.revoke.action": "Widerrufen",
  "api-tokens.revoked": "„{name}“ ist widerrufen.",
};
