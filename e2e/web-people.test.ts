import { expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("everybody is listed and searched, and a profile leads to the conversation", async () => {
  await server.addPerson("ada", "Ada Byron");
  for (let index = 0; index < 55; index += 1) {
    await server.addPerson(`bird${index}`, `Bird ${String(index).padStart(2, "0")}`);
  }
  const { page } = await visitAs(browser, server, "ada");
  await page.getByRole("button", { name: "People on this server" }).click();
  const list = page.getByRole("list", { name: "People" });
  await list.getByRole("button", { name: /Bird 40/ }).waitFor();
  await list.getByRole("button").last().scrollIntoViewIfNeeded();
  await list.getByRole("button", { name: /Bird 54/ }).waitFor();
  await page.getByLabel("Search people by name").fill("bird 07");
  await expect.poll(() => list.getByRole("button").count()).toBe(1);
  await list.getByRole("button").click();
  const card = page.getByRole("dialog", { name: "Bird 07" });
  await card.getByText("@bird7").waitFor();
  await card.getByText("Here since").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Bird 07", level: 1 }).waitFor();
  await composer(page).waitFor();

  const other = (await visitAs(browser, server, "bird7")).page;
  await send(page, "Hello from the list");
  await other.getByRole("link", { name: /Ada Byron/ }).click();
  await messages(other, "Hello from the list").waitFor();

  // From a name over a message, and from the row by key.
  await messages(other).getByRole("button", { name: "Ada Byron" }).click();
  await other.getByRole("dialog", { name: "Ada Byron" }).getByText("@ada").waitFor();
  await other.keyboard.press("Escape");
  await messages(other, "Hello from the list").focus();
  await other.keyboard.press("p");
  await other.getByRole("dialog", { name: "Ada Byron" }).waitFor();
});

test("a name that mixes look-alike letters is marked on its card, from the list of members", async () => {
  await server.addPerson("aaron", "Aaron Reed");
  await server.addPerson("mallory", "A\u0430ron Reed");
  const { page } = await visitAs(browser, server, "aaron");
  await page.getByRole("link", { name: /general/ }).click();
  const panel = page.getByRole("complementary", { name: "Members" });
  await panel.getByText("@mallory").click();
  const mark = page.getByText("This name mixes letters that look alike: Latin and Cyrillic");
  await mark.waitFor();
  await page.keyboard.press("Escape");
  await panel.getByText("@aaron").click();
  await page.getByText("This is you").waitFor();
  expect(await mark.count()).toBe(0);
});
