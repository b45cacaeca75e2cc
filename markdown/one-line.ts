import { parseMarkdown } from "./parse.ts";
import type { Block, Inline, ListItem } from "./tree.ts";

const maxCharacters = 160;
/** What is read for it: more than it shows, since the addresses behind links are not shown. */
const maxRead = 1_000;
const maxRemembered = 2_000;

const remembered = new Map<string, string>();

export interface OneLineOptions {
  /** What stands for each spoiler. */
  spoiler: string;
  /** Whether only the beginning of the body is known: a spoiler that is open at its end is hidden, too. */
  isCut?: boolean;
}

/** The beginning of a body as plain text on one line: what the message shows at first, without its marks. */
export function oneLineOf(body: string, { spoiler, isCut = false }: OneLineOptions): string {
  const read = body.slice(0, maxRead).toWellFormed();
  const isOpen = isCut || read.length < body.length;
  const key = JSON.stringify([spoiler, isOpen, read]);
  let preview = remembered.get(key);
  if (preview === undefined) {
    const blocks = isOpen ? parseCut(read) : parseMarkdown(read);
    const line = blocksText(blocks, spoiler).replace(/\s+/g, " ").trim();
    // A character of two halves at the end is left out whole.
    preview = line.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, "");
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(key, preview);
  }
  return preview;
}

/** The whole of a body as plain text: everything that the message shows, without the marks. */
export function plainText(body: string): string {
  return blocksText(parseMarkdown(body), null);
}

/** Reads the beginning of a body. A spoiler that does not end there is closed, or it would be shown. */
function parseCut(body: string): Block[] {
  const asItIs = parseMarkdown(body);
  if (!body.includes("||")) return asItIs;
  const closed = parseMarkdown(`${body.replace(/[\s|\\]+$/, "")}||`);
  return spoilersIn(closed) > spoilersIn(asItIs) ? closed : asItIs;
}

function spoilersIn(blocks: readonly Block[]): number {
  return blocksText(blocks, "\u0000").split("\u0000").length;
}

/** @param spoiler What stands for each spoiler; null shows them. */
function blocksText(blocks: readonly Block[], spoiler: string | null): string {
  return blocks.map((block) => blockText(block, spoiler)).join("\n");
}

function blockText(block: Block, spoiler: string | null): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlinesText(block.children, spoiler);
    case "quote":
      return blocksText(block.children, spoiler);
    case "list":
      return block.items.map((item) => itemText(item, block.ordered, spoiler)).join("\n");
    case "code":
      return block.language === null ? block.code : `${block.language} ${block.code}`;
    case "table":
      return [block.head, ...block.rows]
        .map((cells) => cells.map((cell) => inlinesText(cell, spoiler)).join(" | "))
        .join("\n");
    case "rule":
      return "―";
  }
}

function itemText(
  { marker, done, children }: ListItem,
  ordered: boolean,
  spoiler: string | null,
): string {
  const box = done === null ? "" : done ? "☑ " : "☐ ";
  const mark = ordered ? `${marker} ` : box === "" ? "• " : "";
  return `${mark}${box}${blocksText(children, spoiler)}`;
}

function inlinesText(inlines: readonly Inline[], spoiler: string | null): string {
  return inlines
    .map((inline) => {
      if (inline.type === "text") return inline.text;
      if (inline.type === "break") return "\n";
      if (inline.type === "code") return inline.code;
      if (inline.type === "spoiler" && spoiler !== null) return spoiler;
      return inlinesText(inline.children, spoiler);
    })
    .join("");
}
