import { safeLink } from "@roost/markdown/addresses.ts";
import { escapeAll, withoutIdleEscapes } from "@roost/markdown/plain-in-markdown.ts";
import { emojiNameIn } from "@roost/protocol/emoji.ts";
import Turndown from "turndown";

/**
 * The Markdown of what was copied from a page or a document. Nothing of it runs or is fetched: it is read as
 * a document that is not shown, and what comes out is text, of which `parseMarkdown` says what it means.
 */
export function markdownOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll<HTMLElement>("[style]")) styleToElements(element);
  const markdown = converter.turndown(body);
  return withoutIdleEscapes(markdown.replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n")).trim();
}

const converter = new Turndown({
  headingStyle: "atx",
  hr: "---",
  bulletListMarker: "-",
  codeBlockStyle: "fenced",
  emDelimiter: "*",
  br: "\n",
  // What has no words of its own is left out.
  blankReplacement: (_, node) =>
    isBlock(node) ? "\n\n" : /\s/.test(node.textContent ?? "") ? " " : "",
});

converter.escape = escapeAll;
converter.remove([
  "script",
  "style",
  "title",
  "noscript",
  "template",
  "button",
  "select",
  "textarea",
]);

converter.addRule("strike", {
  filter: ["del", "s"],
  replacement: (content) => (content.trim() === "" ? content : `~~${content}~~`),
});

/** Only what a message may link to; an address by itself stays one. */
converter.addRule("link", {
  filter: "a",
  replacement(content, node) {
    const href = (node as HTMLElement).getAttribute("href") ?? "";
    const address = safeLink(href);
    const words = content.replace(/\s*\n\s*/g, " ").trim();
    if (address === null || words === "" || /[\s()]/.test(href)) return content;
    const text = node.textContent?.trim() ?? "";
    if (text === href || safeLink(text) === address) return href;
    return `[${words}](${href})`;
  },
});

converter.addRule("image", {
  filter: "img",
  replacement(_, node) {
    const element = node as HTMLElement;
    const alt = element.getAttribute("alt") ?? "";
    // An emoji of a server, copied from a message.
    if (emojiNameIn(alt) !== null) return alt;
    const words = escapeAll(alt.replace(/\s+/g, " ").trim());
    const source = element.getAttribute("src") ?? "";
    if (!/^https?:/i.test(source) || /[\s()]/.test(source)) return words;
    return `[${words || source}](${source})`;
  },
});

converter.addRule("item", {
  filter: "li",
  replacement(content, node) {
    const list = node.parentElement;
    const items = [...(list?.children ?? [])];
    const first = Number(list?.getAttribute("start") ?? "1");
    const mark = list?.nodeName === "OL" ? `${first + items.indexOf(node as Element)}. ` : "- ";
    const lines = content.trim().replace(/\n{2,}(?=[ \t]*(?:- |\d+\. ))/g, "\n");
    return `${mark}${lines.replace(/\n/g, `\n${" ".repeat(mark.length)}`)}\n`;
  },
});

converter.addRule("task", {
  filter: (node) => node.nodeName === "INPUT" && node.getAttribute("type") === "checkbox",
  replacement: (_, node) => ((node as HTMLElement).hasAttribute("checked") ? "[x] " : "[ ] "),
});

converter.addRule("cell", {
  filter: ["th", "td"],
  replacement: (content) =>
    ` ${content
      .trim()
      .replace(/\s*\n\s*/g, " ")
      .replace(/(?<!\\)\|/g, "\\|")} |`,
});

converter.addRule("row", {
  filter: "tr",
  replacement(content, node) {
    const row = node as HTMLTableRowElement;
    const head = row.closest("table")?.querySelector("tr") === row;
    const rule = `\n|${" - |".repeat(row.cells.length)}`;
    return `|${content}${head ? rule : ""}\n`;
  },
});

converter.addRule("table", {
  filter: "table",
  replacement: (content) => `\n\n${content.replace(/\n{2,}/g, "\n").trim()}\n\n`,
});

/** Documents of word processors say by styles what others say by elements. */
function styleToElements(element: HTMLElement) {
  const { fontWeight, fontStyle, textDecoration } = element.style;
  const isPlain = fontWeight === "normal" || fontWeight === "400";
  if (isPlain && (element.localName === "b" || element.localName === "strong")) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (element.localName !== "span" || element.closest("pre, code, a")) return;
  if (fontWeight === "bold" || Number(fontWeight) >= 600) wrap(element, "strong");
  if (fontStyle === "italic") wrap(element, "em");
  if (textDecoration.includes("line-through")) wrap(element, "del");
}

function wrap(element: HTMLElement, name: string) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function isBlock(node: Node): boolean {
  return "isBlock" in node && node.isBlock === true;
}
