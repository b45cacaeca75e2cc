import type { markdown as English } from "../en/markdown.ts";
import type { Translation } from "../message.ts";

export const markdown: Translation<typeof English> = {
  "markdown.copy-code": "Code kopieren",
  "markdown.copied": "Kopiert",
  "markdown.edited": "bearbeitet",
  "markdown.edited-at": "Bearbeitet: {when}",
  "markdown.spoiler": "Spoiler",
  "markdown.spoiler.show": "Spoiler: zeigen",
};
