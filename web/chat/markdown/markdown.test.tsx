import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CustomEmojiContext } from "../emoji/custom-emoji.tsx";
import { speak } from "../language/language.ts";
import { english } from "../language/testing/languages.ts";
import { renderMarkdown } from "./markdown.tsx";

speak(english);

/** Every block has its direction; e2e/web-words.test.ts looks at that. */
const html = (body: string) =>
  renderToStaticMarkup(renderMarkdown(body)).replace(/ dir="(?:auto|ltr)"/g, "");
const link = (href: string, text: string) =>
  `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow" title="${href}">${text}</a>`;

describe("a message may have", () => {
  test.each([
    [
      "emphasis",
      "**a** *b* ~~c~~ `d`",
      "<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>",
    ],
    ["line breaks, as typed", "one\ntwo", "<p>one<br/>two</p>"],
    ["paragraphs", "one\n\ntwo", "<p>one</p><p>two</p>"],
    ["lists", "- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"],
    [
      "numbered lists, with the numbers that were typed",
      "3. a\n1) b",
      '<ol><li value="3"><p>a</p></li></ol><ol><li value="1" style="list-style-type:&quot;1) &quot;"><p>b</p></li></ol>',
    ],
    ["quotes", "> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>"],
    ["headings, modestly", "# a\n### b", '<p class="heading large">a</p><p class="heading">b</p>'],
    ["rules", "a\n\n---", "<p>a</p><hr/>"],
    ["links", "[a](https://x.org/b)", `<p>${link("https://x.org/b", "a")}</p>`],
    [
      "bare addresses",
      "see https://x.org/b.",
      `<p>see ${link("https://x.org/b", "https://x.org/b")}.</p>`,
    ],
    ["mail addresses", "<a@x.org>", `<p>${link("mailto:a@x.org", "a@x.org")}</p>`],
    [
      "images, as links",
      "![cat](https://x.org/c.png)",
      `<p>${link("https://x.org/c.png", "cat")}</p>`,
    ],
    ["large emoji, when alone", "🐦🐣", '<p class="only-emoji">🐦🐣</p>'],
  ])("%s", (_, body, expected) => {
    expect(html(body)).toBe(expected);
  });

  test("code blocks, whose text is left alone", () => {
    const rendered = html("```js\nif (a < b) **c**\n```");
    expect(rendered).toContain("<code>if (a &lt; b) **c**</code>");
    expect(rendered).toContain('<span class="language">js</span>');
    expect(rendered).toContain("Copy the code");
  });

  test("tables, with their alignment", () => {
    expect(html("|a|b|\n|-|-:|\n|1|2|")).toBe(
      '<div class="message-table" tabindex="0"><table><thead><tr><th scope="col">a</th><th scope="col" style="text-align:right">b</th></tr></thead><tbody><tr><td>1</td><td style="text-align:right">2</td></tr></tbody></table></div>',
    );
  });

  test("tasks, as boxes that are named by their text", () => {
    const rendered = html("- [ ] tea\n- [x] milk");
    expect(rendered).toMatch(
      /<input type="checkbox" disabled="" readOnly="" aria-labelledby="([^"]+)"\/><div id="\1"><p>tea<\/p>/,
    );
    expect(rendered).toContain('type="checkbox" disabled="" readOnly="" aria-labelledby');
  });
});

describe("people mean what they type", () => {
  test.each([
    [
      "HTML",
      "<b>bold</b> <script>alert(1)</script>",
      "<p>&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ],
    [
      "a block of HTML",
      "<div>\n**a**\n</div>",
      "<p>&lt;div&gt;<br/><strong>a</strong><br/>&lt;/div&gt;</p>",
    ],
    [
      "an event handler",
      "<img src=x onerror=alert(1)>",
      "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    ],
    ["a character reference", "&lt;b&gt; &copy;", "<p>&amp;lt;b&amp;gt; &amp;copy;</p>"],
    [
      "a reference definition",
      "[a]: https://x.org",
      `<p>[a]: ${link("https://x.org/", "https://x.org")}</p>`,
    ],
    ["a line of dashes under text", "a\n---", "<p>a</p><hr/>"],
    ["one tilde", "~5 or ~6", "<p>~5 or ~6</p>"],
    ["underscores in a word", "snake_case_name", "<p>snake_case_name</p>"],
  ])("%s stays text", (_, body, expected) => {
    expect(html(body)).toBe(expected);
  });
});

describe("no link runs or hides anything", () => {
  test.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:msgbox)",
    "[a](file:///etc/passwd)",
    "[a](/relative)",
    "[a](//x.org)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
  ])("%s", (body) => {
    expect(html(body)).not.toContain("<a");
    expect(html(body)).not.toContain("href");
  });

  test("what is no link is shown as it was typed, an address in it too", () => {
    expect(html("[a](blob:https://x.org/1)")).toBe(
      `<p>[a](blob:${link("https://x.org/1", "https://x.org/1")})</p>`,
    );
  });

  test("an address cannot leave its attribute", () => {
    expect(html('[a](https://x.org/"onmouseover="alert)')).not.toContain('"onmouseover');
  });
});

/** How often the work looks at a character of a text: what a parser does most, on any machine. */
function looksOf(work: () => void): number {
  const { charCodeAt } = String.prototype;
  let looks = 0;
  String.prototype.charCodeAt = function (this: string, index: number) {
    looks += 1;
    return charCodeAt.call(this, index);
  };
  try {
    work();
  } finally {
    String.prototype.charCodeAt = charCodeAt;
  }
  return looks;
}

describe("a body of 10,000 characters is rendered with bounded work", () => {
  const characters = 10_000;
  const fill = (pattern: string) =>
    pattern.repeat(Math.ceil(characters / pattern.length)).slice(0, characters);
  // The parser alone looks hundreds of times at each for some of these, or runs out of stack.
  const maxLooks = 100 * characters;

  test.each([
    ">",
    "> ",
    "*",
    "a*",
    "*a_ ",
    "*_",
    "_a ",
    "**a *b ",
    "[",
    "[a](",
    "![",
    "]",
    "[]",
    "`",
    "`a``b",
    "<",
    "<a ",
    "- ",
    "1. ",
    "> - ",
    ">1. - ",
    "- a\n",
    "> a\n",
    "~",
    "~~a",
    "||a",
    "||a ",
    "||a|| ",
    "a@",
    "www.",
    "http://",
    "a.b@c.",
    "# ",
    "\\",
    "\n",
    "\t",
    " ",
    "&a;",
    "```\n",
    "|-|\n",
    "😀*",
    "\\*",
    "\\_a ",
    "|a",
    "|a|\n|-|\n",
    "|-",
    "~~~\n",
    "```a\n",
    "```a```\n",
    "- [ ] a\n",
    "[a](b) ",
    "https://x.org/ ",
    "a@b.co ",
    "（http://x.org/）",
    "**日。**次",
  ])("%j", (pattern) => {
    const body = fill(pattern);
    let rendered = "";
    const looks = looksOf(() => {
      rendered = html(body);
    });
    expect(looks).toBeGreaterThan(characters / 2);
    expect(looks).toBeLessThan(maxLooks);
    expect(rendered.length).toBeLessThan(100 * characters);
  });

  test("lists that go deeper line by line", () => {
    const body = Array.from({ length: 140 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n");
    let rendered = "";
    const looks = looksOf(() => {
      rendered = html(body.slice(0, characters));
    });
    expect(looks).toBeLessThan(maxLooks);
    expect(rendered.match(/<ul>/g)?.length).toBeLessThan(30);
  });

  test("too many marks turn emphasis off, but not code", () => {
    const rendered = html(`${"*a ".repeat(1_100)}\n\n\`code\``);
    expect(rendered).not.toContain("<em>");
    expect(rendered).toContain("<code>code</code>");
  });

  test("a person may quote twelve deep", () => {
    expect(html(`${"> ".repeat(12)}a`).match(/<blockquote>/g)?.length).toBe(12);
  });
});

describe("an emoji of the server", () => {
  const known = new Map(
    ["blob", "party-parrot", "c++", "a_b"].map((name) => {
      const image = `/api/emoji/${name}/images/0`;
      return [name, { name, image, width: 32, height: 16 } as CustomEmoji];
    }),
  );
  const shown = (body: string) =>
    renderToStaticMarkup(
      <CustomEmojiContext value={known}>{renderMarkdown(body)}</CustomEmojiContext>,
    ).replace(/ dir="auto"/g, "");
  const image = (name: string) =>
    `<img src="/api/emoji/${name}/images/0" alt=":${name}:" title=":${name}:" width="32" height="16" loading="lazy" draggable="false" class="custom-emoji"/>`;

  test.each([
    [
      "a text",
      "so :blob:, and :a_b::c++:",
      `<p>so ${image("blob")}, and ${image("a_b")}${image("c++")}</p>`,
    ],
    ["emphasis and links", "**:blob:**", `<p><strong>${image("blob")}</strong></p>`],
    ["a sentence beside a mention", "@ann :blob:!", `<p>@ann ${image("blob")}!</p>`],
    ["other scripts", "好:blob:好", `<p>好${image("blob")}好</p>`],
    [
      "alone",
      ":blob: :party-parrot:",
      `<p class="only-emoji">${image("blob")} ${image("party-parrot")}</p>`,
    ],
    ["with others alone", "🐦:blob:", `<p class="only-emoji">🐦${image("blob")}</p>`],
  ])("is shown in %s", (_, body, expected) => {
    expect(shown(body)).toBe(expected);
  });

  test.each([
    "`:blob:`",
    "a:blob:",
    ":blob:b",
    "12:blob:30",
    ":Blob:",
    ": blob:",
    ":other:",
    "\\:blob\\:",
  ])("is none in %s", (body) => {
    expect(shown(body)).not.toContain("<img");
    expect(shown(body)).not.toContain("only-emoji");
  });

  test("stays what was typed where the server has none", () => {
    expect(html("so :blob:")).toBe("<p>so :blob:</p>");
    expect(html(":blob:")).toBe("<p>:blob:</p>");
  });
});
