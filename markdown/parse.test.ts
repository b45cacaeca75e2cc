import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText } from "./one-line.ts";
import { parseMarkdown } from "./parse.ts";
import type { Block, Inline } from "./tree.ts";

/** A tree on one line, for comparing: `<strong a>`. */
function shape(parts: readonly (Block | Inline)[]): string {
  return parts.map(shapeOf).join("");
}

function shapeOf(part: Block | Inline): string {
  switch (part.type) {
    case "text":
      return part.text;
    case "break":
      return "⏎";
    case "rule":
      return "<rule>";
    case "code":
      return "language" in part && part.language !== null
        ? `<code ${part.language}: ${part.code}>`
        : `<code ${part.code}>`;
    case "list":
      return part.items
        .map(({ marker, done, children }) => `<${marker}${done ?? ""} ${shape(children)}>`)
        .join("");
    case "table":
      return `<table ${[part.head, ...part.rows].map((row) => row.map(shape).join("|")).join("/")}>`;
    case "paragraph":
      return `${shape(part.children)}¶`;
    case "link":
      return `<${shape(part.children)} → ${part.address}>`;
    default:
      return `<${part.type} ${shape(part.children)}>`;
  }
}

const examples = (cases: [typed: string, shown: string][]) =>
  test.each(cases)("%j is shown as %j", (typed, shown) => {
    expect(shape(parseMarkdown(typed))).toBe(shown);
  });

describe("a block of code has every line that was typed", () => {
  examples([
    ["```SELECT id\nFROM users;```", "<code SELECT id\nFROM users;>"],
    ["```x-: ", "<code x-: >"],
    ["```js\nfoo();\n```", "<code js: foo();>"],
    ["```js\nfoo();```", "<code js: foo();>"],
    ["```\na\n\n```\nb", "<code a\n>b¶"],
    ["```\na```\nb\n```\nc\n```", "<code a>b¶<code c>"],
    ["```md\nUse ```x```\nb\n```", "<code md: Use ```x```\nb>"],
    ["````\n```\na\n```\n````", "<code ```\na\n```>"],
    ["```rust,ignore\na\n```", "<code rust,ignore\na>"],
    ["```a `b`\nc```", "<code a `b`\nc>"],
    ["```a```", "<code a>¶"],
    ["> ```js\n> a\nb", "<quote <code js: a>>b¶"],
    ["- a\n\n\t```go\n\tif x {\n\t\ty\n\t}\n\t```", "<- a¶<code go: if x {\n\ty\n}>>"],
    ["~~~wow~~~\nb", "~~~wow~~~⏎b¶"],
    ["~~~\na~~~\n~~~", "<code a~~~>"],
  ]);
});

describe("a backslash is shown unless it keeps a mark from being markup", () => {
  examples([
    ["\\\\server\\share\\_Docs", "\\\\server\\share\\_Docs¶"],
    ["D:\\_data_\\x", "D:\\_data_\\x¶"],
    ["¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯¶"],
    ["¯\\_(ツ)_/¯ or ¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯ or ¯\\_(ツ)_/¯¶"],
    ["docker run \\\n -p", "docker run \\⏎-p¶"],
    ["^\\d+\\.\\d*\\(x\\)$", "^\\d+\\.\\d*\\(x\\)$¶"],
    ["2 \\* 3", "2 \\* 3¶"],
    ["\\*not bold\\*", "*not bold*¶"],
    ["\\*not bold*", "*not bold*¶"],
    ["\\# a", "# a¶"],
    ["1\\. a", "1. a¶"],
    ["\\> a", "> a¶"],
    ["\\`a`", "`a`¶"],
    ["`C:\\dir\\` b", "<code C:\\dir\\> b¶"],
    ["\\[a](https://x.org)", "[a](<https://x.org → https://x.org/>)¶"],
    ["|a\\|b|c|\n|-|-|\n|`d\\|e`|f|", "<table a|b|c/<code d|e>|f>"],
  ]);
});

describe("a list has the numbers that were typed", () => {
  examples([
    ["1. a\n2. b\n4. c\n5. d", "<1. a¶><2. b¶><4. c¶><5. d¶>"],
    ["3. a\n2. b\n1. c", "<3. a¶><2. b¶><1. c¶>"],
    ["1. a\n2. b\n\n5. c", "<1. a¶><2. b¶><5. c¶>"],
    ["007) a", "<007) a¶>"],
    ["- [ ] a\n- [x] b\n1. [X] c", "<-false a¶><-true b¶><1.true c¶>"],
  ]);
});

describe("an address ends where people see it end", () => {
  examples([
    ["https://x.org/foo。次の文。", "<https://x.org/foo → https://x.org/foo>。次の文。¶"],
    ["（http://x.org/）", "（<http://x.org/ → http://x.org/>）¶"],
    ["http://x.org/a「b」", "<http://x.org/a → http://x.org/a>「b」¶"],
    ["“https://x.org/a”", "“<https://x.org/a → https://x.org/a>”¶"],
    ["https://x.orgを見て", "<https://x.org → https://x.org/>を見て¶"],
    ["(https://x.org/a_(b))", "(<https://x.org/a_(b) → https://x.org/a_(b)>)¶"],
    [
      "https://x.org:8080/a?b=1&c=2#d!",
      "<https://x.org:8080/a?b=1&c=2#d → https://x.org:8080/a?b=1&c=2#d>!¶",
    ],
    ["**https://x.org/_a_**", "<strong <https://x.org/_a → https://x.org/_a>_>¶"],
    ["www.x.org, a@x.orgまで", "<www.x.org → http://www.x.org/>, <a@x.org → mailto:a@x.org>まで¶"],
    ["http://[::1]:3000/a", "<http://[::1]:3000/a → http://[::1]:3000/a>¶"],
    ["[https://x.org](https://y.org)", "<https://x.org → https://y.org/>¶"],
    ["https:// http://, www.", "https:// http://, www.¶"],
  ]);
});

describe("emphasis knows how CJK is written", () => {
  examples([
    ["**日本語。**次", "<strong 日本語。>次¶"],
    ["*日本語。*次", "<emphasis 日本語。>次¶"],
    ["__日本語。__次", "<strong 日本語。>次¶"],
    ["~~日本語。~~次", "<deleted 日本語。>次¶"],
    ["次**「日本語」**次", "次<strong 「日本語」>次¶"],
    ["**마크다운(Markdown)**은", "<strong 마크다운(Markdown)>은¶"],
    ["**「𠮷」**𠮷", "<strong 「𠮷」>𠮷¶"],
    ["報告_最終_版 snake_case_name", "報告_最終_版 snake_case_name¶"],
    ["app/_layout_/x f(x)_y_", "app/_layout_/x f(x)_y_¶"],
    ["(_a_), “_b_”: *_c_*", "(<emphasis a>), “<emphasis b>”: <emphasis <emphasis c>>¶"],
    ["a*b*c **d.** e", "a<emphasis b>c <strong d.> e¶"],
  ]);
});

describe("a spoiler", () => {
  examples([
    ["||a||", "<spoiler a>¶"],
    [
      "x ||*a* `b` https://x.org|| y",
      "x <spoiler <emphasis a> <code b> <https://x.org → https://x.org/>> y¶",
    ],
    ["**||a||** ~~||b||~~", "<strong <spoiler a>> <deleted <spoiler b>>¶"],
    ["||a\nb||", "<spoiler a⏎b>¶"],
    ["> ||a||\n- ||b||", "<quote <spoiler a>¶><- <spoiler b>¶>"],
    ["彼は||犯人||だ", "彼は<spoiler 犯人>だ¶"],
    ["||a|| ||b||", "<spoiler a> <spoiler b>¶"],
    ["if (a || b || c)", "if (a || b || c)¶"],
    ["a | b|| c", "a | b|| c¶"],
    ["|||a|||", "|||a|||¶"],
    ["|| ||", "|| ||¶"],
    ["||||", "||||¶"],
    ["`||a||` \\||b||", "<code ||a||> ||b||¶"],
    ["||a|b|\n|-|-|-|\n|c|d|e|", "<table |a|b/c|d|e>"],
  ]);
});

describe("what would show nothing, or leads nowhere, is shown as it was typed", () => {
  examples([
    ["#", "#¶"],
    ["###", "###¶"],
    [">", ">¶"],
    ["-", "-¶"],
    ["```\n```", "```⏎```¶"],
    ["```js", "```js¶"],
    ["| |\n|-|", "| |⏎|-|¶"],
    ["*\u200b*", "*\u200b*¶"],
    ["[](https://x.org)", "[](<https://x.org → https://x.org/>)¶"],
    ["a [ ](https://x.org)", "a <https://x.org → https://x.org/>¶"],
    ["[a](/rel) [b](javascript:c)", "[a](/rel) [b](javascript:c)¶"],
    ['[*a*](https://x.org "b")', '[<emphasis a>](<https://x.org → https://x.org/> "b")¶'],
    ["![[a](/b)](https://x.org)", "![[a](/b)](<https://x.org → https://x.org/>)¶"],
    ["std::vector<std::string>", "std::vector<std::string>¶"],
    ["|a|\n|-|\n|b|c|", "<table a/b|c>"],
  ]);
});

const atoms = [
  ..."a7 *_~`[]()<>#+-.!|:\\\n\t&\"'/@",
  ..."。「」（）日語ー¯",
  ...[
    "**",
    "__",
    "~~",
    "||",
    "```",
    "~~~",
    "  ",
    "    ",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n007) ",
  ],
  ...[
    "- [ ] ",
    "- [x] ",
    "\n# ",
    "\n---",
    "\n===",
    "|-|",
    "|a|b|\n|-|:-:|\n|c|",
    "](",
    "![",
    "[a]: ",
  ],
  ...[
    "https://x.org/b",
    "www.x.org",
    "c@x.org",
    "](https://x.org/d)",
    "[7](https://x.org 'e')",
    "![g](https://x.org/d)",
    "[h](/rel)",
  ],
  ...[
    "<div>",
    "<!-- f -->",
    "&amp;",
    "&copy;",
    "\u200b",
    "\ufeff",
    "عربي",
    "עברית",
    "😀",
    "👩‍💻",
    "e\u0301",
  ],
];
/** A message has something visible in it, or it is not taken. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;
const bodies = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...atoms) }, fc.string({ unit: "grapheme" })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""))
  .filter((body) => visible.test(body));

const letters = (text: string) => [...text.matchAll(/[\p{L}\p{N}]/gu)].map(([letter]) => letter);

/** An address with the letters that it was typed with, as far as its escapes are any. */
function decoded(address: string): string {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    new TextDecoder().decode(
      Uint8Array.from(escapes.slice(1).split("%"), (byte) => Number.parseInt(byte, 16)),
    ),
  );
}

/** Letters that made something visible without being shown: addresses behind texts, and ticks. */
function spentOn(parts: readonly (Block | Inline)[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === "list") {
      return part.items.flatMap(({ done, children }) => [
        ...(done === true ? ["x", "X"] : []),
        ...spentOn(children),
      ]);
    }
    if (part.type === "table") return [part.head, ...part.rows].flat().flatMap(spentOn);
    const inside = "children" in part ? spentOn(part.children) : [];
    return part.type === "link"
      ? [...inside, ...letters(part.address), ...letters(decoded(part.address))]
      : inside;
  });
}

describe("of any text", () => {
  test("every letter and digit is shown, in its order, or made something visible", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const shown = letters(plainText(body));
        const spent = spentOn(parseMarkdown(body));
        for (const letter of letters(body)) {
          if (letter === shown[0]) shown.shift();
          else {
            const at = spent.indexOf(letter);
            expect(at, `${letter} of ${JSON.stringify(body)}`).not.toBe(-1);
            spent.splice(at, 1);
          }
        }
        expect(shown).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test("something is shown", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(plainText(body)).toMatch(visible);
      }),
      { numRuns: 2_000 },
    );
  });

  test("code that is fenced is the code that was typed", () => {
    const lines = fc.array(
      fc.constantFrom("a", "  b", "\tc", "\\*", "", "> d", "- e", "*f*", "&lt;", "#"),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, (typed) => {
        const code = typed.join("\n");
        if (code.trim() === "") return;
        const [block] = parseMarkdown(`\`\`\`ts\n${code}\n\`\`\``);
        expect(block).toEqual({ type: "code", language: "ts", code });
      }),
    );
  });
});
