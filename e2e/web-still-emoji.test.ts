import type { Roost } from "@roost/sdk";
import { movingImages } from "@roost/server/testing/moving-images.ts";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

/** What the images show, one after the other. */
const frames = [
  [210, 40, 40],
  [40, 40, 210],
] as const;
const kinds = ["png", "gif", "webp"] as const;
/** How often an image beside them moves while they are looked at. */
const moves = 6;

let freya: Roost;
let her: Page;
/** A page with no rules about what it may load. */
let reader: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  for (const kind of kinds) {
    const image = new Blob([movingImages[kind](frames)], { type: `image/${kind}` });
    await freya.emoji.add(`moving_${kind}`, image);
  }
  const room = await freya.api.createRoom({ name: "nest", kind: "public" });
  her = (await visitAs(browser, server, "freya")).page;
  reader = await (await browser.newContext()).newPage();
  await her.emulateMedia({ reducedMotion: "reduce" });
  await her.goto(`/rooms/${room.id}`);
  await send(her, kinds.map((kind) => `moves :moving_${kind}:`).join(" "));
  await acknowledged(her, "moves");
  await messages(her, "moves").hover();
  await messages(her, "moves").getByRole("button", { name: "React" }).click();
  await picker().getByRole("button", { name: "moving_gif" }).first().click();
  await chip().waitFor();
  await her.mouse.move(0, 0);
});

const picker = () => her.getByRole("dialog", { name: "Emoji" });
const dialog = () => her.getByRole("dialog", { name: "Emoji of this server" });
const chip = () => messages(her, "moves").getByRole("button", { name: /:moving_gif:/ });
const inMessage = () =>
  kinds.map((kind) => messages(her, "moves").locator("p").getByAltText(`:moving_${kind}:`));
const inRoom = () => [...inMessage(), chip().locator("img")];

/** The frame in the middle of each, as it is on the screen: its number, or -1 for anything else. */
async function framesOf(places: readonly Locator[]): Promise<number[]> {
  const boxes = await Promise.all(places.map((place) => place.boundingBox()));
  const middles = boxes.map((box) => {
    if (box === null) throw new Error("It is not on the page.");
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  });
  const picture = (await her.screenshot({ scale: "css" })).toString("base64");
  const colours = await reader.evaluate(
    async ([picture, middles]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("There is no canvas.");
      context.drawImage(image, 0, 0);
      return middles.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
    },
    [picture, middles] as const,
  );
  const isNear = (a: readonly number[], b: readonly number[]) =>
    b.every((channel, index) => Math.abs(channel - (a[index] ?? 0)) < 12);
  return colours.map((colour) => frames.findIndex((frame) => isNear(colour, frame)));
}

/** An image that the client has nothing to do with: while it moves, others could. */
async function beside(): Promise<Locator> {
  const address = freya.emoji.all.get().get("moving_png")?.image ?? "";
  await her.evaluate((address) => {
    if (document.getElementById("beside")) return;
    const image = new Image(12, 12);
    image.id = "beside";
    image.src = address;
    image.style.cssText = "position: fixed; inset: 0 auto auto 0; z-index: 1000";
    document.documentElement.append(image);
  }, address);
  return her.locator("#beside");
}

/** What each place shows while the image beside them moves a few times: the frames that were seen there. */
async function watch(places: readonly Locator[]): Promise<number[][]> {
  await Promise.all(places.map((place) => place.waitFor()));
  const control = await beside();
  const seen = places.map(() => new Set<number>());
  for (let moved = 0, last = -1; moved < moves; ) {
    const [now = -1, ...others] = await framesOf([control, ...places]);
    if (now !== last) moved += 1;
    last = now;
    for (const [index, frame] of others.entries()) seen[index]?.add(frame);
  }
  return seen.map((frames) => [...frames]);
}

/** Waits until each has its first frame, which is drawn once it has been fetched. */
async function holdStill(...places: Locator[]): Promise<void> {
  const still = places.map(() => 0);
  await expect.poll(() => framesOf(places)).toEqual(still);
  expect(await watch(places)).toEqual(still.map((frame) => [frame]));
}

/** Waits until each has been seen with both of its frames. */
async function move(...places: Locator[]): Promise<void> {
  const seen = places.map(() => new Set<number>());
  const look = async () => {
    const now = await framesOf(places);
    for (const [index, frame] of now.entries()) seen[index]?.add(frame);
    return seen.every((frames) => frames.has(0) && frames.has(1));
  };
  await expect.poll(look).toBe(true);
}

test("for who wants less motion, emoji hold still in messages and reactions, and look as large as ever", async () => {
  await holdStill(...inRoom());
  const size = async () => (await inMessage()[1]?.boundingBox())?.height;
  const still = await size();
  await her.emulateMedia({ reducedMotion: "no-preference" });
  await move(...inRoom());
  expect(await size()).toBe(still);
});

test("they follow the preference while the page is open, there and back", async () => {
  await her.emulateMedia({ reducedMotion: "reduce" });
  await holdStill(...inRoom());
  await her.emulateMedia({ reducedMotion: "no-preference" });
  await move(...inRoom());
  await her.emulateMedia({ reducedMotion: "reduce" });
  await holdStill(...inRoom());
});

test("they hold still while they are completed, in the picker, and where they are added", async () => {
  await composer(her).fill("");
  await composer(her).pressSequentially(":moving_");
  const options = her.getByRole("listbox", { name: "Emoji" }).getByRole("option");
  await expect.poll(() => options.locator("img").count()).toBe(3);
  await holdStill(...(await options.locator("img").all()));
  await composer(her).fill("");

  await her.getByRole("button", { name: "Emoji", exact: true }).click();
  await her.keyboard.type("moving");
  const cells = picker().getByRole("button", { name: /^moving_/ });
  await expect.poll(() => cells.locator("img").count()).toBe(3);
  await holdStill(...(await cells.locator("img").all()));

  await picker().getByRole("button", { name: "Add emoji" }).click();
  const file = { name: "new.gif", mimeType: "image/gif", buffer: movingImages.gif(frames) };
  await dialog().locator("input[type=file]").setInputFiles(file);
  const preview = dialog().getByRole("img", { name: "How it looks, in light and dark" });
  const rows = dialog().getByRole("listitem").locator("img");
  await expect.poll(() => rows.count()).toBe(3);
  await holdStill(...(await preview.locator("img").all()));
  await rows.last().scrollIntoViewIfNeeded();
  await holdStill(...(await rows.all()));
  await her.emulateMedia({ reducedMotion: "no-preference" });
  await move(...(await rows.all()));
  await her.keyboard.press("Escape");
});

test("what cannot be fetched is told by its name, with or without motion", async () => {
  await her.emulateMedia({ reducedMotion: "reduce" });
  await her.route("**/api/emoji/gone_now/images/*", (route) => route.abort());
  const image = new Blob([movingImages.gif(frames.toReversed())], { type: "image/gif" });
  await freya.emoji.add("gone_now", image);
  await send(her, "lost :gone_now:");
  const shown = messages(her, "lost").getByAltText(":gone_now:");
  await shown.waitFor();
  await expect
    .poll(() => shown.evaluate((one) => getComputedStyle(one).visibility))
    .toBe("visible");
});
