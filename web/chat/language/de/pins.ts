import type { pins as English } from "../en/pins.ts";
import type { Translation } from "../message.ts";

export const pins: Translation<typeof English> = {
  "pins.title": "Angepinnte Nachrichten",
  "pins.count": {
    one: "Eine angepinnte Nachricht",
    other: "{count} angepinnte Nachrichten",
  },
  "pins.none": "Nichts angepinnt",
  "pins.none.text":
    "Was alle in diesem Raum wiederfinden sollen, wird über das Menü der Nachricht angepinnt.",
  "pins.load-failed": "Die angepinnten Nachrichten konnten nicht geladen werden",
  "pins.loading": "Die angepinnten Nachrichten werden geladen",
  "pins.jump": "Dorthin springen",
  "pins.jump-to": "Zur Nachricht von {name} springen",
  "pins.unpin": "Nachricht von {name} nicht mehr anpinnen",
};
