import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const directionOf = (place: Locator) => place.evaluate((el) => getComputedStyle(el).direction);

/** Pastes as a keyboard does, without the system's clipboard, which changes some characters. */
async function paste(field: Locator, text: string) {
  await field.focus();
  await field.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

test("Hebrew and Arabic run from right to left in fields, names, topics and previews", async () => {
  const noa = await server.addPerson("noa", "נועה לוי");
  const room = await noa.api.createRoom({ name: "חדר הים", kind: "public", topic: "مرحبا!" });
  const { page, errors } = await visitAs(browser, server, "noa", { path: `/rooms/${room.id}` });
  await composer(page).fill("שלום, world");
  expect(await directionOf(composer(page))).toBe("rtl");
  await composer(page).press("Enter");
  await acknowledged(page, "שלום");
  expect(await directionOf(messages(page, "שלום").locator("p").first())).toBe("rtl");
  expect(await directionOf(page.getByRole("heading", { level: 1 }).locator("bdi"))).toBe("rtl");
  expect(await directionOf(page.locator("header").getByText("مرحبا!"))).toBe("rtl");
  const link = page.getByRole("link", { name: /חדר הים/ });
  expect(await directionOf(link.locator("bdi").first())).toBe("rtl");
  expect(await directionOf(link.getByText("שלום, world"))).toBe("rtl");
  expect(await directionOf(link)).toBe("ltr");
  await expect.poll(() => page.title()).toBe("\u2068חדר הים\u2069 · Roost");
  await composer(page).press("ArrowUp");
  expect(await directionOf(page.getByRole("textbox", { name: "Edit message" }))).toBe("rtl");
  expect(errors).toEqual([]);
});

test("pasted characters that cannot be sent are taken out, which is said, and undo takes the paste back", async () => {
  await server.addPerson("pia", "Pia Berg");
  const { page } = await visitAs(browser, server, "pia");
  await composer(page).pressSequentially("log: ");
  await paste(composer(page), "\u001b[31mred\v\f");
  expect(await composer(page).inputValue()).toBe("log: [31mred");
  await page.getByRole("status").getByText("ESC (U+001B)").waitFor();
  await composer(page).press("Control+z");
  expect(await composer(page).inputValue()).toBe("log: ");
  await composer(page).press("Control+Shift+z");
  await composer(page).press("Enter");
  await acknowledged(page, "[31mred");
});

test("lines pasted into a room's name become one", async () => {
  await server.addPerson("lin", "Lin Ho");
  const { page } = await visitAs(browser, server, "lin");
  await page.getByRole("button", { name: "Create a room" }).click();
  const name = page.getByLabel("Name");
  await paste(name, "weekend\nhikes\u202e");
  expect(await name.inputValue()).toBe("weekend hikes");
  await page.getByText("U+202E").waitFor();
});

test("a file that is pasted or dropped is answered, and does not lead the page away", async () => {
  await server.addPerson("fil", "Filip Novak");
  const { page } = await visitAs(browser, server, "fil");
  await composer(page).waitFor();
  for (const kind of ["paste", "drop"] as const) {
    const stopped = await page.getByRole("log").evaluate((element, type) => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "bird.png", { type: "image/png" }));
      const options = { bubbles: true, cancelable: true };
      const event =
        type === "paste"
          ? new ClipboardEvent(type, { ...options, clipboardData: data })
          : new DragEvent(type, { ...options, dataTransfer: data });
      return !element.dispatchEvent(event);
    }, kind);
    expect(stopped).toBe(true);
    await page.getByText("Files and pictures cannot be sent yet").waitFor();
  }
});

test("a letter with thousands of accents paints nothing over other messages", async () => {
  await server.addPerson("zal", "Zal Gora");
  const { page } = await visitAs(browser, server, "zal");
  await send(page, "before");
  await acknowledged(page, "before");
  await send(page, `z${"\u0301".repeat(9_000)}`);
  await acknowledged(page, "z\u0301");
  const pile = messages(page, "z\u0301").locator(".markdown");
  const above = () => messages(page, "before").screenshot();
  const shown = await above();
  await pile.evaluate((element) => element.style.setProperty("visibility", "hidden"));
  expect(shown.equals(await above())).toBe(true);
  // Without the clip the picture tells.
  await pile.evaluate((element) => {
    element.style.setProperty("visibility", "visible");
    element.style.setProperty("overflow", "visible");
  });
  expect(shown.equals(await above())).toBe(false);
});
