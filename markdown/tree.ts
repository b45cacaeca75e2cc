/** What a message body says, as every part of Roost reads it: nothing in it depends on a page. */
export type Block = Paragraph | Heading | Quote | List | CodeBlock | Table | Rule;

export interface Paragraph {
  type: "paragraph";
  children: Inline[];
}

export interface Heading {
  type: "heading";
  /** 1 is the largest, 6 the smallest. */
  level: number;
  children: Inline[];
}

export interface Quote {
  type: "quote";
  children: Block[];
}

export interface List {
  type: "list";
  ordered: boolean;
  items: ListItem[];
}

export interface ListItem {
  /** The mark as it was typed: `7.`, `007)` or `-`. */
  marker: string;
  /** For a task, whether it is done; null for what is no task. */
  done: boolean | null;
  children: Block[];
}

export interface CodeBlock {
  type: "code";
  /** The word behind the opening fence. */
  language: string | null;
  code: string;
}

export interface Table {
  type: "table";
  /** How each column is aligned; null is the direction of the text. */
  align: ("left" | "right" | "center" | null)[];
  head: Inline[][];
  rows: Inline[][][];
}

export interface Rule {
  type: "rule";
}

export type Inline =
  | { type: "text"; text: string }
  | { type: "break" }
  | { type: "code"; code: string }
  | { type: "strong" | "emphasis" | "deleted"; children: Inline[] }
  /** Hidden until somebody asks for it. */
  | { type: "spoiler"; children: Inline[] }
  /** The address is one that a message may link to. */
  | { type: "link"; address: string; children: Inline[] };
