import { pngOf } from "@roost/server/testing/images.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { actOn, rowOf, visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  await server.addPerson("ines", "Ines Albrecht");
  await server.addPerson("jonah", "Jonah Okafor");
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("people, what is done with them, and one of them", async () => {
    const { page } = await visitPanelAs(browser, server, "ines", "/people", { theme });
    await rowOf(page, "Jonah Okafor").waitFor();
    await page.getByRole("checkbox", { name: "Select Jonah Okafor" }).check();
    expect(await findings(page, theme)).toEqual([]);
    await rowOf(page, "Jonah Okafor")
      .getByRole("button", { name: /^Actions/ })
      .click();
    await page.getByRole("menu").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");
    const entries = ["Change the role", "Link for a new password", "Hand the server on", "Suspend"];
    for (const entry of entries) {
      await actOn(page, "Jonah Okafor", entry);
      await page.getByRole("dialog").waitFor();
      expect(await findings(page, theme), entry).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "New account" }).click();
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByText("Write an address like").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await rowOf(page, "Jonah Okafor").getByRole("link").click();
    await page.getByRole("heading", { name: "Jonah Okafor", level: 1 }).waitFor();
    await page.getByText("Nothing yet.").or(page.getByRole("listitem").last()).first().waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });

  test("roles, the editor of one, and what is asked before one is deleted", async () => {
    const { page } = await visitPanelAs(browser, server, "ines", "/roles", { theme });
    const data = { name: `Team ${theme}`, base: "member", permissions: ["manageEmoji"] };
    const headers = { origin: server.url };
    await page.request.post("/api/admin/roles", { data, headers });
    await page.reload();
    const menu = page.getByRole("button", { name: `Actions for the role Team ${theme}` });
    await menu.waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await menu.click();
    await page.getByRole("menuitem", { name: "Change" }).click();
    const editor = page.getByRole("dialog");
    await editor.getByLabel("Name of the role", { exact: true }).fill("");
    await editor.getByRole("button", { name: "Save" }).click();
    await editor.getByText("Give the role a name.").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");
    await menu.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });

  test("bots, one of them, API tokens and emoji, and what is asked there", async () => {
    const { page } = await visitPanelAs(browser, server, "ines", "/bots", { theme });
    const headers = { origin: server.url };
    const data = { username: `herald-${theme}`, displayName: `Herald ${theme}` };
    const { id } = await (await page.request.post("/api/admin/bots", { data, headers })).json();
    const token = { name: `Script ${theme}`, scopes: ["read"] };
    await page.request.post(`/api/admin/bots/${id}/tokens`, { data: token, headers });
    await page.request.post("/api/me/tokens", { data: token, headers });
    await page.request.put(`/api/emoji/heron-${theme}`, {
      data: pngOf(32),
      headers: { ...headers, "content-type": "image/png" },
    });
    await page.reload();
    await page.getByRole("button", { name: `Actions for Herald ${theme}` }).click();
    await page.getByRole("menuitem", { name: "Change" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("menuitem", { name: "Change" }).click();
    await page.getByRole("dialog").getByLabel("User name").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.goto(`/admin/bots/${id}`);
    await page.getByRole("button", { name: `Revoke “Script ${theme}”` }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.goto("/admin/tokens");
    await page.getByRole("checkbox", { name: new RegExp(`Select Script ${theme}`) }).check();
    expect(await findings(page, theme)).toEqual([]);
    await page
      .getByRole("region", { name: "What to do with them" })
      .getByRole("button")
      .first()
      .click();
    await page.getByRole("alertdialog").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.goto("/admin/emoji");
    await page.getByRole("checkbox", { name: `Select :heron-${theme}:` }).check();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("button", { name: "Add emoji" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });

  test("a list without rows, the drawer of a phone, and a page that is not there", async () => {
    const { page } = await visitPanelAs(browser, server, "ines", "/people?q=nobody", {
      theme,
      phone: true,
    });
    await page.getByText("Nothing fits that").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("button", { name: "Pages of the administration" }).tap();
    await page.getByRole("dialog", { name: "Administration" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.goto("/admin/nowhere");
    await page.getByText("There is no page at this address").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });
});
