import type { entrance as English } from "../en/entrance.ts";
import type { Translation } from "../message.ts";

export const entrance: Translation<typeof English> = {
  "entrance.sign-in": "Anmelden",
  "entrance.sign-in.welcome": "Schön, dich wiederzusehen.",
  "entrance.sign-in.to-room": "Melde dich an, um den Raum zu öffnen, der dir geschickt wurde.",
  "entrance.sign-in.login": "Benutzername oder E-Mail",
  "entrance.sign-in.empty": "Gib deinen Namen und dein Passwort ein.",
  "entrance.forgot": "Passwort vergessen?",
  "entrance.username": "Benutzername",
  "entrance.email": "E-Mail",
  "entrance.password": "Passwort",
  "entrance.password.show": "Passwort zeigen",
  "entrance.password.hide": "Passwort verbergen",
};
