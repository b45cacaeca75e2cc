import { readFile } from "node:fs/promises";
import type { Roost } from "@roost/sdk";
import { beforeAll, expect, test } from "vitest";
import { signIn, visit, visitAs } from "./browser.ts";
import { actOn, rowOf, shownIn, visitPanelAs } from "./panel.ts";
import { password } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let olga: Roost;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  olga = await server.addPerson("olga", "Olga Owner");
  await server.addPerson("ada", "Ada Byron");
  await server.addPerson("ben", "Ben Stone");
});

async function give(roost: Roost, role: string): Promise<void> {
  const { page, context } = await visitPanelAs(browser, server, "olga", "/people");
  await page.request.put(`/api/admin/people/${roost.me.get()?.id}/role`, {
    data: { role },
    headers: { origin: server.url },
  });
  await context.close();
}

test("PAN-5: the account's menu leads there those who may, and nobody else", async () => {
  const { page } = await visitAs(browser, server, "olga");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Administration" }).click();
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/admin/overview");
  expect(await page.title()).toBe("Overview – Administration");
  await page.getByRole("link", { name: "People" }).click();
  await page.getByRole("heading", { name: "People", level: 1 }).waitFor();
  expect(await page.title()).toBe("People – Administration");

  const other = (await visitAs(browser, server, "ada")).page;
  await other.getByRole("button", { name: /^Account of/ }).click();
  await other.getByRole("menuitem", { name: "Settings" }).waitFor();
  expect(await other.getByRole("menuitem", { name: "Administration" }).count()).toBe(0);
  await other.goto("/admin/people");
  await other.getByText("This is not for you").waitFor();
  await other.getByRole("button", { name: "Back to the chat" }).click();
  await other.getByRole("navigation", { name: "Rooms" }).waitFor();
});

test("PAN-5: who is not signed in comes back to the same page, and who is signed out leaves it", async () => {
  const { page, context } = await visit(browser, server, { path: "/admin/people?q=ada" });
  await page.getByLabel("User name or e-mail").fill("olga");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await rowOf(page, "Ada Byron").waitFor();
  expect(new URL(page.url()).search).toBe("?q=ada");
  await context.request.post("/api/auth/sign-out", { headers: { origin: server.url } });
  await page.getByLabel("Role").selectOption("Member");
  await page.getByLabel("User name or e-mail").waitFor();
});

test("people are searched, filtered and put in order, and the address says so", async () => {
  for (let index = 0; index < 55; index += 1) {
    await server.addPerson(`bird${index}`, `Bird ${String(index).padStart(2, "0")}`);
  }
  const { page } = await visitPanelAs(browser, server, "olga", "/people");
  await rowOf(page, "Ada Byron").waitFor();
  await rowOf(page, "Bird 40").waitFor();
  await page.getByRole("row").last().scrollIntoViewIfNeeded();
  await rowOf(page, "Olga Owner").waitFor();

  await page.getByLabel("Name, user name or e-mail address").fill("bird 07");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  expect(new URL(page.url()).searchParams.get("q")).toBe("bird 07");
  await page.reload();
  await rowOf(page, "Bird 07").waitFor();
  await page.getByLabel("Name, user name or e-mail address").fill("ada@example.org");
  await rowOf(page, "Ada Byron").waitFor();
  await page.getByLabel("Name, user name or e-mail address").fill("");
  await rowOf(page, "Bird 07").waitFor();

  await page.getByLabel("Role").selectOption("Owner");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.goBack();
  await rowOf(page, "Ada Byron").waitFor();

  const made = page.getByRole("columnheader", { name: "Made" });
  await made.getByRole("button").click();
  await expect.poll(() => made.getAttribute("aria-sort")).toBe("descending");
  await page.getByRole("row").nth(1).filter({ hasText: "Bird 54" }).waitFor();
  await made.getByRole("button").click();
  await page.getByRole("row").nth(1).filter({ hasText: "Olga Owner" }).waitFor();
  expect(new URL(page.url()).searchParams.get("sort")).toBe("oldest");

  await page.getByLabel("State").selectOption("Suspended");
  await page.getByText("Nothing fits that").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await rowOf(page, "Ada Byron").waitFor();
});

test("PAN-1: the list as it is shown is downloaded as a table", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/people?q=ada");
  await rowOf(page, "Ada Byron").waitFor();
  const downloads = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const download = await downloads;
  expect(download.suggestedFilename()).toMatch(/^people-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain("Ada Byron");
});

test("PPL-3: somebody is suspended by keys, told why, and let in again", async () => {
  const cleo = await server.addPerson("cleo", "Cleo Marsh");
  const theirs = (await visitAs(browser, server, "cleo")).page;
  const { page } = await visitPanelAs(browser, server, "olga", "/people?q=cleo");
  const button = rowOf(page, "Cleo Marsh").getByRole("button", { name: "Actions for Cleo Marsh" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  // The last one deletes the account.
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Suspend Cleo Marsh" });
  await dialog.getByLabel("For how long").selectOption("7 days");
  await dialog.getByLabel("Reason").fill("Spam");
  await page.keyboard.press("Enter");
  await shownIn(rowOf(page, "Cleo Marsh"), /^Suspended until/).waitFor();
  await expect
    .poll(() => button.evaluate((element) => element === document.activeElement))
    .toBe(true);
  await theirs.getByText("You were signed out.").waitFor();
  cleo.close();

  await rowOf(page, "Cleo Marsh").getByRole("link", { name: "Cleo Marsh" }).click();
  await page.getByRole("heading", { name: "Cleo Marsh", level: 1 }).waitFor();
  await page.getByText("They were told: Spam").waitFor();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "End the suspension" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End the suspension" }).click();
  await expect.poll(() => page.getByText("They were told: Spam").count()).toBe(0);
  await signIn(theirs, "cleo");
});

test("PAN-4: an account is made, and its person sets the password with the link", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/people?sort=newest");
  await page.getByRole("button", { name: "New account" }).click();
  const dialog = page.getByRole("dialog", { name: "New account" });
  await dialog.getByRole("button", { name: "Make the account" }).click();
  await dialog.getByText("Write an address like").waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Dora New");
  await dialog.getByLabel("E-mail").fill("dora@example.org");
  await dialog.getByRole("radio", { name: /^Moderator/ }).check();
  await dialog.getByRole("button", { name: "Make the account" }).click();
  const made = page.getByRole("dialog", { name: "The account of Dora New is made" });
  const link = await made.getByLabel("Link", { exact: true }).inputValue();
  await made.getByRole("button", { name: "Done" }).click();
  await shownIn(rowOf(page, "Dora New"), "Moderator").waitFor();

  const theirs = (
    await visit(browser, server, { path: new URL(link).pathname + new URL(link).hash })
  ).page;
  await theirs.getByLabel("New password").fill("twigs and moss");
  await theirs.getByRole("button", { name: "Save the password" }).click();
  await theirs.getByRole("heading", { name: "Your password is set" }).waitFor();
});

test("PAN-3: what is done to several people says for whom it was not", async () => {
  const erin = await server.addPerson("erin", "Erin Hill");
  const finn = await server.addPerson("finn", "Finn Ward");
  await server.addPerson("gwen", "Gwen Ford");
  await give(erin, "moderator");
  await give(finn, "moderator");
  // A moderator suspends nobody whose role is as high as theirs.
  const { page } = await visitPanelAs(browser, server, "erin", "/people?sort=newest");
  await page.getByRole("checkbox", { name: "Select Finn Ward" }).check();
  await page.getByRole("checkbox", { name: "Select Gwen Ford" }).check();
  const bar = page.getByRole("region", { name: "What to do with them" });
  await bar.getByText("2 selected").waitFor();
  await bar.getByRole("button", { name: "Actions" }).click();
  expect(await page.getByRole("menuitem", { name: "Change the role" }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "Suspend" }).click();
  const dialog = page.getByRole("dialog", { name: "Suspend 2 people" });
  await dialog.getByRole("button", { name: "Suspend" }).click();
  const results = page.getByRole("dialog", { name: "Not done for one person" });
  await results.getByText("Their role is as high as yours, or higher.").waitFor();
  await results.getByRole("listitem").filter({ hasText: "Gwen Ford" }).waitFor();
  await page.keyboard.press("Escape");
  await shownIn(rowOf(page, "Gwen Ford"), "Suspended").waitFor();
  expect(await shownIn(rowOf(page, "Finn Ward"), "Suspended").count()).toBe(0);
  expect(
    await rowOf(page, "Finn Ward")
      .getByRole("button", { name: /^Actions/ })
      .count(),
  ).toBe(0);
  expect(await page.getByText("@example.org").count()).toBe(0);
});

test("PPL-1: a role is given, and PPL-2: the server is handed on with the password", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/people?q=ben");
  await actOn(page, "Ben Stone", "Change the role");
  const role = page.getByRole("dialog", { name: "Change a role" });
  await role.getByRole("radio", { name: /^Administrator/ }).check();
  await role.getByRole("button", { name: "Change the role" }).click();
  await shownIn(rowOf(page, "Ben Stone"), "Administrator").waitFor();

  await actOn(page, "Ben Stone", "Hand the server on");
  const dialog = page.getByRole("dialog", { name: "Hand this server on to Ben Stone" });
  await dialog.getByLabel("Your password").fill("a wrong one");
  await dialog.getByRole("button", { name: "Hand the server on" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Hand the server on" }).click();
  await shownIn(rowOf(page, "Ben Stone"), "Owner").waitFor();
  expect(
    await rowOf(page, "Ben Stone")
      .getByRole("button", { name: /^Actions/ })
      .count(),
  ).toBe(0);
  expect((await olga.api.me()).role).toBe("admin");
});

test("a phone: the pages are in a drawer, and a row says what the table does", async () => {
  const { page } = await visitPanelAs(browser, server, "ben", "/people", { phone: true });
  await shownIn(rowOf(page, "Ada Byron"), /^Member/).waitFor();
  await page.getByRole("button", { name: "Pages of the administration" }).tap();
  const drawer = page.getByRole("dialog", { name: "Administration" });
  await drawer.getByRole("link", { name: "People" }).waitFor();
  await drawer.getByRole("link", { name: "Back to the chat" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  );
});

test("in German, all of it is", async () => {
  const { page } = await visitPanelAs(browser, server, "ben", "/people", { locale: "de-DE" });
  await page.getByRole("heading", { name: "Leute", level: 1 }).waitFor();
  await page.getByRole("columnheader", { name: "Zuletzt genutzt" }).waitFor();
  await page.getByRole("button", { name: "Aktionen für Ada Byron" }).click();
  await page.getByRole("menuitem", { name: "Sperren" }).waitFor();
});
