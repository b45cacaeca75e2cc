import type { Roost } from "@roost/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let olga: Roost;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  olga = await server.addPerson("olga", "Olga Owner");
  await server.addPerson("ada", "Ada Byron");
  roomId = (await olga.api.createRoom({ name: "Nest", kind: "public", topic: "Twigs" })).id;
});

test("PAN-9: the overview shows what goes on, and goes on showing it", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/");
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  const now = page.getByRole("region", { name: "Now" });
  const figure = (label: string) =>
    now
      .locator("div", { has: page.getByText(label, { exact: true }) })
      .locator("dd > span")
      .first();
  // Olga and Ada are connected by their SDK.
  await expect.poll(() => figure("People here").textContent(), { timeout: 15_000 }).toBe("2");
  for (const body of ["one", "two", "three"]) await olga.sent(olga.send(roomId, body));
  await expect.poll(() => figure("Messages a minute").textContent(), { timeout: 15_000 }).toBe("3");
  await expect.poll(() => figure("Storing a message").textContent()).toContain("ms");

  const nodes = page.getByRole("region", { name: "Nodes" });
  await nodes.getByText("All well").waitFor();
  await nodes.getByText(/free on its disk/).waitFor();

  await page.getByText("30 days").click();
  expect(new URL(page.url()).searchParams.get("span")).toBe("days");
  const chart = page.getByRole("figure", { name: "Messages a minute" });
  await chart.getByText("As a table").click();
  await chart.getByRole("table", { name: "Messages a minute" }).waitFor();
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("rooms, a room and the overview have no barriers", async () => {
    const { page } = await visitPanelAs(browser, server, "olga", "/overview", { theme });
    await page.getByText("All well").waitFor({ timeout: 15_000 });
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("link", { name: "Rooms" }).click();
    await page.getByRole("row", { name: "Nest" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("button", { name: "New room" }).click();
    await page.getByRole("dialog", { name: "New room" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Nest" }).click();
    await page.getByRole("table", { name: "Members" }).getByRole("row", { name: "Olga" }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
    await page.getByRole("button", { name: "Add people" }).click();
    await page.getByRole("checkbox", { name: /^Ada Byron/ }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });
});

test("a phone shows all of it without scrolling to the side", async () => {
  const shown = { "/overview": "All well", "/rooms": "Nest", [`/rooms/${roomId}`]: "Twigs" };
  for (const [path, text] of Object.entries(shown)) {
    const { page, context } = await visitPanelAs(browser, server, "olga", path, { phone: true });
    await page.getByText(text, { exact: true }).first().waitFor();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
    await context.close();
  }
});
