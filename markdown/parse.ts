import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import type { Extension } from "micromark-util-types";
import { type FoundAddress, findAddresses } from "./addresses.ts";
import { neededEscapes } from "./needed-escapes.ts";
import { escapesOf, readTree } from "./read-tree.ts";
import { addressFromMarkdown, addressSyntax } from "./syntax/address.ts";
import { emphasisSyntax } from "./syntax/emphasis.ts";
import { escapeFromMarkdown, escapeSyntax } from "./syntax/escape.ts";
import { fenceSyntax } from "./syntax/fence.ts";
import { never } from "./syntax/never.ts";
import { spoilerFromMarkdown, spoilerSyntax } from "./syntax/spoiler.ts";
import type { Block } from "./tree.ts";

/** Emphasis takes time quadratic in its markers; no person writes this many. */
const maxEmphasisMarkers = 1_000;
/** Quotes and lists inside of one another on one line; the parser recurses with each. */
const maxContainers = 12;

const deepContainers = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${maxContainers + 1}}`,
  "m",
);
const emphasisMarker = /\*+|_+|~+|\|{2,}/g;

/** Reads a message body. Takes bounded time and depth for any text of an allowed length. */
export function parseMarkdown(body: string): Block[] {
  const { tree, source, needed } = read(body);
  return readTree(tree, source, needed);
}

/** The places of the backslashes in a body that are shown, though they stand before a mark. */
export function idleEscapes(body: string): number[] {
  const { tree, needed } = read(body);
  return escapesOf(tree).filter((offset) => !needed.has(offset));
}

function read(body: string): { tree: Root; source: string; needed: Set<number> } {
  // The parser drops a byte order mark; places in the source must stay what they are.
  const source = body.replace(/^\ufeff+/, "");
  const found = findAddresses(source);
  const tree = fromMarkdown(source, {
    extensions: [...syntaxOf(source, found), escapeSyntax()],
    mdastExtensions: [
      gfmStrikethroughFromMarkdown(),
      spoilerFromMarkdown(),
      gfmTableFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      addressFromMarkdown(found),
      escapeFromMarkdown(),
    ],
  });
  const needed = neededEscapes(source, escapesOf(tree), (bare) =>
    syntaxOf(bare, findAddresses(bare)),
  );
  return { tree, source, needed };
}

function syntaxOf(source: string, found: readonly FoundAddress[]): Extension[] {
  const disabled = [...never];
  const crowded = (source.match(emphasisMarker)?.length ?? 0) > maxEmphasisMarkers;
  if (crowded) disabled.push("attention");
  if (deepContainers.test(source)) disabled.push("blockQuote", "list");
  return [
    addressSyntax(found),
    fenceSyntax(source),
    gfmTable(),
    gfmTaskListItem(),
    ...(crowded ? [] : [emphasisSyntax(source), spoilerSyntax(source)]),
    { disable: { null: disabled } },
  ];
}
