import { limits } from "@roost/protocol/limits.ts";
import { launchBrowser } from "@roost/stage/browser.ts";
import { type CuttableNetwork, openCuttableNetwork } from "@roost/stage/cuttable-network.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { startTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let network: CuttableNetwork;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  network = await openCuttableNetwork(server.url);
});

afterAll(async () => {
  await browser?.close();
  await network?.close();
  await server?.close();
});

/** Numbers and first lines of the messages on a screen that is high enough to show them all. */
function onScreen(page: Page): Promise<[number, string][]> {
  return messages(page).evaluateAll((rows) =>
    rows.map((row): [number, string] => [
      Number(row.getAttribute("data-number")),
      row.querySelector("p")?.textContent ?? "",
    ]),
  );
}

test("ORD-6: two browsers and a bot end with the same messages in the same order, one having been cut off", async () => {
  const bot = await server.addPerson("robin", "Robin");
  await server.addPerson("ada", "Ada");
  await server.addPerson("bob", "Bob");
  const { id: roomId } = await bot.api.createRoom({ name: "nest", kind: "public" });
  const timeline = bot.timeline(roomId);
  await timeline.loadNewest();
  bot.on("message", ({ body, system }) => {
    if (!system && body.startsWith("ask")) bot.send(roomId, body.replace("ask", "answer"));
  });

  const path = `/rooms/${roomId}`;
  const [ada, bob] = await Promise.all([
    visitAs(browser, server, "ada", { path }),
    visitAs(browser, { ...server, url: network.url }, "bob", { path }),
  ]);
  for (const { page } of [ada, bob]) {
    await page.setViewportSize({ width: 1000, height: 4000 });
    await page.getByRole("button", { name: "Join room" }).click();
    await composer(page).waitFor();
  }

  for (let round = 1; round <= 3; round++) {
    await send(ada.page, `ask ${round} of ada`);
    await send(bob.page, `ask ${round} of bob`);
  }
  await messages(bob.page, "answer 3 of bob").waitFor();

  network.cut();
  for (let round = 4; round <= 6; round++) {
    await send(bob.page, `ask ${round} of bob, cut off`);
    await send(ada.page, `ask ${round} of ada, meanwhile`);
  }
  await messages(ada.page, "answer 6 of ada, meanwhile").waitFor();
  expect(await messages(bob.page, "meanwhile").count()).toBe(0);
  expect(await messages(bob.page, "cut off").count()).toBe(3);
  const own = timeline.get().messages.find(({ body }) => body === "answer 1 of ada");
  if (!own) throw new Error("The bot did not answer.");
  await bot.api.editMessage(own.id, "answer 1 of ada, corrected");
  network.mend();

  await messages(ada.page, "answer 6 of bob, cut off").waitFor();
  const { rows } = await storedMessages();
  for (const { page, errors } of [ada, bob]) {
    await expect.poll(() => onScreen(page)).toEqual(rows);
    expect(errors).toEqual([]);
  }
  await expect
    .poll(() => spoken(timeline.get().messages).map(({ number, body }) => [number, body]))
    .toEqual(rows);
  expect(timeline.get().pending).toEqual([]);

  const said = rows.map(([, body]) => body);
  expect(new Set(said).size).toBe(said.length);
  expect(said).toHaveLength(24);
  for (const who of ["ada", "bob"]) {
    const asked = said.filter((body) => body.startsWith("ask") && body.includes(who));
    expect(asked.map((body) => body.split(" ")[1])).toEqual(["1", "2", "3", "4", "5", "6"]);
  }

  /** What the server has, apart from what nobody wrote. */
  async function storedMessages(): Promise<{ rows: [number, string][] }> {
    const page = await bot.api.messages(roomId, { limit: limits.pageRows });
    return { rows: spoken(page.messages).map(({ number, body }) => [number, body]) };
  }
});

function spoken<M extends { authorId: string | null }>(all: readonly M[]): M[] {
  return all.filter(({ authorId }) => authorId !== null);
}
