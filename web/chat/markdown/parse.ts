import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";

/**
 * What chat does not have: raw HTML (it is text), reference definitions (they would vanish from
 * the message), underlined headings (a line of dashes is a rule), character references (people
 * mean what they type).
 */
const NEVER = ["htmlFlow", "htmlText", "definition", "setextUnderline", "characterReference"];

/** Emphasis takes time quadratic in its markers; no person writes this many. */
const MAX_EMPHASIS_MARKERS = 1_000;
/** Quotes and lists inside of one another on one line; the parser recurses with each. */
const MAX_CONTAINERS = 12;

const deepContainers = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${MAX_CONTAINERS + 1}}`,
  "m",
);
const emphasisMarker = /\*+|_+|~+/g;

/** Parses a message body. Takes bounded time and depth for any text of an allowed length. */
export function parseMarkdown(body: string): Root {
  const disabled = [...NEVER];
  const crowded = (body.match(emphasisMarker)?.length ?? 0) > MAX_EMPHASIS_MARKERS;
  if (crowded) disabled.push("attention");
  if (deepContainers.test(body)) disabled.push("blockQuote", "list");
  return fromMarkdown(body, {
    extensions: [
      gfmAutolinkLiteral(),
      ...(crowded ? [] : [gfmStrikethrough({ singleTilde: false })]),
      { disable: { null: disabled } },
    ],
    mdastExtensions: [gfmAutolinkLiteralFromMarkdown(), gfmStrikethroughFromMarkdown()],
  });
}
