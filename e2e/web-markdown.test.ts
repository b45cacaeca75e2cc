import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { messages, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const awkward = [
  "#",
  "###",
  ">",
  "> >",
  "-",
  "1.",
  "- [ ]",
  "[](https://x.org)",
  "![](https://x.org)",
  "```x-: ",
  "```js",
  "```\n```",
  "---",
  "**",
  "` `",
  "<!-- x -->",
  "[a]: https://x.org",
  "| |\n|-|",
  "&nbsp;",
  "\\",
  "*\u200b*",
];

/** A room with messages in their order, as somebody sees them. */
async function show(name: string, bodies: readonly string[], options: { phone?: boolean } = {}) {
  const author = await server.addPerson(name, `Author ${name}`);
  const room = await author.api.createRoom({ name, kind: "public" });
  for (const body of bodies) await author.sent(author.send(room.id, body));
  const { page } = await visitAs(browser, server, name, options);
  await page.goto(`/rooms/${room.id}`);
  await messages(page)
    .nth(bodies.length - 1)
    .waitFor();
  return page;
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

test("no message is empty on the screen", async () => {
  const page = await show("awkward", awkward);
  const heights = await messages(page)
    .locator(".markdown")
    .evaluateAll((shown) => shown.map((one) => one.getBoundingClientRect().height));
  expect(heights).toHaveLength(awkward.length);
  expect(heights.filter((height) => height < 8)).toEqual([]);
});

test("code is copied as it was typed", async () => {
  const codes = ["SELECT id\nFROM users;", "if x {\n\treturn `a\\b`\n}\n\n  <b> &amp; *c*"];
  const page = await show("copies", [`\`\`\`${codes[0]}\`\`\``, `\`\`\`go\n${codes[1]}\n\`\`\``]);
  for (const [index, code] of codes.entries()) {
    await messages(page).nth(index).getByRole("button", { name: "Copy the code" }).click();
    await messages(page).nth(index).getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  }
  await messages(page).nth(1).getByText("go", { exact: true }).waitFor();
});

test("on a phone the button that copies covers no code", async () => {
  const long = "a".repeat(200);
  const page = await show("covered", [`\`\`\`\n${long}\n\`\`\``, `\`\`\`js\n${long}\n\`\`\``], {
    phone: true,
  });
  const overlaps = await page.locator(".code-block").evaluateAll((blocks) =>
    blocks.map((block) => {
      const code = block.querySelector("pre")?.getBoundingClientRect();
      const button = block.querySelector("button")?.getBoundingClientRect();
      if (code === undefined || button === undefined) return true;
      return button.left < code.right && button.top < code.bottom && code.top < button.bottom;
    }),
  );
  expect(overlaps).toEqual([false, false]);
});

test("a wide table scrolls within its message, by keys too", async () => {
  const cells = Array.from({ length: 12 }, (_, index) => `column ${index}`).join("|");
  const rule = Array.from({ length: 12 }, () => "-").join("|");
  const page = await show("tables", [`|${cells}|\n|${rule}|\n|${cells}|`], { phone: true });
  await page.setViewportSize({ width: 320, height: 640 });
  const table = page.locator(".message-table");
  expect(await table.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
  expect(await scrollsSideways(page)).toBe(false);
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
});

test("a task is named by its text, says whether it is done, and cannot be ticked", async () => {
  const page = await show("tasks", ["- [ ] buy rope\n- [x] count terns"]);
  const open = page.getByRole("checkbox", { name: "buy rope" });
  expect(await open.isDisabled()).toBe(true);
  expect(await open.isChecked()).toBe(false);
  expect(await page.getByRole("checkbox", { name: "count terns" }).isChecked()).toBe(true);
});

test("large numbers of a list are seen whole", async () => {
  const page = await show("numbers", ["123456789. a\n7. b", "007) c"]);
  const rooms = await page
    .locator(".markdown ol")
    .evaluateAll((lists) =>
      lists.map((list) => Number.parseFloat(getComputedStyle(list).paddingInlineStart)),
    );
  expect(rooms[0]).toBeGreaterThan(75);
  expect(rooms[1]).toBeGreaterThan(25);
});

test("a list and a table in Hebrew begin at the right", async () => {
  const page = await show("hebrew", ["1. אחת\n2. שתיים\n\n> ציטוט\n\n|א|ב|\n|-|-|\n|ג|ד|"]);
  for (const block of ["ol", "ol li", "blockquote", "table"]) {
    const shown = page.locator(`.markdown ${block}`).first();
    expect(await shown.evaluate((one) => getComputedStyle(one).direction), block).toBe("rtl");
  }
});
