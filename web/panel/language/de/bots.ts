import type { Translation } from "../../../chat/language/message.ts";
import type { bots as English } from "../en/bots.ts";

export const bots: Translation<typeof English> = {
  "panel.bots.title": "Bots",
  "panel.bots.about": "Programme mit eigenem Konto.",
  "panel.bots.search": "Name oder Benutzername",
  "panel.bots.none": "Noch gibt es keine Bots",
  "panel.bots.failed": "Die Bots können gerade nicht gezeigt werden",
  "panel.bots.column.bot": "Bot",
  "panel.bots.column.owner": "Angelegt von",
  "panel.bots.column.tokens": "API-Token",
  "panel.bots.tokens": { one: "Ein Token", other: "{count} Token" },
  "panel.bots.tokens.none": "Kein Token",
  "panel.bots.tokens.any": "Mit und ohne Token",
  "panel.bots.tokens.some": "Mit Token",
  "panel.bots.sort.newest": "Neueste Bots zuerst",
  "panel.bots.sort.oldest": "Älteste Bots zuerst",
};
