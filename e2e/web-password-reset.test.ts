import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit, visitAs } from "./browser.ts";
import { startTestServer } from "./server.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser();

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();

test("ACC-4, ACC-5: a forgotten password is set anew, by keyboard alone, and its person is signed out elsewhere", async () => {
  await server.addPerson("ann", "Ann");
  const elsewhere = await visitAs(browser, server, "ann");
  const { page, errors } = await visit(browser, server);
  await page.getByLabel("User name or e-mail").and(page.locator(":focus")).waitFor();
  // Comes a moment later, and stands before it.
  await page.getByRole("button", { name: "Use a passkey" }).waitFor();
  for (let i = 0; i < 5; i++) await page.keyboard.press("Tab");
  await expect(page.evaluate(() => document.activeElement?.textContent)).resolves.toBe(
    "Forgot your password?",
  );
  await page.keyboard.press("Enter");
  await heading(page, "Set a new password");
  await page.keyboard.type("ann@example.org");
  await page.keyboard.press("Enter");
  await heading(page, "Look into your mailbox");
  expect(await page.getByText("ann@example.org").count()).toBe(1);

  await mailServer.next("ann@example.org", "A new sign-in");
  const mail = await mailServer.next("ann@example.org");
  expect(mail.subject).toContain("Set a new password");
  await page.goto(mail.link as string);
  await heading(page, "Set a new password");
  await page.keyboard.type("short");
  await page.keyboard.press("Enter");
  await page.getByText("Use at least 8 characters").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("password1");
  await page.getByText("Guessed at once").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("This is tried first by whoever guesses.").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("two nests of twigs");
  await page.getByText("Strong", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await heading(page, "Your password is set");
  await elsewhere.page.getByText("You were signed out.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("User name or e-mail").waitFor();
  await page.keyboard.type("ann");
  await page.keyboard.press("Tab");
  await page.keyboard.type("two nests of twigs");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await mailServer.next("ann@example.org", "was changed");

  await page.goto(mail.link as string);
  await page.getByLabel("New password").fill("three nests of twigs");
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByText("This link was used, or its time is over.").waitFor();
  await page.getByRole("link", { name: "Ask for another one" }).waitFor();
  expect(errors).toEqual([]);
});

test("nobody learns whether there is an account, and mails are in the language of the page", async () => {
  await server.addPerson("ben", "Ben");
  const { page } = await visit(browser, server, { path: "/forgot-password", locale: "de-DE" });
  for (const login of ["nobody", "ben"]) {
    await page.getByLabel("Benutzername oder E-Mail").fill(login);
    await page.getByRole("button", { name: "Link schicken" }).click();
    await heading(page, "Schau in dein Postfach");
    await page.getByRole("button", { name: "Zurück zum Anmelden" }).click();
    await page.getByRole("link", { name: "Passwort vergessen?" }).click();
  }
  expect((await mailServer.next("ben@example.org")).subject).toMatch(/^Neues Passwort für /);
  expect(mailServer.received.filter(({ to }) => to.includes("nobody"))).toEqual([]);
});

test("where the server sends no mails, the page says whom to ask", async () => {
  const silent = await startTestServer();
  const { page } = await visit(browser, silent, { path: "/forgot-password" });
  await page.getByLabel("User name or e-mail").fill("ann");
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("This server sends no e-mails.").waitFor();
  await silent.close();
});
