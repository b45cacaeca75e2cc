import type { people as English } from "../en/people.ts";
import type { Translation } from "../message.ts";

export const people: Translation<typeof English> = {
  "people.title": "Leute",
  "people.search": "Leute nach Namen suchen",
  "people.nobody": "Niemand hier heißt „{name}“.",
  "people.block": "Blockieren",
  "people.block.title": "{name} blockieren?",
  "people.block.text":
    "Ihr könnt euch nicht mehr direkt schreiben, und was die Person anderswo schreibt, ist für dich zugeklappt. Sie sieht, dass sie dir nicht schreiben kann. Du kannst das jederzeit aufheben.",
  "people.block.done": "Du hast {name} blockiert",
  "people.unblock": "Blockierung aufheben",
  "people.unblock.one": "Blockierung von {name} aufheben",
  "people.unblocked": "Nicht mehr blockiert",
  "people.blocked": "Du hast {name} blockiert.",
  "people.blocks-me": "{name} nimmt keine Nachrichten von dir an.",
  "people.blocks.title": "Blockierte Leute",
  "people.blocks.text":
    "Was sie schreiben, ist zugeklappt, und ihr könnt euch nicht direkt schreiben.",
  "people.blocks.none": "Du hast niemanden blockiert.",
  "people.profile": "Profil",
};
