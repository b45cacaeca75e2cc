import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let laptop: Page;
let tablet: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  const mona = await server.addPerson("mona", "Mona Field");
  roomId = (await mona.api.createRoom({ name: "loft", kind: "private" })).id;
  laptop = (await visitAs(browser, server, "mona", { path: `/rooms/${roomId}` })).page;
  tablet = (await visitAs(browser, server, "mona", { path: `/rooms/${roomId}` })).page;
  await Promise.all([composer(laptop).waitFor(), composer(tablet).waitFor()]);
});

const switchOf = (page: Page, name: string | RegExp) => page.getByRole("switch", { name });

test("OWN-4: what one chooses on one device holds on the other, and over a reload", async () => {
  await laptop.keyboard.press("Control+,");
  await laptop.getByRole("link", { name: "Writing" }).click();
  await laptop.waitForURL("**/settings/writing");
  await switchOf(laptop, /^Enter sends/).uncheck();
  await switchOf(laptop, /^Show the formatting bar/).check();
  await tablet.getByRole("toolbar", { name: "Formatting" }).waitFor();
  await composer(tablet).fill("first");
  await composer(tablet).press("Enter");
  await composer(tablet).pressSequentially("second");
  expect(await composer(tablet).inputValue()).toBe("first\nsecond");
  await composer(tablet).press("Control+Enter");
  await acknowledged(tablet, "first");
  await laptop.reload();
  await expect.poll(() => switchOf(laptop, /^Enter sends/).isChecked()).toBe(false);
  await tablet.getByRole("button", { name: "Hide formatting" }).click();
  await expect.poll(() => switchOf(laptop, /^Show the formatting bar/).isChecked()).toBe(false);
});

test("OWN-4: a choice that cannot be kept is undone, and says so", async () => {
  await laptop.goto("/settings/writing");
  const network = await networkOf(laptop);
  await laptop.reload();
  await expect.poll(() => switchOf(laptop, /^Enter sends/).isChecked()).toBe(false);
  await network.cut();
  await laptop.route("**/api/me/settings/**", (route) => route.abort());
  await switchOf(laptop, /^Enter sends/).click();
  await laptop.getByText("The server cannot be reached").waitFor({ timeout: 30_000 });
  expect(await switchOf(laptop, /^Enter sends/).isChecked()).toBe(false);
  await laptop.unroute("**/api/me/settings/**");
  network.restore();
});

test("two choices of what others see, one right after the other, are both kept", async () => {
  await laptop.goto("/settings/privacy");
  const [state, seen] = ["Whether I am online", "When I was here last"].map((name) =>
    switchOf(laptop, name),
  );
  expect([await state?.isChecked(), await seen?.isChecked()]).toEqual([true, true]);
  // The answer to the first one comes after the second was chosen.
  const chosen = Promise.withResolvers<void>();
  let asked = 0;
  await laptop.route("**/api/me/presence", async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    asked += 1;
    if (asked === 1) await chosen.promise;
    await route.continue();
  });
  await state?.uncheck();
  await seen?.uncheck();
  expect(asked).toBe(1);
  chosen.resolve();
  const hidden = async () =>
    (await (await laptop.request.get("/api/me/presence")).json()).hidden.toSorted();
  await expect.poll(hidden).toEqual(["lastSeen", "state"]);
  expect([await state?.isChecked(), await seen?.isChecked()]).toEqual([false, false]);
  await laptop.unroute("**/api/me/presence");
  await laptop.reload();
  await expect.poll(() => state?.isChecked()).toBe(false);
  expect(await seen?.isChecked()).toBe(false);
  await seen?.check();
  await state?.check();
  await expect.poll(hidden).toEqual([]);
});

test("sections have addresses; on a phone they are pages behind a list, and Back leads there", async () => {
  const { page } = await visitAs(browser, server, "mona", { phone: true });
  await page.getByRole("button", { name: /^Account of/ }).tap();
  await page.getByRole("menuitem", { name: "Settings" }).tap();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  expect(await page.getByText("Theme").isVisible()).toBe(false);
  await page.getByRole("main").getByRole("link", { name: "Where I am signed in" }).tap();
  await page.getByText("This one").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Appearance" }).tap();
  await page.getByText("Theme").waitFor();
  await page.getByRole("link", { name: "Back to the settings" }).tap();
  await page.getByRole("link", { name: "Back to the rooms" }).tap();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
});

test("a sent message waits where that is chosen, and is taken back by its button, by a key, or sent by leaving", async () => {
  await laptop.goto("/settings/writing");
  await expect.poll(() => switchOf(laptop, /^Enter sends/).isChecked()).toBe(false);
  await switchOf(laptop, /^Enter sends/).check();
  await laptop.getByLabel("Undo sending").selectOption({ label: "Within 30 seconds" });
  await laptop.goto(`/rooms/${roomId}`);
  await composer(laptop).waitFor();
  await send(laptop, "Too early");
  await messages(laptop, "Too early").getByRole("button", { name: "Undo" }).click();
  await messages(laptop, "Too early").waitFor({ state: "detached" });
  await expect.poll(() => composer(laptop).inputValue()).toBe("Too early");
  await send(laptop, "Too early, again");
  await messages(laptop, "Too early, again").getByRole("button", { name: "Undo" }).waitFor();
  await composer(laptop).press("Control+z");
  await expect.poll(() => composer(laptop).inputValue()).toBe("Too early, again");
  await composer(laptop).press("Enter");
  await expect.poll(() => composer(laptop).inputValue()).toBe("");
  // What was typed since is undone first.
  await composer(laptop).pressSequentially("Oh");
  await composer(laptop).press("Control+a");
  await composer(laptop).press("Delete");
  await composer(laptop).press("Control+z");
  await expect.poll(() => composer(laptop).inputValue()).toBe("Oh");
  await composer(laptop).fill("");
  await composer(laptop).press("ArrowUp");
  await expect.poll(() => composer(laptop).inputValue()).toBe("Too early, again");
  await send(laptop, "On my way");
  await send(laptop, "Save me a seat");
  await messages(laptop, "Save me a seat").getByRole("button", { name: "Undo" }).waitFor();
  expect(await messages(tablet, "On my way").count()).toBe(0);
  await laptop.reload();
  await acknowledged(tablet, "Save me a seat");
  await acknowledged(laptop, "Save me a seat");
  const order = await messages(tablet, /On my way|Save me a seat/).allTextContents();
  expect(order.map((text) => /On my way/.test(text))).toEqual([true, false]);
  expect(await messages(tablet, /Too early/).count()).toBe(0);
});
