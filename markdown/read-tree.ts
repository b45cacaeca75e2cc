import type { ListItem as ListItemNode, Nodes, Root, Table as TableNode } from "mdast";
import { findAddresses, safeLink } from "./addresses.ts";
import { languageOf } from "./syntax/fence.ts";
import type { Block, Inline, ListItem, Table } from "./tree.ts";

/** Deeper than people nest; what is deeper is shown as it was typed. */
const maxDepth = 24;

const visibleCharacter = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Makes the tree of a message from what the parser found, so that nothing typed is lost: what would
 * show nothing, and links that lead nowhere, are given as they were typed.
 */
export function readTree(root: Root, source: string, neededEscapes: ReadonlySet<number>): Block[] {
  const visible = visibleNodes(root);
  const inCells = new Set(
    flatten(root).flatMap((node) => (node.type === "tableCell" ? flatten(node) : [])),
  );
  return blocks(root.children, 0);

  function blocks(nodes: readonly Nodes[], depth: number): Block[] {
    return nodes.map((node) => block(node, depth));
  }

  function block(node: Nodes, depth: number): Block {
    if (!visible.has(node) || depth > maxDepth) return asTyped(node);
    switch (node.type) {
      case "paragraph":
        return { type: "paragraph", children: inlines(node.children, depth) };
      case "heading":
        return { type: "heading", level: node.depth, children: inlines(node.children, depth) };
      case "blockquote":
        return { type: "quote", children: blocks(node.children, depth + 1) };
      case "list":
        return {
          type: "list",
          ordered: node.ordered === true,
          items: node.children.map((item) => listItem(item, depth + 1)),
        };
      case "code":
        return { type: "code", language: fenceLanguage(node), code: node.value };
      case "table":
        return table(node, depth);
      case "thematicBreak":
        return { type: "rule" };
      default:
        return asTyped(node);
    }
  }

  function listItem(node: ListItemNode, depth: number): ListItem {
    return {
      marker: /^(?:\d+[.)]|[-+*])/.exec(typed(node))?.[0] ?? "-",
      done: node.checked ?? null,
      children: blocks(node.children, depth),
    };
  }

  function table({ align, children }: TableNode, depth: number): Table {
    const [head = [], ...rows] = children.map((row) =>
      row.children.map((cell) => inlines(cell.children, depth)),
    );
    return { type: "table", align: align ?? [], head, rows };
  }

  function fenceLanguage(node: Nodes): string | null {
    return languageOf(typed(node).split("\n", 1)[0] ?? "");
  }

  function inlines(nodes: readonly Nodes[], depth: number): Inline[] {
    return joinTexts(nodes.flatMap((node) => inline(node, depth)));
  }

  function inline(node: Nodes, depth: number): Inline[] {
    if (node.type === "text") return withBreaks(node.value);
    if (node.type === "break") return [{ type: "break" }];
    if (node.type === "escape") {
      const pipe = node.value === "|" && inCells.has(node);
      const needed = pipe || neededEscapes.has(node.position?.start.offset ?? -1);
      return [{ type: "text", text: needed ? node.value : `\\${node.value}` }];
    }
    if (depth > maxDepth) return withAddresses(typed(node));
    if (node.type === "link" || node.type === "image") return link(node, depth);
    if (!visible.has(node)) return withAddresses(typed(node));
    switch (node.type) {
      case "strong":
      case "emphasis":
        return [{ type: node.type, children: inlines(node.children, depth + 1) }];
      case "delete":
        return [{ type: "deleted", children: inlines(node.children, depth + 1) }];
      case "spoiler":
        return [{ type: "spoiler", children: inlines(node.children, depth + 1) }];
      case "inlineCode":
        return [{ type: "code", code: node.value }];
      default:
        return withAddresses(typed(node));
    }
  }

  function link(node: Extract<Nodes, { type: "link" | "image" }>, depth: number): Inline[] {
    // The text of an image has no markup: what was some in it would be lost.
    const plain = node.type === "link" || typed(node).startsWith(`![${node.alt ?? ""}](`);
    const address = plain ? safeLink(node.url) : null;
    const inside = node.type === "link" ? inlines(node.children, depth + 1) : textOf(node.alt);
    if (address !== null && !node.title) {
      const shown = visible.has(node) ? inside : textOf(node.url);
      return [{ type: "link", address, children: shown }];
    }
    if (node.type === "image" || node.children.length === 0) return withAddresses(typed(node));
    // A title would be hidden, and what is no address leads nowhere: neither is a link.
    const first = node.children[0]?.position?.start.offset;
    const last = node.children.at(-1)?.position?.end.offset;
    const { start, end } = node.position ?? {};
    return [
      ...withAddresses(source.slice(start?.offset, first)),
      ...inside,
      ...withAddresses(source.slice(last, end?.offset)),
    ];
  }

  function asTyped(node: Nodes): Block {
    return { type: "paragraph", children: withAddresses(typed(node)) };
  }

  function typed(node: Nodes): string {
    return source.slice(node.position?.start.offset, node.position?.end.offset);
  }
}

/** The places of the backslashes that keep a mark from being markup. */
export function escapesOf(root: Root): number[] {
  return flatten(root)
    .filter(({ type }) => type === "escape")
    .map(({ position }) => position?.start.offset ?? 0)
    .sort((one, other) => one - other);
}

/** The nodes that show something. */
function visibleNodes(root: Root): Set<Nodes> {
  const visible = new Set<Nodes>();
  // Children come behind their parents, so from the end on they come first.
  for (const node of flatten(root).reverse()) {
    const shows =
      node.type === "thematicBreak" ||
      ("value" in node && visibleCharacter.test(node.value)) ||
      ("alt" in node && visibleCharacter.test(node.alt ?? "")) ||
      ("checked" in node && typeof node.checked === "boolean") ||
      ("children" in node && node.children.some((child) => visible.has(child)));
    if (shows) visible.add(node);
  }
  return visible;
}

/** A node and all inside of it; children come behind their parents. */
function flatten(root: Nodes): Nodes[] {
  const nodes: Nodes[] = [root];
  for (const node of nodes) if ("children" in node) nodes.push(...node.children);
  return nodes;
}

function textOf(text: string | null | undefined): Inline[] {
  return [{ type: "text", text: text ?? "" }];
}

/** Line ends inside of a paragraph are kept: in a chat they are meant. */
function withBreaks(text: string): Inline[] {
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: "break" } as const] : []),
      ...textOf(line),
    ]);
}

function withAddresses(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const found of findAddresses(text)) {
    parts.push(...withBreaks(text.slice(end, found.start)));
    const shown = text.slice(found.start, found.end);
    parts.push({ type: "link", address: found.address, children: textOf(shown) });
    end = found.end;
  }
  return [...parts, ...withBreaks(text.slice(end))];
}

function joinTexts(parts: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.type === "text" && part.text === "") continue;
    if (part.type === "text" && last?.type === "text") {
      joined[joined.length - 1] = { type: "text", text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}
