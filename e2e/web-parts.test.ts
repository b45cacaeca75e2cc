import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

/** Loads the page anew while one of its parts is held back, until the returned function is called. */
async function holdBack(page: Page, part: string): Promise<() => void> {
  const released = Promise.withResolvers<void>();
  await page.route(`**/assets/${part}-*.js`, async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.reload();
  await composer(page).and(page.locator(":focus")).waitFor();
  return released.resolve;
}

test("what is typed after Ctrl+K goes into the switcher, however late it comes", async () => {
  const ana = await server.addPerson("ana", "Ana Reyes");
  await ana.api.createRoom({ name: "alpha", kind: "public" });
  await ana.api.createRoom({ name: "beta", kind: "public" });
  const { page, errors } = await visitAs(browser, server, "ana");
  await page.getByRole("link", { name: /alpha/ }).click();
  await page.getByRole("heading", { name: "alpha", level: 1 }).waitFor();
  const release = await holdBack(page, "dialogs");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("betaa");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("");
  release();
  await page.getByRole("heading", { name: "beta", level: 1 }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await composer(page).inputValue()).toBe("");
  expect(await messages(page).count()).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toBe("Message beta");
  expect(errors).toEqual([]);
});

test("a menu of the list that is asked for before its code has come opens when it comes", async () => {
  const ida = await server.addPerson("ida", "Ida Bell");
  await ida.api.createRoom({ name: "Garden", kind: "public" });
  const { page } = await visitAs(browser, server, "ida");
  await composer(page).waitFor();
  const release = await holdBack(page, "tools");
  const row = page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /Garden/ });
  await row.click({ button: "right" });
  release();
  await page.getByRole("menuitem", { name: "Add to favourites" }).waitFor();
});

test("Escape gives up what has not come yet, and the focus is back where it was", async () => {
  await server.addPerson("bo", "Bo Lind");
  const { page } = await visitAs(browser, server, "bo");
  await composer(page).waitFor();
  const release = await holdBack(page, "dialogs");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("lost");
  await page.keyboard.press("Escape");
  expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("kept");
  expect(await composer(page).inputValue()).toBe("kept");
  release();
});

test("what is typed for a new room waits for its form, field by field", async () => {
  await server.addPerson("cleo", "Cleo Marsh");
  const { page } = await visitAs(browser, server, "cleo");
  await composer(page).waitFor();
  const release = await holdBack(page, "dialogs");
  await page.getByRole("button", { name: "Create a room" }).first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("harbour");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Boats");
  await page.keyboard.press("Enter");
  release();
  await page.getByRole("heading", { name: "harbour", level: 1 }).waitFor();
  await page.getByText("Boats", { exact: true }).first().waitFor();
});

test("a part that cannot be had says so in its place, and comes when it can", async () => {
  await server.addPerson("dora", "Dora Quist");
  const { page, errors } = await visitAs(browser, server, "dora");
  await composer(page).waitFor();
  await page.route("**/assets/dialogs-*.js", (route) => route.abort());
  await page.reload();
  await composer(page).fill("a draft");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("browse");
  const failure = page.getByRole("alertdialog");
  await failure.getByText("This part could not be loaded").waitFor();
  expect(await composer(page).inputValue()).toBe("a draft");
  await page.unroute("**/assets/dialogs-*.js");
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("browse");
  expect(errors).toEqual([]);
});

test("parts are fetched before they are wanted, and open without a network", async () => {
  await server.addPerson("gil", "Gil Aas");
  const { page, context } = await visitAs(browser, server, "gil");
  await composer(page).waitFor();
  const fetched = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .join(),
    );
  await expect.poll(fetched).toMatch(/dialogs-.*\.js/);
  await expect.poll(fetched).toMatch(/tools-.*\.js/);
  await context.setOffline(true);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("create");
  await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("create");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Account of" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
});

test("a part that could not be fetched comes by itself: at the next attempt, or with the network", async () => {
  await server.addPerson("ivo", "Ivo Berg");
  const { page, context } = await visitAs(browser, server, "ivo");
  await composer(page).waitFor();
  let left = 2;
  await page.route("**/assets/dialogs-*.js", (route) =>
    left-- > 0 ? route.abort() : route.continue(),
  );
  await page.reload();
  await composer(page).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  expect(left).toBeLessThan(0);
  expect(await page.getByRole("alertdialog").count()).toBe(0);

  left = Number.POSITIVE_INFINITY;
  await page.reload();
  await composer(page).and(page.locator(":focus")).waitFor();
  await context.setOffline(true);
  await page.keyboard.press("Control+k");
  await page.getByRole("alertdialog").waitFor();
  left = 0;
  await context.setOffline(false);
  await page.getByRole("combobox").and(page.locator(":focus")).waitFor();
});

test("a failure over the page keeps the focus until it is closed, and gives it back", async () => {
  await server.addPerson("finn", "Finn Dahl");
  const { page } = await visitAs(browser, server, "finn");
  await composer(page).waitFor();
  await page.route("**/assets/{tools,dialogs}-*.js", (route) => route.abort());
  await page.reload();
  await composer(page).waitFor();
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  const failure = page.getByRole("alertdialog", { name: "This part could not be loaded" });

  // Of a dialog.
  await composer(page).press("Escape");
  const rooms = page.getByRole("link", { name: /general/ });
  await rooms.focus();
  await keyboard.press("?");
  await failure.waitFor();
  await expect.poll(focused).toBe("Try again");
  expect(await failure.getByRole("alert").count()).toBe(0);
  expect(
    await failure.evaluate((dialog) => dialog.getAttribute("aria-describedby")),
  ).not.toBeNull();
  const reached = new Set<string>();
  for (let press = 0; press < 12; press++) {
    await keyboard.press(press < 6 ? "Tab" : "Shift+Tab");
    reached.add(
      await page.evaluate(() => {
        const active = document.activeElement;
        return active?.closest("[role=alertdialog]")
          ? active.textContent || `${active.ariaLabel}`
          : `outside: ${active?.tagName}`;
      }),
    );
  }
  // The browser's own controls are part of the round; while they have the focus, the page has none.
  reached.delete("outside: BODY");
  expect([...reached].sort()).toEqual(["Close", "Reload the page", "Try again"]);
  await failure.getByRole("heading").click();
  await keyboard.press("Escape");
  await failure.waitFor({ state: "detached" });
  expect(await rooms.evaluate((link) => link === document.activeElement)).toBe(true);

  // Of a menu.
  const more = page.getByRole("button", { name: "More about this room" });
  await more.press("Enter");
  await failure.waitFor();
  await failure.getByRole("button", { name: "Close" }).click();
  await failure.waitFor({ state: "detached" });
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
});

test("when the list of messages breaks, the composer, its draft and the queue go on", async () => {
  const gus = await server.addPerson("gus", "Gus Pohl");
  const { page, errors } = await visitAs(browser, server, "gus");
  const roomId = gus.rooms.get()[0]?.id ?? "";
  await send(page, "before");
  await acknowledged(page, "before");
  // Nothing but the list moves what is shown.
  await page.evaluate(() => {
    const { scrollBy } = Element.prototype;
    Element.prototype.scrollBy = () => {
      throw new Error("The list is broken.");
    };
    Object.assign(window, {
      mend: () => {
        Element.prototype.scrollBy = scrollBy;
      },
    });
  });
  await send(page, "breaks it\n".repeat(60));
  await page.getByRole("main").getByText("Something went wrong here").waitFor();
  expect(await page.getByRole("log").count()).toBe(0);

  await composer(page).pressSequentially("written into the broken room");
  await composer(page).press("Enter");
  await composer(page).pressSequentially("a draft");
  const bodies = async () => {
    const { messages } = await gus.api.messages(roomId);
    return messages.map(({ body }) => body);
  };
  await expect.poll(bodies).toContain("written into the broken room");
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  await page.getByRole("button", { name: "Try again" }).click();
  await messages(page, "written into the broken room").waitFor();
  expect(await composer(page).inputValue()).toBe("a draft");
  expect(errors).toEqual([]);
});

/** Answers the page's questions for the page of the present build with another one. */
async function serveBuild(page: Page, builtAt: (mine: number) => number) {
  await page.route("**/", async (route) => {
    // Another build has another ETag: the browser's copy of the former one is no answer.
    const { "if-none-match": _, ...headers } = route.request().headers();
    const response = await route.fetch({ headers });
    const body = (await response.text())
      .replace(/index-[\w-]+\.js/, "index-other.js")
      .replace(
        /(name="roost-built-at" content=")([^"]+)/,
        (_, start, mine) => `${start}${new Date(builtAt(Date.parse(mine))).toISOString()}`,
      );
    await route.fulfill({ response, body });
  });
}

test("an upgrade is offered after the reconnection, and takes nothing away", async () => {
  await server.addPerson("eve", "Eve Holm");
  const { page } = await visitAs(browser, server, "eve");
  await composer(page).fill("half a thought");
  await serveBuild(page, (mine) => mine + 60_000);
  await server.stop();
  await server.start();
  await page.getByText("Roost was updated.").waitFor();
  expect(await composer(page).inputValue()).toBe("half a thought");
  await page.getByRole("button", { name: "Later", exact: true }).click();
  await page.getByText("Roost was updated.").waitFor({ state: "detached" });
});

test("a node that still serves the former build offers no upgrade to a page of the new one", async () => {
  await server.addPerson("hal", "Hal Ito");
  const { page } = await visitAs(browser, server, "hal");
  await composer(page).waitFor();
  await serveBuild(page, (mine) => mine - 60_000);
  const answered = page.waitForEvent(
    "requestfinished",
    (request) => request.url() === `${server.url}/`,
  );
  await server.stop();
  await server.start();
  await answered;
  await page.unroute("**/");
  // The next answer comes long after the page has judged this one.
  await serveBuild(page, (mine) => mine + 60_000);
  let offeredBefore = -1;
  await page.route("**/", async (route) => {
    offeredBefore = await page.getByText("Roost was updated.").count();
    await route.fallback();
  });
  await server.stop();
  await server.start();
  await page.getByText("Roost was updated.").waitFor();
  expect(offeredBefore).toBe(0);
});
