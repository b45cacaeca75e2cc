import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { composer, messages, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let vera: Roost;
let roomId: string;
let hers: Page;
let his: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  vera = await server.addPerson("vera", "Vera Blum");
  const otto = await server.addPerson("otto", "Otto Kern");
  roomId = (await vera.api.createRoom({ name: "bakery", kind: "public" })).id;
  await otto.api.joinRoom(roomId);
  const path = `/rooms/${roomId}`;
  hers = (await visitAs(browser, server, "vera", { path })).page;
  his = (await visitAs(browser, server, "otto", { path })).page;
  await Promise.all([composer(hers).waitFor(), composer(his).waitFor()]);
});

const views = () => hers.getByRole("navigation", { name: "Overview" });
const row = (text: string) =>
  hers.getByRole("main").getByRole("listitem").filter({ hasText: text });

const headers = () => ({ origin: server.url });

/** As one of her devices would. Returns its number. */
async function post(body: string): Promise<number> {
  const data = { clientMessageId: crypto.randomUUID(), body };
  const answer = await hers.request.post(`/api/rooms/${roomId}/messages`, {
    data,
    headers: headers(),
  });
  return (await answer.json()).number;
}

/** To be sent tomorrow. Returns its id. */
async function schedule(body: string, threadNumber?: number): Promise<string> {
  const clientMessageId = crypto.randomUUID();
  const sendAt = new Date(Date.now() + 86_400_000).toISOString();
  await hers.request.post(`/api/rooms/${roomId}/scheduled`, {
    data: { clientMessageId, body, sendAt, ...(threadNumber !== undefined && { threadNumber }) },
    headers: headers(),
  });
  return clientMessageId;
}

test("SCH-1: what is written to be sent later is listed on all devices, and goes out though nobody is there", async () => {
  await composer(hers).fill("Good morning");
  await hers.getByRole("button", { name: "Send later" }).click();
  await hers.getByRole("menuitem", { name: /^Tomorrow morning/ }).click();
  await hers.getByText(/^Will be sent/).waitFor();
  expect(await composer(hers).inputValue()).toBe("");
  await expect.poll(() => vera.scheduled.all.get().size).toBe(1);
  const [, held] = [...vera.scheduled.all.get()][0] ?? [];
  const at = new Date(held?.value?.sendAt ?? 0);
  expect([at > new Date(), at.getMinutes()]).toEqual([true, 0]);

  await vera.scheduled.add(roomId, "From nobody's device", new Date(Date.now() + 1_500));
  await vera.close();
  await messages(his, "From nobody's device").waitFor();
  await views().getByRole("link", { name: "Scheduled 1" }).click();
  await row("Good morning").getByRole("button", { name: "Send now to bakery" }).click();
  await messages(his, "Good morning").waitFor();
  await hers.getByText("Nothing scheduled").waitFor();
});

test("the room says that messages of mine are scheduled in it, and leads to them", async () => {
  await hers.goto(`/rooms/${roomId}`);
  await composer(hers).waitFor();
  const root = await post("What is in it?");
  const [first, second] = [
    await schedule("Flour"),
    await schedule("Salt"),
    await schedule("Yeast", root),
  ];
  const note = hers.getByText("2 messages of yours are scheduled here");
  await note.waitFor();
  expect(await his.getByText(/scheduled here/).count()).toBe(0);
  await hers.goto(`/rooms/${roomId}?panel=thread.${root}`);
  const thread = hers.getByRole("complementary", { name: "Thread" });
  await thread.getByText("One message of yours is scheduled here").waitFor();
  await thread.getByRole("link", { name: "Show" }).click();
  await row("Flour").waitFor();
  await row("Yeast").waitFor();

  await hers.goto(`/rooms/${roomId}`);
  await note.waitFor();
  await hers.request.delete(`/api/scheduled/${first}`, { headers: headers() });
  await hers.getByText("One message of yours is scheduled here").waitFor();
  await hers.request.delete(`/api/scheduled/${second}`, { headers: headers() });
  await hers.getByText(/scheduled here/).waitFor({ state: "detached" });
  await hers.goto("/scheduled");
  await row("Yeast")
    .getByRole("button", { name: /^Do not send/ })
    .click();
  await hers.getByText("Nothing scheduled").waitFor();
});

test("Enter while the server is asked to send it later sends nothing", async () => {
  await hers.goto(`/rooms/${roomId}`);
  await composer(hers).fill("Only once");
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  await hers.route("**/scheduled", async (route) => {
    asked.resolve();
    await answer.promise;
    await route.continue();
  });
  await hers.getByRole("button", { name: "Send later" }).click();
  await hers.getByRole("menuitem", { name: /^Tomorrow morning/ }).click();
  await asked.promise;
  await composer(hers).press("Enter");
  await composer(hers).press("Control+Enter");
  expect(await hers.getByRole("button", { name: "Send", exact: true }).isEnabled()).toBe(false);
  answer.resolve();
  await hers.getByText(/^Will be sent/).waitFor();
  await hers.unroute("**/scheduled");
  // What is written behind it is all that comes.
  await composer(hers).fill("And this now");
  await composer(hers).press("Enter");
  await messages(his, "And this now").waitFor();
  expect(await messages(his, "Only once").count()).toBe(0);
  await views().getByRole("link", { name: "Scheduled 1" }).click();
  await row("Only once")
    .getByRole("button", { name: /^Do not send/ })
    .click();
  await hers.getByText("Nothing scheduled").waitFor();
});

test("SCH-3: it is changed, taken away and brought back, and told where it was refused", async () => {
  await hers.goto(`/rooms/${roomId}`);
  await composer(hers).fill("Rolls are out");
  await hers.getByRole("button", { name: "Send later" }).click();
  await hers.getByRole("menuitem", { name: "Choose a time…" }).click();
  await hers.getByLabel("Day and time").fill("2020-01-01T09:00");
  await hers.getByRole("button", { name: "Send then" }).click();
  await hers.getByText("Choose a time that is to come.").waitFor();
  const year = new Date().getFullYear();
  const day = `${new Date().getMonth() > 5 ? year + 1 : year}-06-30`;
  await hers.getByLabel("Day and time").fill(`${day}T09:30`);
  await hers.getByRole("button", { name: "Send then" }).click();
  await hers.getByText(/^Will be sent/).waitFor();

  await views().getByRole("link", { name: "Scheduled 1" }).click();
  await row("Rolls are out")
    .getByRole("button", { name: /^Change/ })
    .click();
  await hers.getByRole("textbox", { name: "Message" }).fill("Rolls are gone");
  await hers.getByRole("button", { name: "Save" }).click();
  await row("Rolls are gone")
    .getByRole("button", { name: /^Do not send/ })
    .click();
  await row("Rolls are gone").waitFor({ state: "detached" });
  await hers.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await row("Rolls are gone").waitFor();

  await hers.request.patch(`/api/rooms/${roomId}`, {
    data: { archived: true },
    headers: headers(),
  });
  await row("Rolls are gone")
    .getByRole("button", { name: /^Send now/ })
    .click();
  await row("Rolls are gone")
    .getByText(/^Not sent/)
    .waitFor();
  await hers.request.patch(`/api/rooms/${roomId}`, {
    data: { archived: false },
    headers: headers(),
  });
  await row("Rolls are gone")
    .getByRole("button", { name: /^Send now/ })
    .click();
  await messages(his, "Rolls are gone").waitFor();
});
