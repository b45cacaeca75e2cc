import { readFile } from "node:fs/promises";
import { codeAt } from "@roost/server/testing/authenticator.ts";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { type VisitOptions, visit, visitAs } from "./browser.ts";
import { password } from "./server.ts";
import { browser, server } from "./server-and-browser.ts";
import { mailServer, setUpServerWithMailAndBrowser } from "./server-with-mail.ts";

setUpServerWithMailAndBrowser();

const dialog = (page: Page) => page.getByRole("dialog");
const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();

/** A code of now or of the next step, which are both taken now, each once, and also half a minute from now. */
const codeOf = (secret: string, steps: 0 | 1) =>
  codeAt(secret, new Date(Date.now() + steps * 30_000));

/** Sets it up in the open settings, by the keyboard alone. Returns what was shown there. */
async function setUp(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.getByRole("button", { name: "Set it up" }).focus();
  await page.keyboard.press("Enter");
  await dialog(page).getByLabel("Present password").and(page.locator(":focus")).waitFor();
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("img", { name: "QR code for the app" }).waitFor();
  const key = await dialog(page).locator("p.font-mono").textContent();
  const secret = (key ?? "").replaceAll(" ", "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await dialog(page).getByLabel("Code", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type(codeOf(secret, 0) === "000000" ? "111111" : "000000");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("This code is wrong").waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByLabel("Code", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type(codeOf(secret, 0));
  await page.keyboard.press("Enter");
  await heading(page, "Your recovery codes");
  const recoveryCodes = await dialog(page).getByRole("listitem").allTextContents();
  expect(recoveryCodes).toHaveLength(10);
  return { secret, recoveryCodes };
}

/** Gives name and password on the page to sign in, where a code is asked for next. */
async function givePassword(username: string, options: VisitOptions = {}) {
  const visited = await visit(browser, server, options);
  const { page } = visited;
  await page.getByLabel("User name or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await heading(page, "One more step");
  return visited;
}

test("ACC-14 to ACC-17: a second factor is set up by keyboard, asked for, helped out by a recovery code, and switched off", async () => {
  await server.addPerson("ann", "Ann");
  const elsewhere = await visitAs(browser, server, "ann");
  const { page, errors } = await visitAs(browser, server, "ann", { path: "/settings/account" });
  const { secret, recoveryCodes } = await setUp(page);
  expect(await findings(page)).toEqual([]);
  // The button to copy has the focus.
  await page.keyboard.press("Enter");
  await page.getByText("The codes are copied.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const code of recoveryCodes) expect(copied).toContain(code);
  const downloading = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toContain("-ann.txt");
  expect(await readFile(await download.path(), "utf8")).toBe(copied);
  await dialog(page).getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("On, with 10 recovery codes left").waitFor();
  await elsewhere.page.getByText("You were signed out.").waitFor();
  await mailServer.next("ann@example.org", "A new sign-in");
  await mailServer.next("ann@example.org", "takes a code now");

  // By keyboard: a wrong code, then one of the app.
  const second = await givePassword("ann");
  const field = second.page.getByLabel("Code", { exact: true }).and(second.page.locator(":focus"));
  await field.waitFor();
  expect(await field.getAttribute("autocomplete")).toBe("one-time-code");
  expect(await field.getAttribute("inputmode")).toBe("numeric");
  expect(await findings(second.page)).toEqual([]);
  await second.page.keyboard.type("000 00");
  await second.page.keyboard.press("Enter");
  await second.page.getByText("This code is wrong").waitFor();
  await field.waitFor();
  const code = codeOf(secret, 1);
  await second.page.evaluate((text) => navigator.clipboard.writeText(text), code);
  await second.page.keyboard.press("ControlOrMeta+a");
  await second.page.keyboard.press("ControlOrMeta+v");
  await second.page.keyboard.press("Enter");
  await second.page.getByRole("navigation", { name: "Rooms" }).waitFor();

  // Without the phone.
  const third = await givePassword("ann");
  await third.page.getByLabel("Code", { exact: true }).fill(code);
  await third.page.keyboard.press("Enter");
  await third.page.getByText("This code is wrong, or was used already.").waitFor();
  await third.page.getByRole("button", { name: "Use a recovery code" }).click();
  await third.page.getByLabel("Recovery code").and(third.page.locator(":focus")).waitFor();
  await third.page.keyboard.type((recoveryCodes[0] as string).toUpperCase());
  await third.page.keyboard.press("Enter");
  await third.page.getByRole("navigation", { name: "Rooms" }).waitFor();
  await mailServer.next("ann@example.org", "A recovery code");

  await page.reload();
  await page.getByText("On, with 9 recovery codes left").waitFor();
  await page.getByRole("button", { name: "New recovery codes" }).click();
  await dialog(page).getByLabel("Present password").fill(password);
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Type a code of your app, or a recovery code.").waitFor();
  await dialog(page)
    .getByLabel("Code of the app")
    .fill(recoveryCodes[1] as string);
  await page.keyboard.press("Enter");
  await heading(page, "Your recovery codes");
  const [fresh] = await dialog(page).getByRole("listitem").allTextContents();
  expect(recoveryCodes).not.toContain(fresh);
  await page.keyboard.press("Escape");
  await page.getByText("On, with 10 recovery codes left").waitFor();

  await page.getByRole("button", { name: "Switch off" }).click();
  await dialog(page).getByLabel("Present password").fill(password);
  await dialog(page)
    .getByLabel("Code of the app")
    .fill(recoveryCodes[2] as string);
  await page.keyboard.press("Enter");
  await dialog(page).getByText("This code is wrong, or was used already.").waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog(page)
    .getByLabel("Code of the app")
    .fill(fresh as string);
  await page.keyboard.press("Enter");
  await page.getByText("Two-step sign-in is off.").waitFor();
  await page.getByRole("button", { name: "Set it up" }).waitFor();
  await visitAs(browser, server, "ann");
  expect([...errors, ...second.errors, ...third.errors]).toEqual([]);
});

test("ACC-15: after five codes one begins again; on a phone, in German and in the dark theme", async () => {
  await server.addPerson("ben", "Ben");
  const own = await visitAs(browser, server, "ben", { path: "/settings/account" });
  const { secret } = await setUp(own.page);
  const { page, errors } = await givePasswordInGerman("ben");
  const field = page.getByLabel("Code", { exact: true });
  for (let i = 0; i < 5; i++) {
    await field.fill(`${i}`);
    await page.keyboard.press("Enter");
    await page.getByText("Dieser Code ist falsch").waitFor();
  }
  expect(await findings(page)).toEqual([]);
  await field.fill(codeOf(secret, 1));
  await page.keyboard.press("Enter");
  await page.getByText("Melde dich noch einmal an.").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Zurück zum Anmelden" }).click();
  await page.getByLabel("Benutzername oder E-Mail").waitFor();
  expect(errors).toEqual([]);
});

async function givePasswordInGerman(username: string) {
  const options = { phone: true, locale: "de-DE", theme: "dark" } as const;
  const visited = await visit(browser, server, options);
  await visited.page.getByLabel("Benutzername oder E-Mail").fill(username);
  await visited.page.getByLabel("Passwort", { exact: true }).fill(password);
  await visited.page.keyboard.press("Enter");
  await heading(visited.page, "Noch ein Schritt");
  return visited;
}
