import type { Translation } from "../../../chat/language/message.ts";
import type { bot as English } from "../en/bot.ts";

export const bot: Translation<typeof English> = {
  "panel.bot.back": "Alle Bots",
  "panel.bot.failed": "Dieser Bot kann gerade nicht gezeigt werden",
  "panel.bot.gone": "Diesen Bot gibt es nicht",
  "panel.bot.gone.text": "Vielleicht wurde er gelöscht.",
  "panel.bot.works": "Nicht gesperrt",
  "panel.bot.tokens.about":
    "Mit einem davon meldet sich sein Programm an. Jedes wird einmal gezeigt, wenn es entsteht.",
};
