import { parseSync } from "vite";
import { englishTexts } from "./texts.ts";

/** A text for people that stands in the code. */
export interface FoundText {
  line: number;
  text: string;
}

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** Attributes and properties that people read or hear, whatever is in them. */
const read =
  /^(?:aria-(?:label|description|roledescription|placeholder|valuetext)|title|placeholder|label|alt|hint|text|description|action|more)$/;

/** Functions whose strings people read. */
const speaking = /^(?:showToast|showUndo|set\w*Error|setText)$/;

/** Attributes that hold words for programs. */
const technical =
  /^(?:className|style|id|key|into|autoComplete|aria-keyshortcuts|rel|d|viewBox|transform|fill|stroke)$/;

/** Words with a capital that are no texts: keys of the keyboard, names of programs and of types. */
const names = new Set([
  ...[
    "Roost",
    "roost",
    "Edge",
    "Opera",
    "Firefox",
    "Chrome",
    "Safari",
    "Android",
    "Windows",
    "ChromeOS",
  ],
  ...["Linux", "Files", "Alt", "Esc", "Tab", "Enter", "Escape", "Home", "End", "Dead", "Process"],
  ...["Backspace", "Delete", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Latn", "English"],
  ...["Deutsch", "PartUnavailable", "CookiesRefused"],
]);

const hasLetter = /\p{L}/u;
/** "Draft", "Try again", "Reconnecting…"; a class or an address does not begin like that. */
const beginsLikeText = /^[^\p{L}\p{N}]*\p{Lu}\p{Ll}/u;
/** " not sent yet" between two placeholders. */
const hasWords = /(?:^|\s)\p{L}{2,}\s|\s\p{L}{2,}(?:$|[.,:!?…])/u;
const styleFunction = /^[a-z-]+\(/;

/** All texts of a source file that are not from the catalogues. */
export function findTexts(file: string, source: string): FoundText[] {
  const found: FoundText[] = [];
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} could not be parsed: ${errors[0]?.message}`);
  const lineOf = (position: number) => source.slice(0, position).split("\n").length;

  function add(node: Node, text: string) {
    const words = text.trim().replace(/\s+/g, " ");
    const isKey = /^\p{Lu}$/u.test(words);
    if (!isKey && !names.has(words.replaceAll("…", "")) && !Object.hasOwn(englishTexts, words)) {
      found.push({ line: lineOf(node.start), text: words });
    }
  }

  /** @param inText Whether people read whatever string stands here. */
  function visit(value: unknown, inText: boolean): void {
    if (Array.isArray(value)) for (const one of value) visit(one, inText);
    else if (isNode(value)) visitNode(value, inText);
  }

  function visitNode(node: Node, inText: boolean): void {
    if (node.type.startsWith("TS") && !expressions.has(node.type)) return;
    if (/^(?:Import|ExportAll)/.test(node.type)) return;
    const name = nameOf(node.name ?? node.key ?? node.callee);
    switch (node.type) {
      case "JSXText":
        if (hasLetter.test(String(node.value))) add(node, String(node.value));
        break;
      case "Literal":
        visitString(node, inText);
        break;
      case "TemplateLiteral":
        visitTemplate(node, inText);
        visit(node.expressions, false);
        break;
      case "JSXAttribute":
        if (!technical.test(name)) visit(node.value, read.test(name));
        break;
      case "JSXElement":
      case "JSXFragment":
        visit(node.openingElement, false);
        visit(node.children, true);
        break;
      case "JSXExpressionContainer":
      case "ParenthesizedExpression":
        visit(node.expression, inText);
        break;
      case "ConditionalExpression":
        visit(node.test, false);
        visit([node.consequent, node.alternate], inText);
        break;
      case "LogicalExpression":
        visit(node.left, node.operator !== "&&" && inText);
        visit(node.right, inText);
        break;
      case "BinaryExpression":
        if (node.operator === "+") visit([node.left, node.right], inText);
        break;
      case "CallExpression":
        visitCall(node, name);
        break;
      case "NewExpression":
        // What an error is made with is for developers: people read `describeTrouble`.
        if (!/(?:Error|Refused|Ended)$/.test(name)) visit(node.arguments, false);
        break;
      case "Property":
        visit(node.value, read.test(name));
        break;
      default:
        for (const child of Object.values(node)) visit(child, false);
    }
  }

  function visitCall(node: Node, name: string) {
    if (isNode(node.callee) && node.callee.type === "Super") return;
    visit(node.callee, false);
    const [first, ...rest] = node.arguments as unknown[];
    visit(first, speaking.test(name));
    visit(rest, false);
  }

  function visitString(node: Node, inText: boolean) {
    if (typeof node.value !== "string") return;
    if (inText ? hasLetter.test(node.value) : beginsLikeText.test(node.value)) {
      add(node, node.value);
    }
  }

  function visitTemplate(node: Node, inText: boolean) {
    const words = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    if (styleFunction.test(words[0] ?? "")) return;
    const isText = inText
      ? words.some((word) => hasLetter.test(word))
      : words.some((word) => beginsLikeText.test(word) || hasWords.test(word));
    if (isText) add(node, words.join("…"));
  }

  visit(program, false);
  return found;
}

/** Of the nodes of types, those with code in them. */
const expressions = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSInstantiationExpression",
]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "Literal") return String(node.value);
  return typeof node.name === "string" ? node.name : "";
}
