import type { Translation } from "../../../chat/language/message.ts";
import type { tokens as English } from "../en/tokens.ts";

export const tokens: Translation<typeof English> = {
  "panel.tokens.title": "API-Token",
  "panel.tokens.about":
    "Womit Programme im Namen von Leuten kommen. Die von Bots stehen bei ihren Bots.",
  "panel.tokens.search": "Name eines Tokens oder einer Person",
  "panel.tokens.none": "Noch hat niemand ein Token erstellt",
  "panel.tokens.failed": "Die Token können gerade nicht gezeigt werden",
  "panel.tokens.person": "Von wem",
  "panel.tokens.person.any": "Von wem auch immer",
  "panel.tokens.state.any": "Jeder Zustand",
  "panel.tokens.state.working": "Gültig",
  "panel.tokens.state.expired": "Abgelaufen",
  "panel.tokens.column.token": "Token",
  "panel.tokens.column.ends": "Endet",
  "panel.tokens.never-ends": "Nie",
  "panel.tokens.unused": "Noch nicht benutzt",
  "panel.tokens.sort.newest": "Neueste zuerst",
  "panel.tokens.sort.oldest": "Älteste zuerst",
  "panel.tokens.select": "{name} von {person} auswählen",
  "panel.tokens.revoke": "Widerrufen",
  "panel.tokens.revoke.name": "{name} von {person} widerrufen",
  "panel.tokens.revoke.title": {
    one: "Dieses Token widerrufen?",
    other: "{count} Token widerrufen?",
  },
  "panel.tokens.revoke.text":
    "Was es verwendet, kommt sofort nicht mehr hinein. Das lässt sich nicht rückgängig machen. Wem es gehört, erfährt es per Mail, wenn dieser Server Mails verschickt.",
  "panel.tokens.revoke.done": {
    one: "Das Token ist widerrufen",
    other: "{count} Token sind widerrufen",
  },
  "panel.tokens.results.failed": {
    one: "Ein Token ist nicht widerrufen",
    other: "{count} Token sind nicht widerrufen",
  },
  "panel.tokens.results.done": {
    one: "Das andere schon.",
    other: "Die anderen {count} schon.",
  },
  "panel.tokens.of": "{name} von {person}",
  "panel.tokens.many": "Was mit ihnen geschehen soll",
};
