import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, messages, send, visit, visitAs } from "./browser.ts";
import { password } from "./server.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser();

const dialog = (page: Page) => page.getByRole("dialog");

test("ACC-6: a password is changed in the settings, by keyboard alone; other devices are signed out", async () => {
  await server.addPerson("ann", "Ann");
  const elsewhere = await visitAs(browser, server, "ann");
  const { page, errors } = await visitAs(browser, server, "ann", { path: "/settings/account" });
  await page.getByRole("button", { name: "Change the password" }).focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.keyboard.type("not my password");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("two nests of twigs");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("This is not your present password.").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByText("Your password is changed.").waitFor();
  await elsewhere.page.getByText("You were signed out.").waitFor();
  await mailServer.next("ann@example.org", "was changed");
  await page.reload();
  await page.getByRole("button", { name: "Change the password" }).waitFor();
  expect(errors).toEqual([]);
});

test("ACC-7: an e-mail address is changed in the settings, and confirmed by a link", async () => {
  await server.addPerson("ben", "Ben");
  const { page, context, errors } = await visitAs(browser, server, "ben", {
    path: "/settings/account",
  });
  await page.getByText("ben@example.org").waitFor();
  await page.getByRole("button", { name: "Change the address" }).click();
  // All that is wrong is told, and the focus is where it begins.
  await dialog(page).getByLabel("New address").press("Enter");
  await dialog(page).getByText("Write an address like name@example.org.").waitFor();
  await dialog(page).getByText("Type your present password.").waitFor();
  await dialog(page).getByLabel("New address").and(page.locator(":focus")).waitFor();
  await dialog(page).getByLabel("New address").fill("ben@example.com");
  await dialog(page).getByLabel("Present password").fill(password);
  await page.keyboard.press("Enter");
  await dialog(page).getByText("A link is on its way to").waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).last().click();
  const mail = await mailServer.next("ben@example.com");
  // On another device, where nobody is signed in.
  const other = await visit(browser, server, { path: mail.link as string });
  await other.page.getByRole("button", { name: "Confirm the address" }).click();
  await other.page.getByText("Your address is confirmed").waitFor();
  await mailServer.next("ben@example.org", "was changed");
  await page.reload();
  await page.getByText("ben@example.com").waitFor();
  const again = await visit(browser, server, { path: mail.link as string, context });
  await again.page.getByRole("button", { name: "Confirm the address" }).click();
  await again.page.getByText("This link was used, or its time is over.").waitFor();
  expect(errors).toEqual([]);
});

test("ACC-11, ACC-12: a user name is changed in the settings, and old messages mention the person still", async () => {
  await server.addPerson("mara", "Mara Lind");
  await server.addPerson("otto", "Otto Falk");
  const reader = await visitAs(browser, server, "otto");
  await reader.page.getByRole("link", { name: /general/ }).click();
  await send(reader.page, "ask @mara about the nest");
  await acknowledged(reader.page, "about the nest");
  const highlighted = (page: Page) =>
    messages(page, "about the nest").locator(".mention", { hasText: "Mara Lind" });
  await highlighted(reader.page).waitFor();

  const { page, errors } = await visitAs(browser, server, "mara", { path: "/settings/account" });
  await page.getByRole("button", { name: "Change the name" }).click();
  await dialog(page).getByLabel("New user name").fill("otto");
  await dialog(page).getByLabel("Present password").fill(password);
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Somebody has this user name already.").waitFor();
  await dialog(page).getByLabel("New user name").fill("marla");
  await page.keyboard.press("Enter");
  await page.getByText("Your user name is changed.").waitFor();
  await page
    .getByRole("button", { name: /^Account of/ })
    .getByText("@marla")
    .waitFor();

  await highlighted(reader.page).waitFor();
  await reader.page.reload();
  await highlighted(reader.page).waitFor();
  await page.getByRole("link", { name: /general/ }).click();
  await send(page, "here I am, as @marla");
  await messages(reader.page, "here I am").waitFor();
  await highlighted(reader.page).waitFor();
  await page.reload();
  await highlighted(page).and(page.locator(".mine")).waitFor();
  await page.getByRole("link", { name: /^Mentions/ }).click();
  await page.getByRole("main").getByText("about the nest").waitFor();
  expect([...errors, ...reader.errors]).toEqual([]);
});
