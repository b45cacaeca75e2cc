import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let otto: Roost;
let her: Page;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  const nils = await server.addPerson("nils", "Nils Holm");
  otto = await server.addPerson("otto", "Otto Berg");
  roomId = (await freya.api.createRoom({ name: "nest", kind: "public" })).id;
  await Promise.all([nils, otto].map((one) => one.api.joinRoom(roomId)));
  her = (await visitAs(browser, server, "freya")).page;
  him = (await visitAs(browser, server, "nils")).page;
  await Promise.all([her.goto(`/rooms/${roomId}`), him.goto(`/rooms/${roomId}`)]);
  await Promise.all([composer(her).waitFor(), composer(him).waitFor()]);
});

const line = (page: Page, text: string | RegExp) => page.getByText(text);

test("one sees the other type, until the message comes, and nothing on the page moves", async () => {
  await send(him, "Is anybody here?");
  await messages(her, "Is anybody here?").waitFor();
  const before = await her.getByRole("log").boundingBox();
  await composer(him).pressSequentially("I think");
  await line(her, "Nils Holm is typing…").waitFor();
  expect(await her.getByRole("log").boundingBox()).toEqual(before);
  expect(await line(him, /is typing…/).count()).toBe(0);
  await composer(him).press("Enter");
  await messages(her, "I think").waitFor();
  await expect.poll(() => line(her, /is typing…/).count()).toBe(0);
});

test("several who type are told of together", async () => {
  await composer(him).pressSequentially("So");
  await line(her, "Nils Holm is typing…").waitFor();
  otto.signals.tellTyping(roomId);
  await line(her, "Nils Holm and Otto Berg are typing…").waitFor();
  await line(him, "Otto Berg is typing…").waitFor();
});

test("in a thread one sees who types there, and in the room nobody does", async () => {
  const { number } = await freya.api.post(roomId, {
    clientMessageId: crypto.randomUUID(),
    body: "A question for later",
  });
  for (const page of [her, him]) await page.goto(`/rooms/${roomId}?panel=thread.${number}`);
  const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });
  const reply = thread(him).getByRole("textbox", { name: "Reply in the thread" });
  await reply.pressSequentially("Let me see");
  await thread(her).getByText("Nils Holm is typing…").waitFor();
  expect(await line(her, /is typing…/).count()).toBe(1);
  await reply.press("Enter");
  await thread(her)
    .getByText(/is typing…/)
    .waitFor({ state: "detached" });
  for (const page of [her, him]) await page.goto(`/rooms/${roomId}`);
  await Promise.all([composer(her).waitFor(), composer(him).waitFor()]);
});

test("who looks at another room is told nothing, and is told again on coming back", async () => {
  const other = await freya.api.createRoom({ name: "attic", kind: "private" });
  await her.goto(`/rooms/${other.id}`);
  await composer(her).waitFor();
  await composer(him).fill("");
  await composer(him).pressSequentially("And so on and so on");
  await line(him, "Otto Berg is typing…").waitFor({ state: "detached" });
  await composer(him).pressSequentially(", and");
  expect(await line(her, /typing…/).count()).toBe(0);
  await her.getByRole("link", { name: /nest/ }).click();
  await line(her, "Nils Holm is typing…").waitFor();
});
