import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ida: Roost;
/** Two devices of one person. */
let laptop: Page;
let phone: Page;
let roomId: string;
let name: string;

setUpServerAndBrowser();
beforeAll(async () => {
  ida = await server.addPerson("ida", "Ida Berg");
  laptop = (await visitAs(browser, server, "ida")).page;
  phone = (await visitAs(browser, server, "ida")).page;
});

let count = 0;
beforeEach(async () => {
  count += 1;
  name = `hide ${count}`;
  roomId = (await ida.api.createRoom({ name, kind: "public" })).id;
  await Promise.all([laptop.goto(`/rooms/${roomId}`), phone.goto(`/rooms/${roomId}`)]);
  await Promise.all([composer(laptop).waitFor(), composer(phone).waitFor()]);
});

const has = (page: Page, text: string) => expect.poll(() => composer(page).inputValue()).toBe(text);
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const views = (page: Page) => page.getByRole("navigation", { name: "Overview" });

test("what is written on one device is there on the other, and gone once it is sent", async () => {
  await composer(laptop).pressSequentially("Half a thou");
  await has(phone, "Half a thou");
  await composer(phone).press("End");
  await composer(phone).pressSequentially("ght");
  await has(laptop, "Half a thought");
  await composer(laptop).press("Enter");
  await acknowledged(phone, "Half a thought");
  await has(phone, "");
});

test("drafts are listed, lead to their rooms, and are discarded there", async () => {
  await composer(laptop).fill("To be continued");
  await views(phone).getByRole("link", { name: "Drafts 1" }).click();
  const draft = phone.getByRole("main").getByRole("link", { name: "To be continued" });
  await draft.click();
  await has(phone, "To be continued");
  await phone.goto("/saved");
  await rooms(phone).getByRole("link", { name: "Draft: To be continued" }).waitFor();
  await phone.goto("/drafts");
  await phone.getByRole("button", { name: `Discard the draft in ${name}` }).click();
  await phone.getByText("No drafts").waitFor();
  await phone.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await has(laptop, "To be continued");
  await phone.getByRole("button", { name: `Discard the draft in ${name}` }).click();
  await phone.getByText("No drafts").waitFor();
  await has(laptop, "");
  await views(laptop).getByRole("link", { name: "Drafts" }).waitFor({ state: "detached" });
});

test("a notice with Undo stays while the pointer or the focus is on it, is reached by a key, and ends at sign-out", async () => {
  const { page: tablet } = await visitAs(browser, server, "ida", { path: "/drafts" });
  const notice = tablet.getByRole("status").filter({ hasText: "Discarded the draft" });
  const undo = notice.getByRole("button", { name: "Undo" });
  const button = tablet.getByRole("button", { name: `Discard the draft in ${name}` });
  const isThere = async () => {
    await tablet.clock.fastForward(15_000);
    expect(await undo.count()).toBe(1);
  };
  await composer(laptop).fill("To be continued");
  await button.waitFor();
  await tablet.clock.install();

  await button.focus();
  await tablet.keyboard.press("Enter");
  await undo.hover();
  await isThere();
  await tablet.keyboard.press("F8");
  await expect.poll(() => undo.evaluate((one) => one === document.activeElement)).toBe(true);
  await tablet.mouse.move(0, 0);
  await isThere();
  await tablet.keyboard.press("Enter");
  await notice.waitFor({ state: "detached" });
  await has(laptop, "To be continued");

  // Escape ends it, or its time.
  await button.click();
  await undo.waitFor();
  await tablet.keyboard.press("F8");
  await tablet.keyboard.press("Escape");
  await notice.waitFor({ state: "detached" });
  await has(laptop, "");
  await composer(laptop).fill("To be continued, again");
  await button.click();
  await undo.waitFor();
  await tablet.clock.fastForward(15_000);
  await notice.waitFor({ state: "detached" });
  await has(laptop, "");

  await composer(laptop).fill("The last one");
  await button.click();
  await undo.hover();
  await tablet.getByRole("button", { name: "Account of Ida Berg" }).press("Enter");
  await tablet.getByRole("menuitem", { name: "Sign out" }).press("Enter");
  await tablet.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).press("Enter");
  await tablet.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(await notice.count()).toBe(0);
});

test("what is written while cut off stays over a reload, and reaches the other device later", async () => {
  const network = await networkOf(laptop);
  await laptop.reload();
  await composer(laptop).waitFor();
  await network.cut();
  await composer(laptop).fill("Written in a tunnel");
  network.restore();
  await laptop.reload();
  await has(laptop, "Written in a tunnel");
  await has(phone, "Written in a tunnel");
  await composer(laptop).fill("");
  await has(phone, "");
});

test("a message is saved by a key, marked on each device, and found among the saved ones", async () => {
  const nest = await server.addPerson(`guest${count}`, "Guest Gull");
  await nest.api.joinRoom(roomId);
  await send(laptop, "The code of the gate is 4711");
  await acknowledged(phone, "The code of the gate is 4711");
  const row = (page: Page) => messages(page, "The code of the gate is 4711");
  await row(laptop).click();
  await row(laptop).press("s");
  await row(laptop).getByRole("img", { name: "Saved" }).waitFor();
  await row(phone).getByRole("img", { name: "Saved" }).waitFor();
  await views(phone).getByRole("link", { name: "Saved" }).click();
  const kept = phone.getByRole("main").getByRole("listitem");
  await kept.getByText("The code of the gate is 4711").waitFor();
  await kept.getByRole("link").click();
  await phone.waitForURL(`**/rooms/${roomId}/*`);
  await row(phone).hover();
  await row(phone).getByRole("button", { name: "Remove from saved" }).click();
  await row(laptop).getByRole("img", { name: "Saved" }).waitFor({ state: "detached" });
  await phone.goto("/saved");
  await phone.getByText("Nothing saved").waitFor();
});

test("a saved message that its author deletes is not found any more", async () => {
  await send(laptop, "A slip of the tongue");
  await acknowledged(phone, "A slip of the tongue");
  const row = messages(phone, "A slip of the tongue");
  await row.hover();
  await row.getByRole("button", { name: "Save for later" }).click();
  await row.getByRole("img", { name: "Saved" }).waitFor();
  await laptop.goto("/saved");
  const number = await row.getAttribute("data-number");
  await laptop.getByRole("main").getByText("A slip of the tongue").waitFor();
  await ida.api.deleteMessage(`${roomId}.${number}`);
  await laptop.reload();
  await laptop.getByText("Nothing saved").waitFor();
});
