import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { signUpOn, visit } from "./browser.ts";
import { password } from "./server.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser({ EMAIL_VERIFICATION: "required" });
beforeAll(async () => {
  await server.addPerson("first", "First");
});

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" }).waitFor();

test("ACC-18: who signs up corrects the address, follows the link elsewhere, and the open page goes on by itself", async () => {
  const { page, errors } = await visit(browser, server, { path: "/sign-up" });
  await signUpOn(page, "ann", "typo@example.org");
  await heading(page, "Confirm your address");
  await page.getByText("A link is on its way to typo@example.org.").waitFor();
  // Whatever they ask for, this page is all they get.
  await page.goto("/browse");
  await heading(page, "Confirm your address");

  await page.getByRole("button", { name: "This is not my address" }).click();
  await page.getByLabel("New address").fill("ann@example.org");
  await page.getByLabel("Present password").fill("wrong password");
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("This is not your present password.").waitFor();
  await page.getByLabel("Present password").fill(password);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("A link is on its way to ann@example.org.").waitFor();
  await page.getByRole("button", { name: "Send another link" }).click();
  await page.getByText("Another link is on its way.").waitFor();
  const { link, subject } = await mailServer.next("ann@example.org");
  expect(subject).toContain("Confirm your e-mail address");

  const elsewhere = await visit(browser, server);
  const mistyped = await mailServer.next("typo@example.org");
  await elsewhere.page.goto(mistyped.link as string);
  await elsewhere.page.getByRole("button", { name: "Confirm the address" }).click();
  await elsewhere.page.getByText("This link was used, or its time is over.").waitFor();
  await elsewhere.page.goto(link as string);
  await elsewhere.page.reload();
  await elsewhere.page.getByRole("button", { name: "Confirm the address" }).click();
  await heading(elsewhere.page, "Your address is confirmed");
  await rooms(page);
  expect(errors).toEqual([]);
});

test("ACC-18: who follows the link in the same browser goes on there; who signs in anew waits again", async () => {
  const { page, context } = await visit(browser, server, { path: "/sign-up", locale: "de-DE" });
  await page.getByLabel("Dein Name").fill("Ben");
  await page.getByLabel("Benutzername").fill("ben");
  await page.getByLabel("E-Mail").fill("ben@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await heading(page, "Bestätige deine Adresse");
  await page.getByRole("button", { name: "Abmelden" }).click();
  await page.getByLabel("Benutzername oder E-Mail").fill("ben");
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await heading(page, "Bestätige deine Adresse");
  const tab = await visit(browser, server, { context, locale: "de-DE" });
  await tab.page.goto((await mailServer.next("ben@example.org")).link as string);
  await tab.page.getByRole("button", { name: "Adresse bestätigen" }).click();
  await tab.page.getByRole("button", { name: "Weiter" }).click();
  await tab.page.getByRole("navigation", { name: "Räume" }).waitFor();
});
