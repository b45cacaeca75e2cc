import type { bots as English } from "../en/bots.ts";
import type { Translation } from "../message.ts";

export const bots: Translation<typeof English> = {
  "bots.create": "Bot erstellen",
  "bots.create.about":
    "Ein Konto für ein Programm. Es hat kein Passwort: Erstell danach ein Token dafür. Es ist in keinem Raum, bis es jemand einlädt.",
  "bots.create.action": "Erstellen",
  "bots.username": "Benutzername",
  "bots.display-name": "Anzeigename",
  "bots.display-name.hint": "Bleibt er leer, heißt er wie sein Benutzername.",
  "bots.username.hint":
    "Höchstens einmal am Tag. Wie er vorher hieß, bleibt sein Name und erwähnt ihn weiterhin.",
  "bots.username.too-soon":
    "Er wurde in den letzten 24 Stunden geändert. Versuch es morgen wieder.",
  "bots.about": "Was er über sich sagt",
  "bots.actions": "Aktionen für {name}",
  "bots.change": "Ändern",
  "bots.change.title": "„{name}“ ändern",
  "bots.changed": "Der Bot ist geändert.",
  "bots.picture": "Bild wählen",
  "bots.picture.remove": "Bild entfernen",
  "bots.delete": "Löschen",
  "bots.delete.title": "„{name}“ löschen?",
  "bots.delete.about":
    "Seine Token enden sofort, und er verlässt seine Räume. Was er geschrieben hat, bleibt unter seinem Namen stehen. Das lässt sich nicht rückgängig machen.",
  "bots.delete.action": "Bot löschen",
  "bots.deleted": "„{name}“ ist gelöscht.",
  "bots.made": "Der Bot „{name}“ ist erstellt.",
  "bots.too-many": "Es gibt {limit} Bots. Benutz einen von denen, die niemand mehr braucht.",
};
