import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

async function openCard(page: Page) {
  await page.getByRole("button", { name: "People on this server" }).click();
  const list = page.getByRole("list", { name: "People" });
  await list.getByRole("button", { name: /Ada Lovelace/ }).click();
}

test("PRO-1: what one says in the settings, another reads on the card", async () => {
  await server.addPerson("ada", "Ada Byron");
  await server.addPerson("ben", "Ben Stone");
  const { page } = await visitAs(browser, server, "ada");
  const other = (await visitAs(browser, server, "ben")).page;

  await page.goto("/settings/profile");
  const section = page.getByRole("region", { name: "Profile", exact: true });
  await section.getByLabel("Your name").fill("");
  await section.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(() => section.getByLabel("Your name").getAttribute("aria-invalid"))
    .toBe("true");

  await section.getByLabel("Your name").fill("Ada Lovelace");
  await page.keyboard.press("Tab");
  await page.keyboard.type("she/her");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Counts.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("And weaves.");
  await section.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await section.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your profile is saved").waitFor();

  await openCard(other);
  const card = other.getByRole("dialog", { name: "Ada Lovelace" });
  await card.getByText("she/her").waitFor();
  await card.getByText("Counts.\nAnd weaves.").waitFor();
  await card.getByText(/\(Asia\/Tokyo\)/).waitFor();

  await page.reload();
  await expect.poll(() => section.getByLabel("Your name").inputValue()).toBe("Ada Lovelace");
  await section.getByLabel("Pronouns").fill("");
  await section.getByLabel("Time zone").selectOption("");
  await section.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your profile is saved").waitFor();
  await other.reload();
  await openCard(other);
  await card.getByText("Here since").waitFor();
  expect(await card.getByText("she/her").count()).toBe(0);
  expect(await card.getByText("Asia/Tokyo").count()).toBe(0);
});
