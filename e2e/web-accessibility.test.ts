import type { Roost } from "@roost/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { composer, messages, visit, visitAs } from "./browser.ts";
import { password } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ines: Roost;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  ines = await server.addPerson("ines", "Ines Albrecht");
  const jonah = await server.addPerson("jonah", "Jonah Okafor");
  const room = await ines.api.createRoom({ name: "quay", kind: "public", topic: "Terns" });
  roomId = room.id;
  await jonah.api.joinRoom(roomId);
  await ines.api.createRoom({ name: "board", kind: "private" });
  const bodies = [
    "**Plan** for today, see https://example.org/plan\n\n1. quay\n2. mudflats",
    "> quoted\n\n`code` and ~~old~~ text\n\n```\nconst wide = 1;\n```",
    "to be edited",
    "to be deleted",
  ];
  for (const body of bodies) await ines.sent(ines.send(roomId, body));
  const page = await ines.api.messages(roomId);
  const idOf = (body: string) => page.messages.find((message) => message.body === body)?.id ?? "";
  await ines.api.editMessage(idOf("to be edited"), "was edited");
  await ines.api.deleteMessage(idOf("to be deleted"));
  await jonah.sent(jonah.send(roomId, "All right"));
  const nest = await ines.list.make("Nest");
  const unread = await jonah.api.createRoom({ name: "unread", kind: "public" });
  await ines.api.joinRoom(unread.id);
  await ines.list.put(unread.id, nest);
  await jonah.sent(jonah.send(unread.id, "Unread by Ines"));
  const muted = await ines.api.createRoom({ name: "muted", kind: "public" });
  await ines.list.mute(muted.id, true);
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("signing in and up", async () => {
    const { page } = await visit(browser, server, { theme });
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Choose a user name.").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });

  test("a forgotten password, and the account in the settings", async () => {
    const { page } = await visit(browser, server, { theme, path: "/forgot-password" });
    await page.getByLabel("User name or e-mail").fill("ines");
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("alert").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.goto("/reset-password#none");
    await page.getByLabel("New password").fill("twigs and moss");
    await page.getByText("Good", { exact: true }).or(page.getByText("Strong")).waitFor();
    await page.getByRole("button", { name: "Save the password" }).click();
    await page.getByText("This link was used").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.goto("/confirm-email#none");
    await page.getByRole("button", { name: "Confirm the address" }).click();
    await page.getByText("This link was used").waitFor();
    expect(await findings(page, theme)).toEqual([]);

    const own = await visitAs(browser, server, "jonah", { theme, path: "/settings/account" });
    await own.page.getByRole("button", { name: "Change the password" }).click();
    await own.page.getByLabel("Present password").waitFor();
    await own.page.getByLabel("New password").fill("jonah");
    await own.page.getByText("Guessed at once").waitFor();
    expect(await findings(own.page, theme)).toEqual([]);
    await own.page.keyboard.press("Escape");
    await own.page.getByRole("button", { name: "Change the address" }).click();
    await own.page.getByLabel("New address").fill("none");
    await own.page.keyboard.press("Enter");
    await own.page.getByText("Write an address like").waitFor();
    expect(await findings(own.page, theme)).toEqual([]);
    await own.page.keyboard.press("Escape");
    await own.page.getByRole("button", { name: "Set it up" }).click();
    await own.page.getByLabel("Present password").fill(password);
    await own.page.keyboard.press("Enter");
    await own.page.getByRole("img", { name: "QR code for the app" }).waitFor();
    await own.page.getByLabel("Code", { exact: true }).fill("no");
    await own.page.keyboard.press("Enter");
    await own.page.getByText("This code is wrong").waitFor();
    expect(await findings(own.page, theme)).toEqual([]);
  });

  test("a room, its menus and its dialogs", async () => {
    const { page } = await visitAs(browser, server, "jonah", { theme, path: `/rooms/${roomId}` });
    await messages(page, "All right").hover();
    await page.getByRole("toolbar").waitFor();
    expect(await findings(page, theme)).toEqual([]);

    await composer(page).fill("x".repeat(10_001));
    await page.getByText("1 characters too many").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await composer(page).fill("");

    await messages(page, "All right").hover();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");

    for (const name of ["More about this room", /^Account of/]) {
      await page.getByRole("button", { name }).click();
      await page.getByRole("menu").waitFor();
      expect(await findings(page, theme)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
    }

    const entries = ["invite", "name and topic", "leave", "create", "keyboard", "sign out"];
    for (const entry of entries) {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill(entry);
      await page.getByRole("option").first().waitFor();
      if (entry === "invite") expect(await findings(page, theme)).toEqual([]);
      await page.keyboard.press("Enter");
      await page.getByRole("combobox").waitFor({ state: "detached" });
      await page.getByRole("dialog").or(page.getByRole("alertdialog")).waitFor();
      expect(await findings(page, theme), entry).toEqual([]);
      await page.keyboard.press("Escape");
      await page
        .getByRole("dialog")
        .or(page.getByRole("alertdialog"))
        .waitFor({ state: "detached" });
    }
  });

  test("the owner's settings, the directory, a room to join and one that is not there", async () => {
    const { page } = await visitAs(browser, server, "ines", { theme, path: `/rooms/${roomId}` });
    await composer(page).waitFor();
    await page.getByRole("button", { name: "More about this room" }).click();
    await page.getByRole("menuitem", { name: "Room settings" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await findings(page, theme)).toEqual([]);

    for (const section of ["appearance", "writing", "privacy", "sessions"]) {
      await page.goto(`/settings/${section}`);
      await page
        .getByRole("switch")
        .or(page.getByText("This one"))
        .or(page.getByLabel("Language"))
        .first()
        .waitFor();
      expect(await findings(page, theme), section).toEqual([]);
    }

    await page.goto("/browse");
    await page.getByRole("link", { name: "Open" }).first().waitFor();
    expect(await findings(page, theme)).toEqual([]);

    await page.goto("/rooms/00000000-0000-4000-8000-000000000000");
    await page.getByText("This room is not here").waitFor();
    expect(await findings(page, theme)).toEqual([]);

    const other = await visitAs(browser, server, "jonah", { theme });
    const night = await ines.api.createRoom({ name: `night ${theme}`, kind: "public" });
    await other.page.goto(`/rooms/${night.id}`);
    await other.page.getByRole("button", { name: "Join room" }).waitFor();
    expect(await findings(other.page, theme)).toEqual([]);
  });

  test("sections of the list, their menus, and what is not read", async () => {
    const { page } = await visitAs(browser, server, "ines", { theme, path: `/rooms/${roomId}` });
    await page.getByRole("region", { name: "Nest" }).waitFor();
    await page.getByRole("img", { name: "Muted" }).waitFor();
    for (const name of ["Sort and arrange", "About Nest"]) {
      await page.getByRole("button", { name }).focus();
      await page.getByRole("button", { name }).click();
      await page.getByRole("menu").waitFor();
      expect(await findings(page, theme)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
    }
    await page.getByRole("link", { name: /board/ }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Move to section…" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await findings(page, theme)).toEqual([]);

    await page.goto("/unreads");
    await page.getByRole("main").getByText("Unread by Ines").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });

  test("a phone: the rooms, a room, and a message under the finger", async () => {
    const { page } = await visitAs(browser, server, "jonah", { theme, phone: true });
    await page.getByRole("link", { name: /quay/ }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("link", { name: /quay/ }).tap();
    await messages(page, "All right").waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("button", { name: /^\d+ members?$/ }).tap();
    await page.getByRole("complementary", { name: "Members" }).getByText("@ines").waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });
});
