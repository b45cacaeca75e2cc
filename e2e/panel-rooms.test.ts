import type { Roost } from "@roost/sdk";
import { beforeAll, expect, test } from "vitest";
import { visitAs } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let olga: Roost;
let ada: Roost;
let nest: string;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  olga = await server.addPerson("olga", "Olga Owner");
  ada = await server.addPerson("ada", "Ada Byron");
  await server.addPerson("ben", "Ben Stone");
  nest = (await ada.api.createRoom({ name: "Nest", kind: "private", topic: "Twigs" })).id;
  await ada.api.createRoom({ name: "Meadow", kind: "public" });
});

const table = (page: Awaited<ReturnType<typeof visitPanelAs>>["page"], name: string) =>
  page.getByRole("table", { name });

test("PAN-6: rooms of all kinds are found, filtered and put in order, and the address says so", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/rooms");
  await page.getByRole("heading", { name: "Rooms", level: 1 }).waitFor();
  const rooms = table(page, "Rooms");
  await rooms.getByRole("row", { name: "Nest" }).getByText("Private").waitFor();
  await rooms.getByRole("row", { name: "Meadow" }).getByText("Ada Byron").waitFor();
  await page.getByText("one private").waitFor();

  await page.getByLabel("Who finds it").selectOption("Private");
  await expect.poll(() => rooms.getByRole("row").count()).toBe(2);
  expect(new URL(page.url()).searchParams.get("kind")).toBe("private");
  await page.goBack();
  await rooms.getByRole("row", { name: "Meadow" }).waitFor();
  await rooms.getByRole("button", { name: "Members" }).click();
  await expect.poll(() => rooms.getByRole("row").nth(1).textContent()).toContain("general");
  expect(new URL(page.url()).searchParams.get("sort")).toBe("mostMembers");
  await page.getByLabel("Name of a room").fill("mead");
  await expect.poll(() => rooms.getByRole("row").count()).toBe(2);
  await page.getByLabel("Activity").selectOption("Nobody wrote for 365 days");
  await page.getByText("Nothing fits that").waitFor();
});

test("PAN-7: a room is made for somebody, edited, archived and deleted, and its people see it", async () => {
  const theirs = (await visitAs(browser, server, "ben")).page;
  await theirs.getByRole("navigation", { name: "Rooms" }).waitFor();
  const { page } = await visitPanelAs(browser, server, "olga", "/rooms");
  await page.getByRole("button", { name: "New room" }).click();
  const dialog = page.getByRole("dialog", { name: "New room" });
  await dialog.getByRole("button", { name: "Make the room" }).click();
  await dialog.getByText("Give the room a name.").waitFor();
  await dialog.getByLabel("What it is called").fill("Owlery");
  await dialog.getByRole("radio", { name: /^Private/ }).check();
  await dialog.getByLabel("Somebody else, by name").fill("ben");
  await dialog.getByRole("radio", { name: /^Ben Stone/ }).check();
  await dialog.getByRole("button", { name: "Make the room" }).click();
  await page.getByRole("heading", { name: "Owlery", level: 1 }).waitFor();
  await table(page, "Members")
    .getByRole("row", { name: "Ben Stone" })
    .getByRole("cell", { name: "Owner", exact: true })
    .waitFor();
  await theirs.getByRole("navigation", { name: "Rooms" }).getByText("Owlery").waitFor();

  const act = async (action: string) => {
    await page.getByRole("button", { name: "Actions", exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  };
  await act("Edit");
  const edit = page.getByRole("dialog", { name: "Edit Owlery" });
  await edit.getByLabel("What it is called").fill("Barn");
  await edit.getByRole("radio", { name: /^Public/ }).check();
  await edit.getByRole("button", { name: "Save" }).click();
  // Olga is not in it.
  await edit.getByText("Nobody comes into a private room by themselves").waitFor();
  await edit.getByRole("radio", { name: /^Private/ }).check();
  await edit.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Barn", level: 1 }).waitFor();
  await theirs
    .getByRole("navigation", { name: "Rooms" })
    .getByText("Barn", { exact: true })
    .click();
  await theirs.getByText("Olga Owner renamed the room").first().waitFor();

  await act("Archive");
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await theirs.getByText("Olga Owner archived the room").first().waitFor();
  await page.getByText("Archived").first().waitFor();
  await act("Delete for good");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete for good" }).click();
  await page.getByRole("heading", { name: "Rooms", level: 1 }).waitFor();
  await expect
    .poll(() =>
      theirs.getByRole("navigation", { name: "Rooms" }).getByText("Barn", { exact: true }).count(),
    )
    .toBe(0);
});

test("PAN-7: people are brought into a room, given a role and taken out of it", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", `/rooms/${nest}`);
  const members = table(page, "Members");
  await page.getByRole("button", { name: "Add people" }).click();
  const dialog = page.getByRole("dialog", { name: "Add people to Nest" });
  await dialog.getByRole("checkbox", { name: /^Ben Stone/ }).check();
  await dialog.getByLabel("They come in as").selectOption("Moderator");
  await dialog.getByRole("button", { name: "Add one person" }).click();
  await members
    .getByRole("row", { name: "Ben Stone" })
    .getByRole("cell", { name: "Moderator", exact: true })
    .waitFor();

  await members.getByRole("button", { name: "Actions for Ben Stone" }).click();
  await page.getByRole("menuitem", { name: "Make owner" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make owner" }).click();
  await members
    .getByRole("row", { name: "Ben Stone" })
    .getByRole("cell", { name: "Owner", exact: true })
    .waitFor();
  await members.getByRole("button", { name: "Actions for Ada Byron" }).click();
  await page.getByRole("menuitem", { name: "Take out" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take out" }).click();
  await expect.poll(() => members.getByRole("row", { name: "Ada Byron" }).count()).toBe(0);
  await expect.poll(() => ada.rooms.get().some(({ id }) => id === nest)).toBe(false);

  await page.goto("/admin/audit");
  await page.getByText("Olga Owner took Ada Byron out of the room Nest.").first().waitFor();
});

test("PAN-8: who looks after the server does not come into a private room", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", `/rooms/${nest}`);
  await page.getByRole("button", { name: "Add people" }).click();
  const dialog = page.getByRole("dialog", { name: "Add people to Nest" });
  await dialog.getByRole("checkbox", { name: /^Olga Owner/ }).check();
  await dialog.getByRole("button", { name: "Add one person" }).click();
  await dialog.getByText("Nobody comes into a private room by themselves").waitFor();
  expect(olga.rooms.get().some(({ id }) => id === nest)).toBe(false);
});
