import { parseMarkdown } from "./parse.ts";
import type { Block, Inline } from "./tree.ts";

/** More names than these are not looked for in one message. */
const maxNames = 50;

/**
 * An `@` and a user name, in any case. Within a word, an address or a path it is none; what stands behind it
 * may be a letter of a script that puts no space there.
 */
const mention =
  /(?<![a-z0-9_./@+\\\-\u00c0-\u024f])@([a-z0-9._-]{2,32})(?![a-z0-9._@\-\u00c0-\u024f])/giu;

/** A text in parts: what may mention somebody stands by itself, with its `@`, as `name`. */
export type MentionPart = { text: string; name?: never } | { name: string; text?: never };

export function splitMentions(text: string): MentionPart[] {
  const parts: MentionPart[] = [];
  let end = 0;
  for (const { 0: typed, 1: name = "", index } of text.matchAll(mention)) {
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ name });
    end = index + typed.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** What `@ann.` may mean, the longest first: a name may end with a dot, and so may a sentence. */
export function readings(name: string): string[] {
  const found = [name.toLowerCase()];
  for (let last = found[0] ?? ""; /[._-]$/.test(last); ) {
    last = last.slice(0, -1);
    if (last.length > 1) found.push(last);
  }
  return found;
}

/** The names that a message body may mention, without those in code and in the words of links. */
export function mentionedNames(body: string): string[] {
  // Nearly all messages have none, and need not be read for it.
  if (!body.includes("@") || body.search(mention) < 0) return [];
  const names = new Set<string>();
  for (const text of texts(parseMarkdown(body))) {
    for (const { name } of splitMentions(text)) {
      if (name !== undefined) for (const reading of readings(name)) names.add(reading);
    }
  }
  return [...names].slice(0, maxNames);
}

function* texts(blocks: readonly Block[]): Iterable<string> {
  for (const block of blocks) yield* textsOf(block);
}

function* textsOf(block: Block): Iterable<string> {
  switch (block.type) {
    case "paragraph":
    case "heading":
      yield* textsIn(block.children);
      break;
    case "quote":
      // Who is quoted said it to somebody else.
      break;
    case "list":
      for (const { children } of block.items) yield* texts(children);
      break;
    case "table":
      for (const cells of [block.head, ...block.rows])
        for (const cell of cells) yield* textsIn(cell);
      break;
  }
}

function* textsIn(inlines: readonly Inline[]): Iterable<string> {
  for (const inline of inlines) {
    if (inline.type === "text") yield inline.text;
    else if ("children" in inline && inline.type !== "link") yield* textsIn(inline.children);
  }
}
