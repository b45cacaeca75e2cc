/** What can be done with a part of a text that is written in Markdown. */
export type Format =
  | "bold"
  | "italic"
  | "strike"
  | "code"
  | "spoiler"
  | "link"
  | "code-block"
  | "quote"
  | "list"
  | "numbered-list";

/** A text and what is selected of it. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Puts `text` in the place of a part, and then selects from `selectStart` to `selectEnd`. */
export interface Change extends Selected {
  selectStart: number;
  selectEnd: number;
}

const marks = { bold: "**", italic: "*", strike: "~~", spoiler: "||" } as const;
type MarkFormat = keyof typeof marks;

/** The beginning of a line that makes it a part of a list or a quote. */
const linePrefix = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]+)*/;
const listPrefix = /^([ \t]*)(?:[-+*]|\d{1,9}[.)])[ \t]+/;

/** Gives the selection a format, or takes it away where it has it. */
export function formatted(format: Format, selected: Selected): Change {
  switch (format) {
    case "link":
      return link(selected);
    case "code":
      return selectionOf(selected).includes("\n") ? codeBlock(selected) : code(selected);
    case "code-block":
      return codeBlock(selected);
    case "quote":
    case "list":
    case "numbered-list":
      return lines(format, selected);
    default:
      return marked(format, selected);
  }
}

const selectionOf = ({ text, start, end }: Selected) => text.slice(start, end);

/** Space at the ends of a selection stays outside of the marks, which would be none beside it. */
function trimmed({ text, start, end }: Selected): Selected {
  const inside = text.slice(start, end);
  if (inside.trim() === "") return { text, start, end };
  return {
    text,
    start: start + inside.search(/\S/),
    end: start + inside.trimEnd().length,
  };
}

function marked(format: MarkFormat, selected: Selected): Change {
  const { text, start, end } = trimmed(selected);
  const mark = marks[format];
  const inside = text.slice(start, end);
  const around = marksAround(text, start, end, mark);
  if (around) {
    const { length } = mark;
    return change(start - length, end + length, inside, 0, inside.length);
  }
  const parts = inside.split("\n").map((line) => {
    const prefix = linePrefix.exec(line)?.[0] ?? "";
    return { prefix, words: line.slice(prefix.length) };
  });
  const worded = parts.filter(({ words }) => words.trim() !== "");
  const isMarked = worded.length > 0 && worded.every(({ words }) => hasMarks(words, mark));
  const made = parts
    .map(({ prefix, words }) => {
      if (words.trim() === "" && parts.length > 1) return prefix + words;
      return prefix + (isMarked ? words.slice(mark.length, -mark.length) : mark + words + mark);
    })
    .join("\n");
  if (isMarked || parts.length > 1) return change(start, end, made, 0, made.length);
  const at = (parts[0]?.prefix.length ?? 0) + mark.length;
  return change(start, end, made, at, made.length - mark.length);
}

function hasMarks(words: string, mark: string): boolean {
  const { length } = mark;
  return words.length > 2 * length && marksAround(words, length, words.length - length, mark);
}

/** Whether the part of a text stands between two of these marks. `***` is `**` and `*`. */
function marksAround(text: string, start: number, end: number, mark: string): boolean {
  const of = mark[0] ?? "";
  let before = 0;
  while (text[start - 1 - before] === of) before += 1;
  let behind = 0;
  while (text[end + behind] === of) behind += 1;
  const run = Math.min(before, behind);
  if (of !== "*") return run >= mark.length;
  return mark.length === 1 ? run % 2 === 1 : run >= 2;
}

function code(selected: Selected): Change {
  const { text, start, end } = trimmed(selected);
  const inside = text.slice(start, end);
  const around = /(`+) ?$/.exec(text.slice(0, start));
  const behind = /^ ?(`+)/.exec(text.slice(end));
  if (around && behind && around[1] === behind[1]) {
    return change(start - around[0].length, end + behind[0].length, inside, 0, inside.length);
  }
  const whole = /^(`+)( ?)([\s\S]*[^`])\2\1$/.exec(inside);
  if (whole?.[3] !== undefined) return change(start, end, whole[3], 0, whole[3].length);
  const longest = Math.max(0, ...[...inside.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  const at = fence.length + space.length;
  return change(start, end, fence + space + inside + space + fence, at, at + inside.length);
}

function link(selected: Selected): Change {
  const { text, start, end } = trimmed(selected);
  const inside = text.slice(start, end);
  const whole = /^\[([^\]]+)\]\([^()\s]*\)$/.exec(inside);
  if (whole?.[1] !== undefined) return change(start, end, whole[1], 0, whole[1].length);
  if (isAddress(inside)) return change(start, end, `[](${inside})`, 1, 1);
  const address = "https://";
  const made = `[${inside}](${address})`;
  if (inside === "") return change(start, end, made, 1, 1);
  return change(start, end, made, made.length - 1 - address.length, made.length - 1);
}

/** A link with these words, for an address that is pasted onto them; null where that makes none. */
export function linkTo(address: string, selected: Selected): Change | null {
  const words = selectionOf(selected);
  const isText = words.trim() !== "" && !/[\n[\]]/.test(words) && !isAddress(words);
  if (!isText || !isAddress(address) || /[()]/.test(address)) return null;
  const made = `[${words}](${address})`;
  return change(selected.start, selected.end, made, made.length, made.length);
}

const isAddress = (text: string) => /^(?:https?:\/\/|mailto:)\S+$/i.test(text);

function codeBlock(selected: Selected): Change {
  const { text, start, end } = wholeLines(selected);
  const inside = text.slice(start, end);
  const fenced = /^```[^\n`]*\n([\s\S]*)\n```$/.exec(inside);
  if (fenced?.[1] !== undefined) return change(start, end, fenced[1], 0, fenced[1].length);
  const made = `\`\`\`\n${inside}\n\`\`\``;
  return change(start, end, made, 4, 4 + inside.length);
}

function lines(format: "quote" | "list" | "numbered-list", selected: Selected): Change {
  const { text, start, end } = wholeLines(selected);
  const all = text.slice(start, end).split("\n");
  const own =
    format === "quote" ? /^> ?/ : format === "list" ? /^[ \t]*[-+*][ \t]+/ : /^[ \t]*\d+[.)][ \t]+/;
  const worded = all.filter((line) => line.trim() !== "");
  const isOn = worded.length > 0 && worded.every((line) => own.test(line));
  let number = 0;
  const made = all
    .map((line) => {
      if (isOn) return line.replace(own, "");
      if (format === "quote") return `> ${line}`;
      if (line.trim() === "" && all.length > 1) return line;
      number += 1;
      const [, indent = ""] = listPrefix.exec(line) ?? [];
      const words = line.replace(listPrefix, "");
      return `${indent}${format === "list" ? "-" : `${number}.`} ${words}`;
    })
    .join("\n");
  const isCaret = selected.start === selected.end;
  return change(start, end, made, isCaret ? made.length : 0, made.length);
}

function wholeLines({ text, start, end }: Selected): Selected {
  // A line of which nothing but its beginning is selected is not meant.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const next = text.indexOf("\n", last);
  return {
    text,
    start: text.lastIndexOf("\n", start - 1) + 1,
    end: next < 0 ? text.length : next,
  };
}

function change(start: number, end: number, text: string, from: number, to: number): Change {
  return { start, end, text, selectStart: start + from, selectEnd: start + to };
}
