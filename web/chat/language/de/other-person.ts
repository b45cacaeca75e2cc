import type { otherPerson as English } from "../en/other-person.ts";
import type { Translation } from "../message.ts";

export const otherPerson: Translation<typeof English> = {
  "other-person.title": "{name} hat sich in diesem Browser angemeldet",
  "other-person.go-on": "Als {name} weitermachen",
  "other-person.sign-in": "Als {name} anmelden",
  "other-person.text":
    "Diese Seite gehörte {name} und wurde angehalten. Entwürfe und nicht gesendete Nachrichten bleiben in diesem Browser, bis {name} sich wieder anmeldet.",
};
