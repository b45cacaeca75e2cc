import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit, visitAs } from "./browser.ts";
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
  expect((await mailServer.next("ann@example.org")).subject).toContain("was changed");
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
  expect((await mailServer.next("ben@example.org")).subject).toContain("was changed");
  await page.reload();
  await page.getByText("ben@example.com").waitFor();
  const again = await visit(browser, server, { path: mail.link as string, context });
  await again.page.getByRole("button", { name: "Confirm the address" }).click();
  await again.page.getByText("This link was used, or its time is over.").waitFor();
  expect(errors).toEqual([]);
});
