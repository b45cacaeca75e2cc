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
  "bots.made": "Der Bot „{name}“ ist erstellt.",
  "bots.too-many": "Es gibt {limit} Bots. Benutz einen von denen, die niemand mehr braucht.",
};
