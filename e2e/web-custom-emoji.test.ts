import type { Roost } from "@roost/sdk";
import { pngOf } from "@roost/server/testing/images.ts";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

/** The first account owns the server. */
let freya: Roost;
let her: Page;
let him: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  const nils = await server.addPerson("nils", "Nils Holm");
  const room = await freya.api.createRoom({ name: "nest", kind: "public" });
  await nils.api.joinRoom(room.id);
  her = (await visitAs(browser, server, "freya")).page;
  him = (await visitAs(browser, server, "nils")).page;
  await Promise.all([her.goto(`/rooms/${room.id}`), him.goto(`/rooms/${room.id}`)]);
  await Promise.all([composer(her).waitFor(), composer(him).waitFor()]);
});

const dialog = (page: Page) => page.getByRole("dialog", { name: "Emoji of this server" });
const picker = (page: Page) => page.getByRole("dialog", { name: "Emoji" });
const options = (page: Page) => page.getByRole("listbox", { name: "Emoji" }).getByRole("option");
const images = (page: Page, text?: string | RegExp) =>
  messages(page, text).getByRole("img", { name: ":party_parrot:" });

async function openByKeys(page: Page) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("emoji of this");
  await page.keyboard.press("Enter");
  const button = dialog(page).getByRole("button", { name: "Choose an image" });
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
}

/** Chooses a file in the dialog, as by its button. */
function choose(name: string, buffer: Buffer, mimeType = "image/png") {
  return dialog(her).locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
}

test("an admin adds an emoji by keyboard: its name comes from the file, and it is there for everybody", async () => {
  await openByKeys(her);
  await choose("Party Parrot (1).png", pngOf(64));
  const name = dialog(her).getByRole("textbox", { name: "Name" });
  expect(await name.inputValue()).toBe("party_parrot");
  await dialog(her).getByRole("img", { name: "How it looks, in light and dark" }).waitFor();
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
  await her.keyboard.press("Enter");
  await dialog(her).getByText("Added by You").waitFor();
  await her.keyboard.press("Escape");
  await expect.poll(() => dialog(her).count()).toBe(0);
});

test("another person completes it in a message, and both see the image", async () => {
  await composer(him).focus();
  await him.keyboard.type("Well done :party");
  await expect.poll(() => options(him).count()).toBeGreaterThan(0);
  const first = options(him).first();
  expect(await first.textContent()).toContain(":party_parrot:");
  await first.locator("img").waitFor();
  await him.keyboard.press("Enter");
  expect(await composer(him).inputValue()).toBe("Well done :party_parrot: ");
  await him.keyboard.press("Enter");
  for (const page of [her, him]) {
    const image = images(page, "Well done");
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth))
      .toBe(64);
    const [own, line] = await Promise.all([
      image.boundingBox(),
      messages(page, "Well done").boundingBox(),
    ]);
    expect(own?.height).toBeGreaterThan(14);
    expect(own?.height).toBeLessThan(24);
    expect(own?.width).toBeLessThan(line?.width ?? 0);
  }
});

test("alone it is large; in code, within words and unknown it is text", async () => {
  await send(him, ":party_parrot: :party_parrot:");
  const large = images(her).last();
  await expect.poll(async () => (await large.boundingBox())?.height).toBeGreaterThan(30);
  await send(him, "plain `:party_parrot:` 12:party_parrot:30 :no_parrot:");
  await acknowledged(her, "plain");
  expect(await images(her, "plain").count()).toBe(0);
  expect(await messages(her, "plain").textContent()).toContain("12:party_parrot:30 :no_parrot:");
});

test("it is found in the picker, under the server's own, and is a reaction", async () => {
  const row = messages(him, "Well done");
  await row.hover();
  await row.getByRole("toolbar").getByRole("button", { name: "React" }).click();
  await picker(him).getByRole("heading", { name: "Of this server" }).waitFor();
  // Who may not add one is not offered to.
  expect(await picker(him).getByRole("button", { name: "Add emoji" }).count()).toBe(0);
  await him.keyboard.type("parrot");
  await picker(him).getByRole("button", { name: "party_parrot" }).first().click();
  const chip = messages(her, "Well done").getByRole("button", {
    name: /:party_parrot:, one person/,
  });
  await chip.locator("img").waitFor({ state: "attached" });
  await chip.click();
  await messages(him, "Well done")
    .getByRole("button", { name: /:party_parrot:, 2 people/ })
    .waitFor();
});

test("what cannot be one is told beside the field, and nothing is sent", async () => {
  await her.getByRole("button", { name: "Emoji" }).click();
  await picker(her).getByRole("button", { name: "Add emoji" }).click();
  await dialog(her).waitFor();
  const problem = (text: string | RegExp) =>
    dialog(her).getByRole("alert").getByText(text).waitFor();
  await choose("bird.svg", Buffer.from("<svg/>"), "image/svg+xml");
  await problem("This is not a PNG, GIF or WebP image.");
  await choose("large.png", Buffer.alloc(300_000));
  await problem("This file is larger than 256 KB.");
  await choose("wide.png", pngOf(600, 20));
  await problem("This image has more than 512 × 512 pixels.");
  await choose("broken.png", pngOf(20).subarray(0, 40));
  await problem("This file cannot be shown as an image.");
  await choose("smile.png", pngOf(20));
  const name = dialog(her).getByRole("textbox", { name: "Name" });
  await name.press("Enter");
  await dialog(her).getByText("A usual emoji is called so already.").waitFor();
  await name.fill("party_parrot");
  await name.press("Enter");
  await dialog(her).getByText("Another emoji of this server is called so.").waitFor();
  await name.fill("x");
  await name.press("Enter");
  await dialog(her).getByText("2 to 32 characters").waitFor();
  expect(await name.getAttribute("aria-invalid")).toBe("true");
  expect([...freya.emoji.all.get().keys()]).toEqual(["party_parrot"]);
  await her.keyboard.press("Escape");
});

test("an image is dropped, and one is pasted", async () => {
  await openByKeys(her);
  const bytes = [...pngOf(32, 32, [20, 120, 220])];
  await dialog(her)
    .locator("form")
    .evaluate((form, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
      form.dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    }, bytes);
  const name = dialog(her).getByRole("textbox", { name: "Name" });
  await expect.poll(() => name.inputValue()).toBe("dropped");
  await name.evaluate((field, bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
    field.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await expect.poll(() => name.inputValue()).toBe("pasted");
  await her.keyboard.press("Escape");
});

test("an emoji is deleted at once, and Undo brings the same image back for everybody", async () => {
  const address = freya.emoji.all.get().get("party_parrot")?.image;
  const notice = her.getByRole("status").filter({ hasText: ":party_parrot: is deleted" });
  const undo = notice.getByRole("button", { name: "Undo" });
  await openByKeys(her);
  const remove = dialog(her).getByRole("button", { name: "Delete :party_parrot:" });
  await remove.focus();
  await her.keyboard.press("Enter");
  await undo.waitFor();
  expect(await her.getByRole("alertdialog").count()).toBe(0);
  await expect.poll(() => remove.count()).toBe(0);
  await expect.poll(() => images(him, "Well done").count()).toBe(0);
  const hasFocus = () => dialog(her).evaluate((one) => one.contains(document.activeElement));
  expect(await hasFocus()).toBe(true);
  await her.keyboard.press("F8");
  await expect.poll(() => undo.evaluate((one) => one === document.activeElement)).toBe(true);
  await her.keyboard.press("Enter");
  await her.getByRole("status").getByText(":party_parrot: is back.").waitFor();
  await remove.waitFor();
  // The dialog is where it was, and has the focus again.
  await expect.poll(hasFocus).toBe(true);
  expect(freya.emoji.all.get().get("party_parrot")?.image).toBe(address);
  for (const page of [her, him]) {
    const image = images(page, "Well done");
    await expect.poll(() => image.getAttribute("src")).toBe(address);
    const width = () => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth);
    await expect.poll(width).toBe(64);
  }
  await her.keyboard.press("Escape");
});

test("Undo says that somebody has given the name away meanwhile, and leaves that alone", async () => {
  const image = new Blob([pngOf(20)], { type: "image/png" });
  await freya.emoji.add("wanted", image);
  await openByKeys(her);
  await dialog(her).getByRole("button", { name: "Delete :wanted:" }).click();
  const undo = her.getByRole("status").getByRole("button", { name: "Undo" });
  await undo.hover();
  const other = await freya.emoji.add("wanted", new Blob([pngOf(21)], { type: "image/png" }));
  await undo.click();
  await her
    .getByRole("status")
    .getByText(":wanted: is not back: somebody has given its name to another image meanwhile.")
    .waitFor();
  expect(freya.emoji.all.get().get("wanted")).toEqual(other);
  // A press on the notice is none beside the dialog.
  await dialog(her).getByRole("button", { name: "Delete :wanted:" }).waitFor();
  await freya.emoji.delete("wanted");
  await her.keyboard.press("Escape");
});

test("what another admin deletes at the same moment is not offered to come back; what fails is told", async () => {
  await freya.emoji.add("twice", new Blob([pngOf(22)], { type: "image/png" }));
  await openByKeys(her);
  const remove = dialog(her).getByRole("button", { name: "Delete :twice:" });
  await her.route("**/api/emoji/twice/images/*", (route) => route.abort());
  await remove.click();
  await her.getByRole("status").getByText("cannot be reached").waitFor();
  expect(freya.emoji.all.get().has("twice")).toBe(true);
  await her.unroute("**/api/emoji/twice/images/*");
  await her.route("**/api/emoji/twice/images/*", async (route) => {
    await freya.emoji.delete("twice");
    await route.fulfill({ status: 404 });
  });
  await remove.click();
  const notice = her.getByRole("status").filter({ hasText: ":twice: is deleted" });
  await notice.waitFor();
  expect(await notice.getByRole("button", { name: "Undo" }).count()).toBe(0);
  await her.unroute("**/api/emoji/twice/images/*");
  await her.keyboard.press("Escape");
});

test("once it is deleted its name stands in its place, and nobody reacts with it any more", async () => {
  await openByKeys(her);
  await dialog(her).getByRole("button", { name: "Delete :party_parrot:" }).click();
  await expect.poll(() => dialog(her).getByText(":party_parrot:").count()).toBe(0);
  await her.keyboard.press("Escape");
  for (const page of [her, him]) {
    await expect.poll(() => images(page).count()).toBe(0);
    const text = await messages(page, "Well done").textContent();
    expect(text).toContain("Well done :party_parrot:");
    await messages(page, "Well done")
      .getByRole("button", { name: /:party_parrot:, 2 people/ })
      .waitFor();
  }
  // A reaction that is there is taken back, and does not come again.
  const chip = messages(him, "Well done").getByRole("button", { name: /:party_parrot:/ });
  await chip.click();
  await messages(her, "Well done")
    .getByRole("button", { name: /:party_parrot:, one person/ })
    .waitFor();
  await chip.click();
  await him.getByText(/Your reaction was not saved/).waitFor();
  await composer(him).fill("");
  await composer(him).pressSequentially(":party_par");
  expect(await options(him).filter({ hasText: "parrot" }).count()).toBe(0);
  await composer(him).fill("");
});
