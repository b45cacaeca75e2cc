import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { visitAs } from "./browser.ts";
import { actOn, rowOf, shownIn, visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ada: Roost;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  await server.addPerson("olga", "Olga Owner");
  ada = await server.addPerson("ada", "Ada Byron");
});

const roleRow = (page: Page, role: string) =>
  page.getByRole("table", { name: "Roles" }).getByRole("row", { name: role });
const menuOf = (page: Page, role: string) =>
  page.getByRole("button", { name: `Actions for the role ${role}` });

test("RGT-4, RGT-5: a role is made by keys, given, changed and deleted, and an open page of who has it follows", async () => {
  const chat = (await visitAs(browser, server, "ada")).page;
  await chat.getByRole("button", { name: "Create a room" }).first().waitFor();
  const { page } = await visitPanelAs(browser, server, "olga", "/roles");
  await page.getByText("There are no custom roles yet").waitFor();

  await page.getByRole("button", { name: "New role" }).focus();
  await page.keyboard.press("Enter");
  const editor = page.getByRole("dialog", { name: "New role" });
  const name = editor.getByLabel("Name of the role", { exact: true });
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await editor.getByText("Give the role a name.").waitFor();
  await page.keyboard.type("Emoji team");
  await page.keyboard.press("Tab");
  expect(await editor.getByLabel("Rank").inputValue()).toBe("member");
  await editor.getByLabel("Make rooms").focus();
  await page.keyboard.press("Space");
  await editor.getByLabel("Look after emoji").focus();
  await page.keyboard.press("Space");
  await editor.getByLabel("Read private messages").waitFor();
  expect(await editor.getByLabel("Read private messages").isChecked()).toBe(false);
  await page.keyboard.press("Enter");
  await shownIn(roleRow(page, "Emoji team"), "5 permissions").waitFor();
  await shownIn(roleRow(page, "Emoji team"), "Nobody").waitFor();

  await page.getByRole("link", { name: "People" }).click();
  await actOn(page, "Ada Byron", "Change the role");
  const dialog = page.getByRole("dialog", { name: "Change a role" });
  await dialog.getByLabel(/^Emoji team/).check();
  await dialog.getByRole("button", { name: "Change the role" }).click();
  await shownIn(rowOf(page, "Ada Byron"), "Emoji team").waitFor();
  await expect.poll(() => ada.me.get()?.customRole?.name).toBe("Emoji team");
  await expect.poll(() => chat.getByRole("button", { name: "Create a room" }).count()).toBe(0);

  await page.getByRole("link", { name: "Roles" }).click();
  await page.getByRole("link", { name: "Show who has the role Emoji team: one person" }).click();
  await rowOf(page, "Ada Byron").waitFor();
  expect(await page.getByRole("row").count()).toBe(2);
  expect(
    await page
      .getByLabel("Role")
      .evaluate((field: HTMLSelectElement) => field.selectedOptions[0]?.text),
  ).toBe("Emoji team");

  await page.getByRole("link", { name: "Roles" }).click();
  await menuOf(page, "Emoji team").click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  const change = page.getByRole("dialog", { name: "Change the role Emoji team" });
  await change.getByText("What you change holds at once for the one person who has it.").waitFor();
  await change.getByLabel("Make rooms").check();
  await change.getByRole("button", { name: "Save" }).click();
  await chat.getByRole("button", { name: "Create a room" }).first().waitFor();

  await menuOf(page, "Emoji team").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog");
  await confirm.getByText(/One person has it. They keep the built-in role Member/).waitFor();
  await confirm.getByRole("button", { name: "Delete" }).click();
  await page.getByText("There are no custom roles yet").waitFor();
  await expect.poll(() => ada.me.get()?.customRole).toBeUndefined();

  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByText(/Olga Owner deleted the role Emoji team, which one person had\./).waitFor();
  await page.getByText(/changed the role of Ada Byron from Member to Emoji team\./).waitFor();
  await page.getByText("From now on also: Make rooms").waitFor();
});

test("RGT-6, PAN-5: an administrator is offered what is theirs to give, and shown the rest", async () => {
  const { page: owners } = await visitPanelAs(browser, server, "olga", "/roles");
  const headers = { origin: server.url };
  for (const [name, base, permissions] of [
    ["Reader", "member", ["readPrivateMessages"]],
    ["Team", "member", ["manageEmoji"]],
  ] as const) {
    const data = { name, base, permissions };
    expect((await owners.request.post("/api/admin/roles", { data, headers })).status()).toBe(201);
  }
  const path = `/api/admin/people/${ada.me.get()?.id}/role`;
  await owners.request.put(path, { data: { role: "admin" }, headers });
  const { page } = await visitPanelAs(browser, server, "ada", "/roles");
  await menuOf(page, "Reader").click();
  await page.getByRole("menuitem", { name: "Show" }).click();
  const shown = page.getByRole("dialog", { name: "The role Reader" });
  expect(await shown.getByLabel("Read private messages").isChecked()).toBe(true);
  expect(await shown.getByRole("checkbox", { disabled: false }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await expect
    .poll(() => menuOf(page, "Reader").evaluate((button) => button === document.activeElement))
    .toBe(true);
  await page.getByRole("button", { name: "New role" }).click();
  const editor = page.getByRole("dialog", { name: "New role" });
  expect(await editor.getByLabel("Rank").locator("option").allTextContents()).toEqual([
    ...["Moderator", "Member", "Guest"],
  ]);
  expect(await editor.getByLabel("Read private messages").isDisabled()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "People" }).click();
  await server.addPerson("ben", "Ben Stone");
  await page.reload();
  await actOn(page, "Ben Stone", "Change the role");
  const dialog = page.getByRole("dialog", { name: "Change a role" });
  await dialog.getByLabel(/^Team/).waitFor();
  expect(await dialog.getByLabel(/^Reader/).count()).toBe(0);
});

test("PAN-5: who has a custom role sees the pages that it permits, and no others", async () => {
  const cleo = await server.addPerson("cleo", "Cleo Marsh");
  const { page: owners } = await visitPanelAs(browser, server, "olga", "/roles");
  const headers = { origin: server.url };
  const data = { name: "Auditor", base: "member", permissions: ["readAudit", "openDirects"] };
  const { id } = await (await owners.request.post("/api/admin/roles", { data, headers })).json();
  const path = `/api/admin/people/${cleo.me.get()?.id}/role`;
  await owners.request.put(path, { data: { role: id }, headers });
  const { page } = await visitPanelAs(browser, server, "cleo", "/");
  await page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
  const pages = page.getByRole("navigation", { name: "Administration" }).getByRole("link");
  expect(await pages.allTextContents()).toEqual(["Audit log"]);
  await page.getByRole("complementary").getByText("Auditor").waitFor();
});
