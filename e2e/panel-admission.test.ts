import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { signUpOn, visit } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  const olga = await server.addPerson("olga", "Olga Owner");
  await olga.api.createRoom({ name: "Nestlings", kind: "public" });
});

test("REG-2, PAN-5: a setting is changed by keys, holds at once, and goes back", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/settings");
  const form = page.getByRole("form", { name: "Registration" });
  await form.getByText("This is the default.").waitFor();
  await form.getByRole("radio", { name: /^Everybody/ }).focus();
  await page.keyboard.press("ArrowDown");
  await form.getByText("Whom you let in", { exact: true }).click();
  await form.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await form.getByText("It was changed here.").waitFor();
  expect(await (await page.request.get("/api/registration")).json()).toMatchObject({
    mode: "approval",
  });
  await form.getByRole("button", { name: "Back to the default" }).click();
  await form.getByText("This is the default.").waitFor();

  const name = page.getByRole("form", { name: "Name" });
  await name.getByLabel("Name of the server").fill("Tern Club");
  await page.keyboard.press("Enter");
  await name.getByText("It was changed here.").waitFor();

  const rooms = page.getByRole("form", { name: "Rooms of everybody" });
  await rooms.getByLabel("Nestlings").check();
  await rooms.getByRole("button", { name: "Save" }).click();
  await rooms.getByText("It was changed here.").waitFor();
  await page.reload();
  await rooms.getByRole("button", { name: "Without Nestlings" }).waitFor();
});

test("a setting that makes no sense with the others is refused, and says why", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/settings");
  const form = page.getByRole("form", { name: "Registration" });
  await form.getByText("Who has an address of yours", { exact: true }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByRole("alert").waitFor();
});

test("REG-8: who waits is let in or not, by keys, and the list is exported", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/settings");
  const headers = { origin: server.url };
  await page.request.patch("/api/admin/settings", { data: { registration: "approval" }, headers });
  const waiting = [];
  for (const name of ["ines", "jonah"]) {
    const theirs = (await visit(browser, server, { path: "/sign-up" })).page;
    await signUpOn(theirs, name);
    await theirs
      .getByText(/let you in/)
      .first()
      .waitFor();
    waiting.push(theirs);
  }
  // As the mail to administrators links to it.
  await page.goto("/admin/registrations");
  const table = page.getByRole("table", { name: "Registrations" });
  const row = (name: string) => table.getByRole("row", { name });
  await row("ines").getByRole("button", { name: "Let ines in", exact: true }).focus();
  await page.keyboard.press("Enter");
  await waiting[0]?.getByRole("navigation", { name: "Rooms" }).waitFor();
  await row("ines").waitFor({ state: "detached" });

  await row("jonah").getByRole("button", { name: "Do not let jonah in" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Reason").fill("We do not know you");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByText("Nobody waits to be let in").waitFor();
  await waiting[1]?.getByText("We do not know you").waitFor();

  await page.getByLabel("State").selectOption("Who was not let in");
  await row("jonah")
    .getByText("They were told: We do not know you")
    .filter({ visible: true })
    .waitFor();
  expect(new URL(page.url()).searchParams.get("state")).toBe("refused");
  expect(await findings(page)).toEqual([]);
  const downloads = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const text = await readFile(await (await downloads).path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  await page.request.patch("/api/admin/settings", { data: { registration: null }, headers });
});

test("REG-4: an invitation is made by keys, shown once, and revoked", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/invites");
  await page.getByText("Nobody was invited yet").waitFor();
  await page.getByRole("button", { name: "New invitation" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New invitation" });
  await dialog.getByLabel("For how many people").fill("none");
  await page.keyboard.press("Enter");
  await dialog.getByText("Write a whole number").waitFor();
  await dialog.getByLabel("For how many people").fill("2");
  await dialog.getByLabel("Nestlings").check();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const made = page.getByRole("dialog", { name: "The invitation is made" });
  const link = await made.getByLabel("Link", { exact: true }).inputValue();
  await made.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("table", { name: "Invitations" }).getByRole("row", { name: "Olga" });
  await row.getByText("Into one room").filter({ visible: true }).waitFor();

  const theirs = (await visit(browser, server, { path: new URL(link).pathname })).page;
  await signUpOn(theirs, "freya");
  await theirs.getByRole("navigation", { name: "Rooms" }).getByText("Nestlings").waitFor();

  await page.reload();
  await row.getByText("1 of 2").filter({ visible: true }).waitFor();
  await row.getByRole("button", { name: "Revoke the invitation of Olga Owner" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await row.getByText("Revoked").filter({ visible: true }).waitFor();
  await page.getByLabel("State").selectOption("Working");
  await page.getByText("Nothing fits that").waitFor();
});

test.each(["light", "dark"] as const)(
  "all of it can be used in the %s theme, by phone",
  async (theme) => {
    const { page } = await visitPanelAs(browser, server, "olga", "/settings", {
      theme,
      phone: true,
    });
    await page.getByRole("form", { name: "Rooms of everybody" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    for (const path of ["invites", "registrations?state=any"]) {
      await page.goto(`/admin/${path}`);
      await page.getByRole("row").nth(1).waitFor();
      expect(await findings(page, theme)).toEqual([]);
      const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
      expect(await page.evaluate(isWide)).toBe(false);
    }
  },
);
