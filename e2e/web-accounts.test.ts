import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { visit, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  await server.addPerson("first", "First");
});

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("User name or e-mail").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page
    .getByRole("button", { name: /Jürgen/ })
    .first()
    .waitFor();
}

test("ACC-1: what the form takes signs in again, by name and by address, however they are typed", async () => {
  const password = "🐦".repeat(65);
  const { page } = await visit(browser, server, { path: "/sign-up" });
  await page.getByLabel("Your name").fill("Jürgen Groß");
  await expect.poll(() => page.getByLabel("User name").inputValue()).toBe("jurgen.gross");
  await page.getByLabel("User name").fill(" Ｊuergen ");
  await page.getByLabel("E-mail").fill("jürgen@bücher.example");
  expect(await page.getByLabel("User name").inputValue()).toBe("juergen");
  expect(await page.getByLabel("E-mail").inputValue()).toBe("jürgen@bücher.example");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page
    .getByRole("button", { name: /Jürgen/ })
    .first()
    .waitFor();
  for (const login of [" JUERGEN", "jürgen@bücher.example", "Jürgen@XN--BCHER-KVA.example"]) {
    const again = await visit(browser, server);
    await signIn(again.page, login, password);
    await again.context.close();
  }
});

test("a password that is too long is not cut in silence, and a reserved name says so", async () => {
  const { page } = await visit(browser, server, { path: "/sign-up" });
  await page.getByLabel("Your name").fill("Eve");
  await page.getByLabel("User name").fill("support");
  await page.getByLabel("E-mail").fill("eve@example.org");
  await page.getByLabel("Password", { exact: true }).fill("x".repeat(129));
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Use at most 128 characters.").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("x".repeat(128));
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("This user name is reserved. Choose another.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("username");
});

test("FND-1: people and rooms are found without accents and case", async () => {
  const ann = await server.addPerson("ann", "Ann");
  await server.addPerson("andre", "Andre\u0301 Müller");
  const room = await ann.api.createRoom({ name: "Über uns", kind: "public" });
  const { page } = await visitAs(browser, server, "ann", { path: `/rooms/${room.id}` });
  await page.getByRole("button", { name: "Invite people" }).first().click();
  await page.getByLabel("Search people by name").fill("muller");
  await page.getByText("@andre").waitFor();
  await page.keyboard.press("Escape");
  await page.goto("/browse");
  await page.getByLabel("Search rooms by name").fill("UBER");
  await page
    .getByRole("region", { name: "Public rooms" })
    .getByRole("link", { name: "Über uns" })
    .waitFor();
});
