import type { reactions as English } from "../en/reactions.ts";
import type { Translation } from "../message.ts";

export const reactions: Translation<typeof English> = {
  "reactions.label": "Reaktionen",
  "reactions.add": "Reagieren",
  "reactions.count": { one: "{emoji}, eine Person", other: "{emoji}, {count} Personen" },
  "reactions.people": "Mit {emoji} reagiert: {people}",
  "reactions.you": "du",
  "reactions.others": { one: "noch eine Person", other: "{count} weitere" },
  "reactions.failed": "Deine Reaktion wurde nicht gespeichert. {reason}",
  "reactions.with": "Mit {emoji} reagieren",
  "reactions.more": "Andere Emojis",
};
