import type { blocks as English } from "../en/blocks.ts";
import type { Translation } from "../message.ts";

export const blocks: Translation<typeof English> = {
  "blocks.messages": {
    one: "Nachricht von jemandem, den du blockiert hast",
    other: "{count} Nachrichten von Leuten, die du blockiert hast",
  },
  "blocks.preview": "Von jemand Blockiertem",
  "blocks.show": "Zeigen",
  "blocks.hide": "Verbergen",
};
