import type { Roost } from "@roost/sdk";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ben: Roost;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  await server.addPerson("olga", "Olga Owner");
  ben = await server.addPerson("ben", "Ben Stone");
  roomId = (await ben.api.createRoom({ name: "bridge", kind: "private" })).id;
});

test("MOD-6: a filter is made by keys, holds in the client at once, and is switched off and deleted", async () => {
  const theirs = (await visitAs(browser, server, "ben", { path: `/rooms/${roomId}` })).page;
  const composer = theirs.getByRole("textbox", { name: "Message bridge" });
  const { page } = await visitPanelAs(browser, server, "olga", "/filters");
  await page.getByText("There are no filters").waitFor();
  await page.getByRole("button", { name: "New filter" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New filter" });
  const words = dialog.getByLabel("Words", { exact: true });
  await dialog.getByRole("button", { name: "Make the filter" }).click();
  await dialog.getByText("Write at least one.").waitFor();
  expect(await words.evaluate((element) => element === document.activeElement)).toBe(true);
  await words.fill("(a+)+$");
  await dialog.getByRole("button", { name: "Make the filter" }).click();
  await dialog.getByText(/is no word/).waitFor();
  await words.fill("fudge\nbean*");
  await dialog.getByLabel("What is done").selectOption("Refuse the message");
  await dialog.getByLabel("Explanation").fill("No sweets here.");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  const row = page.getByRole("table", { name: "Filters" }).getByRole("row");
  await row.getByText("fudge, bean*").waitFor();

  await composer.fill("Some beans?");
  await theirs.keyboard.press("Enter");
  await theirs.getByText(/^Not sent\. .*No sweets here\./).waitFor();
  // It goes back to where it was written, and what is there is sent anew.
  const edit = theirs.getByRole("button", { name: "Edit", exact: true });
  await edit.focus();
  await theirs.keyboard.press("Enter");
  await theirs.getByText(/^Not sent/).waitFor({ state: "detached" });
  await expect.poll(() => composer.inputValue()).toBe("Some beans?");
  await composer.fill("Some peas?");
  await theirs.keyboard.press("Enter");
  await theirs.getByRole("article").getByText("Some peas?").waitFor();

  await page.getByLabel("Try a text").fill("No beans");
  await page.getByRole("button", { name: "Try it" }).focus();
  await page.keyboard.press("Enter");
  await page
    .getByRole("status")
    .getByText(/^This is refused: .*No sweets here\./)
    .waitFor();
  await page.getByRole("status").getByText("Found: beans").waitFor();
  expect(await findings(page)).toEqual([]);

  await row.getByRole("button", { name: "Actions for the filter of fudge" }).click();
  await page.getByRole("menuitem", { name: "Change the filter" }).click();
  const change = page.getByRole("dialog", { name: "Change the filter" });
  await change.getByLabel("What is done").selectOption("Mask the word");
  await change.getByRole("button", { name: "Change the filter" }).click();
  await row.getByText("Mask the word").filter({ visible: true }).waitFor();
  await composer.fill("More fudge!");
  await theirs.keyboard.press("Enter");
  // Whoever wrote it sees what was stored, too.
  await theirs.getByRole("article").getByText("More ∗∗∗∗∗!").waitFor();
  await expect.poll(() => theirs.getByText("More fudge!").count()).toBe(0);
  await page.getByLabel("Try a text").fill("fudge and peas");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("status").getByText("∗∗∗∗∗ and peas").waitFor();

  await row.getByRole("button", { name: "Actions for the filter of fudge" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await row.getByText("Off", { exact: true }).filter({ visible: true }).waitFor();
  await composer.fill("Much fudge!");
  await theirs.keyboard.press("Enter");
  await theirs.getByRole("article").getByText("Much fudge!").waitFor();
  await row.getByRole("button", { name: "Actions for the filter of fudge" }).click();
  await page.getByRole("menuitem", { name: "Delete the filter" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the filter" }).click();
  await page.getByText("There are no filters").waitFor();
});

test.each(["light", "dark"] as const)("the filters fit a phone, in %s", async (theme) => {
  const { page } = await visitPanelAs(browser, server, "olga", "/filters", { theme, phone: true });
  await page.request.post("/api/admin/filters", {
    data: {
      ...{ kind: "other links", action: "refuse", explanation: "Links to our pages alone." },
      entries: ["a-host-with-a-name-that-does-not-end.example.org"],
    },
    headers: { origin: server.url },
  });
  await page.reload();
  await page.getByText("Links to our pages alone.").first().waitFor();
  expect(await findings(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});
