import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

/** Two people in a room, of whom one has it open. */
async function room(name: string, options: Parameters<typeof visitAs>[3] = {}) {
  const [writer, other] = [
    await server.addPerson(name, `Writer ${name}`),
    await server.addPerson(`${name}-other`, "Bo Marten"),
  ];
  const { id } = await writer.api.createRoom({ name, kind: "public" });
  await other.api.joinRoom(id);
  const { page } = await visitAs(browser, server, name, options);
  await page.goto(`/rooms/${id}`);
  await composer(page).waitFor();
  return { page, id, writer, other };
}

const value = (page: Page) => composer(page).inputValue();

/** Selects a part of what is in the field. */
async function select(page: Page, words: string) {
  await composer(page).evaluate((field, part) => {
    if (!(field instanceof HTMLTextAreaElement)) return;
    const start = field.value.indexOf(part);
    field.focus();
    field.setSelectionRange(start, start + part.length);
  }, words);
}

/** Pastes what was copied from another page. */
async function paste(page: Page, html: string, text: string, key = "Control+v") {
  await page.evaluate(
    ([rich = "", plain = ""]) =>
      navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([rich], { type: "text/html" }),
          "text/plain": new Blob([plain], { type: "text/plain" }),
        }),
      ]),
    [html, text],
  );
  await composer(page).focus();
  await page.keyboard.press(key);
}

test("keys give a selection a format and take it away, and Ctrl+Z undoes it", async () => {
  const { page } = await room("keys");
  await composer(page).pressSequentially("one two");
  for (const [key, made] of [
    ["Control+b", "one **two**"],
    ["Control+i", "one *two*"],
    ["Control+Shift+x", "one ~~two~~"],
    ["Control+Shift+c", "one `two`"],
    ["Control+Shift+8", "- one two"],
    ["Control+Shift+7", "1. one two"],
    ["Control+Shift+9", "> one two"],
  ] as const) {
    await select(page, "two");
    await page.keyboard.press(key);
    await expect.poll(() => value(page), { message: key }).toBe(made);
    await page.keyboard.press("Control+z");
    await expect.poll(() => value(page), { message: `undo of ${key}` }).toBe("one two");
  }
});

test("Ctrl+K makes a link of a selection, and opens the switcher without one", async () => {
  const { page } = await room("link-key");
  await composer(page).pressSequentially("see this");
  await select(page, "this");
  await page.keyboard.press("Control+k");
  await expect.poll(() => value(page)).toBe("see [this](https://)");
  await page.keyboard.type("https://x.org/a");
  expect(await value(page)).toBe("see [this](https://x.org/a)");
  await page.keyboard.press("End");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
});

test("the bar is shown and hidden for good, works by keys, and its preview is what is sent", async () => {
  const { page } = await room("bar");
  await page.getByRole("button", { name: "Show formatting" }).click();
  const bar = page.getByRole("toolbar", { name: "Formatting" });
  await bar.waitFor();
  await page.reload();
  await bar.waitFor();
  const body = "**Tern** @bar-other ||eggs||\n\n- [x] `a`\n\n|a|b|\n|-|-|\n|1|2|";
  await composer(page).fill(body);
  await select(page, "Tern");
  await bar.getByRole("button", { name: /^Italic/ }).click();
  await expect.poll(() => value(page)).toContain("***Tern***");
  await bar.getByRole("button", { name: /^Bold/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(() => value(page)).toContain("**Tern**");
  await bar.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" }).locator(".markdown");
  await preview.getByText("@Bo Marten").waitFor();
  const shown = await preview.evaluate((one) =>
    one.innerHTML.replace(/ id="[^"]*"| aria-labelledby="[^"]*"/g, ""),
  );
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const sent = messages(page, "Tern").locator(".markdown");
  await acknowledged(page, "Tern");
  await sent.getByText("@Bo Marten").waitFor();
  expect(
    await sent.evaluate((one) =>
      one.innerHTML.replace(/ id="[^"]*"| aria-labelledby="[^"]*"/g, ""),
    ),
  ).toBe(shown);
  await page.getByRole("button", { name: "Hide formatting" }).click();
  await page.reload();
  await composer(page).waitFor();
  await page.getByRole("button", { name: "Show formatting" }).waitFor();
  expect(await bar.count()).toBe(0);
});

test("an edit box has the keys and the bar, too", async () => {
  const { page } = await room("edits");
  await send(page, "one two");
  await acknowledged(page, "one two");
  await composer(page).press("ArrowUp");
  const box = page.getByRole("textbox", { name: "Edit message" });
  await box.evaluate(
    (field) => field instanceof HTMLTextAreaElement && field.setSelectionRange(4, 7),
  );
  await box.press("Control+b");
  await expect.poll(() => box.inputValue()).toBe("one **two**");
  await page.getByRole("article").getByRole("button", { name: "Show formatting" }).click();
  const bar = page.getByRole("article").getByRole("toolbar", { name: "Formatting" });
  await bar.getByRole("button", { name: /^Strikethrough/ }).click();
  await expect.poll(() => box.inputValue()).toBe("one **~~two~~**");
  await box.press("Enter");
  await messages(page).locator("strong del").waitFor();
});

test("what was copied from a page is pasted as Markdown, and as plain text with Shift", async () => {
  const { page } = await room("pasting");
  const html =
    '<meta charset="utf-8"><h2>Head</h2><p>A <b>bold</b>, <i>slanted</i> and <s>gone</s> <a href="https://x.org/a">link</a><script>bad()</script>' +
    '<img src=data:, onerror="document.title=1"></p><ul><li>one<ol><li>two</li></ol></li></ul><pre><code>a *b*</code></pre>' +
    '<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td><em>c</em></td></tr></table><p>5 * 3 * 2, *no*, snake_case <a href="javascript:alert(1)">x</a></p>';
  await paste(page, html, "plain words");
  await expect
    .poll(() => value(page))
    .toBe(
      [
        "## Head",
        "A **bold**, *slanted* and ~~gone~~ [link](https://x.org/a)",
        "- one\n  1. two",
        "```\na *b*\n```",
        "| a | b |\n| - | - |\n| 1\\|2 | *c* |",
        "5 * 3 * 2, \\*no\\*, snake_case x",
      ].join("\n\n"),
    );
  await page.keyboard.press("Control+z");
  await expect.poll(() => value(page)).toBe("");
  await paste(page, html, "plain words", "Control+Shift+v");
  await expect.poll(() => value(page)).toBe("plain words");
  await composer(page).fill("see this");
  await select(page, "this");
  await page.evaluate(() => navigator.clipboard.writeText("https://x.org/b"));
  await page.keyboard.press("Control+v");
  await expect.poll(() => value(page)).toBe("see [this](https://x.org/b)");
});

test("a spoiler is hidden everywhere until somebody asks for it, by click and by key", async () => {
  const { page, id, writer, other } = await room("spoilers");
  const first = await other.sent(other.send(id, "It was ||the *butler*|| again ||and Ann||"));
  await other.sent(other.send(id, "Who?", { replyTo: first.number }));
  await messages(page, "Who?").waitFor();
  const hidden = messages(page, "It was")
    .locator(".markdown")
    .getByRole("button", { name: "Spoiler: show it" });
  expect(await hidden.count()).toBe(2);
  expect(await page.getByRole("link", { name: /^Reply to/ }).textContent()).toContain(
    "It was (spoiler) again (spoiler)",
  );
  await writer.api.createRoom({ name: "elsewhere", kind: "public" });
  await other.sent(other.send(id, "||gardener|| did"));
  await page.getByRole("link", { name: "elsewhere" }).click();
  await page
    .getByRole("link", { name: /spoilers/ })
    .getByText("(spoiler) did")
    .waitFor();
  await page.getByRole("link", { name: /spoilers/ }).click();
  const text = page.getByText("butler", { exact: true });
  await expect.poll(() => text.first().isVisible()).toBe(false);
  await hidden.first().click();
  await expect.poll(() => text.first().isVisible()).toBe(true);
  await hidden.first().focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => hidden.count()).toBe(0);
  expect(
    await messages(page, "It was")
      .first()
      .evaluate((row) => row === document.activeElement),
  ).toBe(true);
});

test.each(["light", "dark"] as const)(
  "code gets its colours without moving, and they can be read (%s)",
  async (theme) => {
    const { page, id, other } = await room(`code-${theme}`, { theme });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/assets/highlight-*.js", async (route) => {
      await released;
      await route.continue();
    });
    const code =
      '// terns\nexport async function count(n: number): Promise<string> {\n  return String(n + 42) + "x" + /a/;\n}';
    await other.sent(other.send(id, `\`\`\`ts\n${code}\n\`\`\`\nend`));
    const block = messages(page, "terns").locator("pre");
    await block.waitFor();
    // The list has brought it to its place.
    let before = await block.boundingBox();
    await expect
      .poll(async () => {
        const last = before;
        await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
        before = await block.boundingBox();
        return last?.y === before?.y && last?.x === before?.x;
      })
      .toBe(true);
    release();
    await block.locator(".code-keyword").first().waitFor();
    expect(await block.boundingBox()).toEqual(before);
    expect(await block.textContent()).toBe(code);
    const contrasts = await block.locator("[class^=code-]").evaluateAll((parts) => {
      const context = document
        .createElement("canvas")
        .getContext("2d", { willReadFrequently: true });
      const light = (color: string) => {
        if (context === null) return 0;
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
          const value = part / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return parts.map((part) => {
        const surface = part.closest(".code-block");
        const [a, b] = [
          light(getComputedStyle(part).color),
          light(surface ? getComputedStyle(surface).backgroundColor : "red"),
        ];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
    });
    expect(contrasts.length).toBeGreaterThan(5);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  },
);
