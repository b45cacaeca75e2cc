import { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  await server.addPerson("ann", "Ann");
});

const path = "/settings/tokens";
const dialog = (page: Page) => page.getByRole("dialog");

test("TOK-1, TOK-3, TOK-6: a token is made by keyboard, seen once, used by a program, and revoked", async () => {
  const { page, errors } = await visitAs(browser, server, "ann", { path });
  await page.getByRole("button", { name: "Make a token" }).focus();
  await page.keyboard.press("Enter");
  const name = dialog(page).getByLabel("Name");
  await name.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Give it a name.").waitFor();
  await page.keyboard.type("Deployments");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "The token “Deployments”" }).waitFor();
  const secret = (await dialog(page).locator("code").textContent()) as string;
  expect(secret).toMatch(/^roost_pat_/);
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "I have kept it" }).click();
  await page.getByText("Good for: Read and Write").waitFor();
  await page.getByText("not used yet").waitFor();

  const roost = new Roost({ url: server.url, token: secret });
  await roost.connect();
  const room = roost.rooms.get()[0];
  await roost.sent(roost.send(room?.id ?? "", "It is out"));
  // Its person may, but not with this token.
  await expect(roost.emoji.delete("party")).rejects.toMatchObject({ code: "auth.token_scope" });
  expect(await findings(page)).toEqual([]);

  await page.reload();
  const ended = new Promise<void>((resolve) => {
    roost.status.subscribe(() => {
      if (roost.status.get().state === "stopped") resolve();
    });
  });
  await page.getByRole("button", { name: "Revoke “Deployments”" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("“Deployments” is revoked.").waitFor();
  await ended;
  expect(roost.status.get()).toMatchObject({ state: "stopped", reason: "session-ended" });
  await page.getByRole("button", { name: "Revoke “Deployments”" }).waitFor({ state: "detached" });
  roost.close();
  expect(errors).toEqual([]);
});

test("a token is made on a phone, in German and in the dark theme", async () => {
  const options = { phone: true, locale: "de-DE", theme: "dark" } as const;
  const { page, errors } = await visitAs(browser, server, "ann", { ...options, path });
  await page.getByRole("button", { name: "Token erstellen" }).click();
  await dialog(page).getByLabel("Name").fill("Skript");
  await dialog(page).getByLabel("Schreiben").uncheck();
  await dialog(page).getByLabel("Es endet").selectOption("");
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Erstellen" }).click();
  await dialog(page).getByRole("button", { name: "Ich habe es aufbewahrt" }).click();
  await page.getByText("Gilt für: Lesen").waitFor();
  await page.getByText("ohne Ende").waitFor();
  expect(await findings(page)).toEqual([]);
  expect(errors).toEqual([]);
});
