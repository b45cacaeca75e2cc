import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let nils: Roost;
let her: Page;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  nils = await server.addPerson("nils", "Nils Holm");
  roomId = (await freya.api.createRoom({ name: "nest", kind: "public" })).id;
  await nils.api.joinRoom(roomId);
  her = (await visitAs(browser, server, "freya")).page;
  him = (await visitAs(browser, server, "nils")).page;
  await Promise.all([her, him].map((page) => page.setViewportSize({ width: 1440, height: 900 })));
  await her.goto(`/rooms/${roomId}`);
  // What is asked of him is asked of his page alone.
  nils.signals.tellIdle(true);
});

const row = (name: string) =>
  her
    .getByRole("complementary", { name: "Members" })
    .getByRole("listitem")
    .filter({ hasText: name });

async function openStatus(page: Page) {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Status" }).click();
  await page.getByRole("dialog", { name: "Status" }).getByLabel("What you are doing").waitFor();
}

test("one sees who is online, what they say of themselves, and whether they want to be disturbed", async () => {
  await row("Nils Holm").getByText("Online").waitFor();
  await openStatus(him);
  const dialog = him.getByRole("dialog", { name: "Status" });
  await dialog.getByRole("button", { name: "Emoji of the status" }).click();
  await him.keyboard.type("palm tree");
  await him.getByRole("button", { name: "palm tree", exact: true }).click();
  await dialog.getByLabel("What you are doing").fill("On leave");
  await dialog.getByLabel("Do not disturb", { exact: true }).selectOption({ label: "For an hour" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await row("Nils Holm").getByTitle("On leave").waitFor();
  expect(await row("Nils Holm").getByTitle("On leave").textContent()).toContain("🌴");
  await row("Nils Holm").getByText("Do not disturb").waitFor();
  await him
    .getByRole("button", { name: /^Account of/ })
    .getByTitle("On leave")
    .waitFor();
});

test("what somebody hides disappears for others, and they see it themselves", async () => {
  await openStatus(him);
  const dialog = him.getByRole("dialog", { name: "Status" });
  expect(await dialog.getByLabel("What you are doing").inputValue()).toBe("On leave");
  await dialog.getByLabel("Do not disturb", { exact: true }).selectOption({ label: "Off" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await him.goto("/settings/privacy");
  const shows = (label: string) => him.getByRole("switch", { name: label });
  await shows("My status").uncheck();
  await row("Nils Holm").getByTitle("On leave").waitFor({ state: "detached" });
  await row("Nils Holm").getByText("Online").waitFor();
  await him
    .getByRole("button", { name: /^Account of/ })
    .getByTitle("On leave")
    .waitFor();
  await shows("Whether I am online").uncheck();
  await row("Nils Holm").getByText("Online").waitFor({ state: "detached" });
  await nils.api.setPresence({ hidden: [], status: null });
  await row("Nils Holm").getByText("Online").waitFor();
});

test("who does not touch any device for a while is away, and who is gone is not there", async () => {
  await him.close();
  await row("Nils Holm").getByText("Away").waitFor();
  nils.signals.tellIdle(false);
  await row("Nils Holm").getByText("Online").waitFor();
  nils.close();
  await row("Nils Holm").getByText("Online").waitFor({ state: "detached", timeout: 25_000 });
});
