import { launchBrowser } from "@roost/stage/browser.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import type { Stage } from "@roost/stage/stage.ts";
import type { Page } from "playwright-core";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import { type BenchSettings, openRoost } from "./sides.ts";

/** What somebody goes through, and so holds: a page of messages of each. */
const visited = 200;
const messagesOfEach = 60;
const password = "a few words for a measurement";

/** How soon another room is painted, in a browser that holds many rooms and messages. */
export async function switchRooms(settings: BenchSettings, count: number): Promise<Figure[]> {
  const stage = await openRoost(settings);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ baseURL: stage.url, locale: "en-GB" });
    const page = await context.newPage();
    await fill(stage, await signUp(stage, page), count);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Rooms" }).getByRole("link").nth(visited).waitFor();
    // The first time each asks the server; then they are in the replica.
    const first = await goThrough(page);
    const held = await goThrough(page);
    const scenario = `switch.${count}`;
    return [
      figure(scenario, metrics.paintedP95, "ms", percentile(held, 0.95)),
      figure(scenario, "the same, p50", "ms", percentile(held, 0.5)),
      figure(scenario, "the first time, from the server, p95", "ms", percentile(first, 0.95)),
    ];
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** Returns the id of who has signed up in the browser. */
async function signUp({ url }: Stage, page: Page): Promise<string> {
  const answer = await page.request.post("/api/auth/sign-up/email", {
    data: { username: "reader", name: "Reader", email: "reader@example.org", password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`Nobody could sign up: ${await answer.text()}`);
  return (await answer.json()).user.id;
}

async function fill({ seed }: Stage, readerId: string, count: number): Promise<void> {
  const [other] = (await seed.addUsers(1)) as [SeededUser];
  const rooms = await seed.addRooms(Array.from({ length: count }, () => [readerId, other.id]));
  for (const id of rooms)
    await seed.addMessages(id, other.id, messagesOfEach, new Date("2026-01-01"));
}

/** From one room of the list to the next by key. Returns how long each took until it was painted, in milliseconds. */
async function goThrough(page: Page): Promise<number[]> {
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("link").nth(5).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const taken: number[] = [];
  for (let step = 0; step < visited; step += 1) {
    const watch = await page.evaluateHandle(watchForPaint);
    await page.keyboard.press("Alt+ArrowDown");
    taken.push(await watch.evaluate(({ painted }) => painted));
  }
  return taken;
}

/** In the page: how long it takes from the next key to the frame that shows the messages of another room. */
function watchForPaint(): { painted: Promise<number> } {
  const title = () => document.querySelector("h1")?.textContent ?? "";
  const before = title();
  const painted = new Promise<number>((resolve) => {
    const onKey = ({ key, timeStamp }: KeyboardEvent) => {
      if (key !== "ArrowDown") return;
      document.removeEventListener("keydown", onKey, true);
      const look = () => {
        const rows = document.querySelectorAll("main [data-number]");
        const isThere = title() !== before && title() !== "" && rows.length > 5;
        // A task behind the frame in which it is there begins when that was painted.
        if (isThere) setTimeout(() => resolve(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", onKey, true);
  });
  return { painted };
}
