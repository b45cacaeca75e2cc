import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "./markdown.tsx";

const html = (body: string) => renderToStaticMarkup(renderMarkdown(body));
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
    ["numbered lists that start anywhere", "3. a", '<ol start="3"><li><p>a</p></li></ol>'],
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
    expect(rendered).toContain("Copy the code");
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
    "[a](blob:https://x.org/1)",
  ])("%s", (body) => {
    expect(html(body)).not.toContain("<a");
    expect(html(body)).not.toContain("href");
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
