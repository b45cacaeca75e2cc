import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const row = (page: Page, room: string) => rooms(page).getByRole("link", { name: new RegExp(room) });
const section = (page: Page, title: string) =>
  rooms(page).getByRole("region", { name: title, exact: true });
const order = (page: Page, title: string) =>
  section(page, title)
    .getByRole("link")
    .evaluateAll((all) =>
      all.flatMap((one) => one.textContent?.match(/(?:garden|kitchen|attic)/)?.[0] ?? []),
    );

test("LST-5: a section is sorted by hand, by drag and by keys, on all devices", async () => {
  const ida = await server.addPerson("ida", "Ida Berg");
  const ben = await server.addPerson("ben", "Ben Carver");
  const ids: string[] = [];
  const work = await ida.list.make("Work");
  for (const name of ["garden", "kitchen", "attic"]) {
    const { id } = await ida.api.createRoom({ name, kind: "public" });
    await ben.api.joinRoom(id);
    await ida.list.put(id, work);
    ids.push(id);
  }
  const laptop = (await visitAs(browser, server, "ida", { path: "/saved" })).page;
  const tablet = (await visitAs(browser, server, "ida", { path: "/saved" })).page;
  await row(tablet, "garden").waitFor();
  // Menus, drags and keys of the list come with a part of it.
  await laptop.waitForLoadState("networkidle");
  const heading = section(laptop, "Work").getByRole("button", { name: "Work", exact: true });
  await heading.click({ button: "right" });
  await laptop.getByRole("menuitemradio", { name: "Name" }).click();
  const both = async (expected: string[]) => {
    await expect.poll(() => order(laptop, "Work")).toEqual(expected);
    await expect.poll(() => order(tablet, "Work")).toEqual(expected);
  };
  await both(["attic", "garden", "kitchen"]);
  await laptop.getByRole("menuitemradio", { name: "Hand" }).click();
  await laptop.keyboard.press("Escape");
  await row(laptop, "kitchen").dragTo(row(laptop, "attic"), { targetPosition: { x: 60, y: 4 } });
  await both(["kitchen", "attic", "garden"]);
  // What is written moves nothing.
  await ben.sent(ben.send(ids[0] ?? "", "Rain"));
  await row(tablet, "garden")
    .getByText(/unread$/)
    .waitFor();
  await both(["kitchen", "attic", "garden"]);

  await row(laptop, "garden").focus();
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await both(["kitchen", "garden", "attic"]);
  const focused = () =>
    laptop.evaluate(() => document.activeElement?.closest("a")?.textContent ?? "");
  await expect.poll(focused).toContain("garden");
  await laptop.keyboard.press("Control+Shift+ArrowDown");
  await both(["kitchen", "attic", "garden"]);
  await expect.poll(focused).toContain("garden");
  // At the end of its section it leaves that, and comes back at the end.
  await laptop.keyboard.press("Control+Shift+ArrowDown");
  await section(tablet, "Rooms")
    .getByRole("link", { name: /garden/ })
    .waitFor();
  await expect.poll(focused).toContain("garden");
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await both(["kitchen", "attic", "garden"]);
});
