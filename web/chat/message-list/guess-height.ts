import type { Item } from "./items.ts";

/** What the rows look like (markdown.css, message-row.tsx), in pixels. */
const LINE = 22.5;
const CODE_LINE = 19.4;
const CODE_FRAME = 29;
const QUOTE = 24;
const PARAGRAPH_GAP = 6.75;
const LETTER = 7.1;
/** What stands beside the text: the egg, gaps and margins. */
const BESIDE_TEXT = 88;
const WIDEST = 864;

const fence = /^\s*(```|~~~)/;
/** Characters of scripts that are written in squares. */
const square = /[\u2e80-\ud7ff\uf900-\uffef]/g;

/**
 * How high a row may be that was never drawn, in pixels. Only the scroll bar hangs on it: what is
 * drawn is measured first.
 * @param width Of the list, in pixels.
 */
export function guessHeight(item: Item, width: number): number {
  switch (item.kind) {
    case "message":
      if (item.message.deletedAt !== null) return guessMessage("", item, width);
      return guessMessage(item.message.body, item, width) + guessQuote(item.message);
    case "pending":
      return guessMessage(item.pending.body, item, width) + guessQuote(item.pending);
    case "events":
      return 12 + 21 * Math.min(item.messages.length, 4);
    case "folded":
      return 32;
    case "top":
      return 300;
    case "day":
      return 44;
    case "divider":
    case "replies":
      return 34;
    case "bottom":
      return 16;
  }
}

function guessMessage(body: string, { head }: { head: boolean }, width: number): number {
  const columns = Math.max(8, Math.floor((Math.min(width, WIDEST) - BESIDE_TEXT) / LETTER));
  return (head ? 39 : 4) + guessText(body, columns);
}

const guessQuote = ({ replyTo }: { replyTo?: number }) => (replyTo === undefined ? 0 : QUOTE);

function guessText(body: string, columns: number): number {
  let height = 0;
  let inCode = false;
  for (const line of body.split("\n")) {
    if (fence.test(line)) {
      inCode = !inCode;
      if (inCode) height += CODE_FRAME;
    } else if (inCode) height += CODE_LINE;
    else if (line.trim() === "") height += PARAGRAPH_GAP;
    else height += LINE * Math.ceil(columnsOf(line) / columns);
  }
  return Math.max(height, LINE);
}

const columnsOf = (line: string) => line.length + (line.match(square)?.length ?? 0);
