import { plainHost } from "@roost/stage/browser.ts";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, signIn, visit, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("a draft is kept a room, over changes of rooms and reloads", async () => {
  const ada = await server.addPerson("ada", "Ada Brandt");
  const quay = await ada.api.createRoom({ name: "quay", kind: "public" });
  const { page } = await visitAs(browser, server, "ada", { path: `/rooms/${quay.id}` });
  await composer(page).fill("Half a thought");
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("textbox", { name: "Message general" }).waitFor();
  expect(await composer(page).inputValue()).toBe("");
  await page.getByRole("link", { name: /quay.*Draft: Half a thought/ }).click();
  await page.getByRole("textbox", { name: "Message quay" }).waitFor();
  expect(await composer(page).inputValue()).toBe("Half a thought");
  await page.reload();
  await expect.poll(() => composer(page).inputValue()).toBe("Half a thought");
  await composer(page).press("Enter");
  await messages(page, "Half a thought").waitFor();
  await page.reload();
  await messages(page, "Half a thought").waitFor();
  expect(await composer(page).inputValue()).toBe("");
});

test("what is written while cut off is shown, kept over a reload, and sent once when back", async () => {
  const bo = await server.addPerson("bo", "Bo Lind");
  const room = await bo.api.createRoom({ name: "shed", kind: "public" });
  const opened = await visitAs(browser, server, "bo");
  const network = await networkOf(opened.context);
  const { page } = opened;
  await page.goto(`/rooms/${room.id}`);
  await composer(page).waitFor();

  await network.cut();
  await page.getByText("Reconnecting…").waitFor();
  await send(page, "first while away");
  await send(page, "second while away");
  await messages(page, "second while away").getByLabel("Sending").waitFor();

  await page.reload();
  network.restore();
  await acknowledged(page, "first while away");
  await acknowledged(page, "second while away");
  const stored = await bo.api.messages(room.id, { limit: 50 });
  const bodies = stored.messages.map((message) => message.body).filter((body) => body !== "");
  expect(bodies).toEqual(["first while away", "second while away"]);
  expect(await messages(page).count()).toBe(2);
  await page.getByText("Reconnecting…").waitFor({ state: "detached" });
});

test("the banner of a break offers to try at once, and goes when it is over", async () => {
  await server.addPerson("cleo", "Cleo Marsh");
  const { page, context } = await visitAs(browser, server, "cleo");
  const network = await networkOf(context);
  await page.reload();
  await composer(page).waitFor();
  await network.cut();
  await page.getByText("Reconnecting…").waitFor();
  // An attempt of the client's own must not come before the click.
  await page.exposeFunction("restore", network.restore);
  await page.evaluate(() => {
    addEventListener("click", () => Reflect.get(window, "restore")(), { capture: true });
  });
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText("Reconnecting…").waitFor({ state: "detached" });
  await send(page, "back again");
  await messages(page, "back again").waitFor();
});

test("what is written while the server restarts arrives once", async () => {
  const gil = await server.addPerson("gil", "Gil Ruiz");
  const { page } = await visitAs(browser, server, "gil");
  await send(page, "before the restart");
  await acknowledged(page, "before the restart");
  await server.stop();
  await send(page, "during the restart");
  await messages(page, "during the restart").getByLabel("Sending").waitFor();
  await server.start();
  await acknowledged(page, "during the restart");
  const roomId = gil.rooms.get()[0]?.id ?? "";
  const stored = (await gil.api.messages(roomId, { limit: 100 })).messages.map(({ body }) => body);
  expect(stored.filter((body) => body.endsWith("the restart"))).toEqual([
    "before the restart",
    "during the restart",
  ]);
});

test("a page that is older than the server asks to be reloaded", async () => {
  await server.addPerson("hal", "Hal Young");
  const { page, context } = await visitAs(browser, server, "hal");
  await context.routeWebSocket(/\/ws$/, (socket) => socket.close({ code: 4000 }));
  await page.reload();
  await page.getByText("Roost was updated").waitFor();
  await page.getByRole("button", { name: "Reload" }).waitFor();
});

test("a message that was refused can be sent again or discarded", async () => {
  await server.addPerson("dan", "Dan Reed");
  const { page, context } = await visitAs(browser, server, "dan");
  let refusals = 2;
  await context.routeWebSocket(/\/ws$/, (socket) => {
    const upstream = socket.connectToServer();
    socket.onMessage((text) => {
      const frame = JSON.parse(String(text));
      if (frame.type !== "post" || refusals === 0) return upstream.send(text);
      refusals -= 1;
      const { ref, clientMessageId } = frame;
      const detail = "The server could not store it.";
      socket.send(
        JSON.stringify({ type: "error", ref, clientMessageId, code: "server.internal", detail }),
      );
    });
  });
  await page.reload();
  await composer(page).waitFor();

  await send(page, "will work later");
  const refused = messages(page, "will work later");
  await refused.getByText("Not sent. The server could not store it.").waitFor();
  await send(page, "was not meant");
  const unwanted = messages(page, "was not meant");
  await unwanted.getByRole("button", { name: "Discard" }).click();
  await unwanted.waitFor({ state: "detached" });
  await refused.getByRole("button", { name: "Retry" }).click();
  await refused.getByText("Not sent.").waitFor({ state: "detached" });
  await page.reload();
  await messages(page, "will work later").waitFor();
  expect(await messages(page, "was not meant").count()).toBe(0);
});

test("a text above the limit is not sent, and says by how much", async () => {
  await server.addPerson("eve", "Eve Stone");
  const { page } = await visitAs(browser, server, "eve");
  await composer(page).fill("x".repeat(9_500));
  await page.getByText("500 left").waitFor();
  await composer(page).fill("x".repeat(10_003));
  await page.getByText("3 characters too many").waitFor();
  await composer(page).press("Enter");
  await page.getByRole("alert").getByText("At most 10,000 characters fit").waitFor();
  expect((await composer(page).inputValue()).length).toBe(10_003);
  expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
});

test("Enter belongs to an input method while it composes", async () => {
  await server.addPerson("mei", "Mei Watanabe");
  const { page } = await visitAs(browser, server, "mei");
  await composer(page).fill("にほ");
  await composer(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  expect(await composer(page).inputValue()).toBe("にほ");
  await composer(page).press("Shift+Enter");
  expect(await composer(page).inputValue()).toBe("にほ\n");
  await composer(page).press("Enter");
  await messages(page, "にほ").waitFor();
});

test("Markdown cannot run anything", async () => {
  const fay = await server.addPerson("fay", "Fay Ito");
  const { page, errors } = await visitAs(browser, server, "fay");
  await composer(page).waitFor();
  const roomId = fay.rooms.get()[0]?.id ?? "";
  let alarms = 0;
  page.on("dialog", (dialog) => {
    alarms += 1;
    void dialog.dismiss();
  });
  const bodies = [
    "<img src=x onerror=alert(1)> <script>alert(1)</script>",
    "[press](javascript:alert(1)) ![x](javascript:alert(1))",
    '[press](https://example.org/"onclick="alert(1))',
    `${">".repeat(9_990)} deep`,
    `last ${"*_".repeat(4_000)}`,
  ];
  for (const body of bodies) await fay.sent(fay.send(roomId, body));
  await messages(page, "last").waitFor();
  for (const link of await messages(page).getByRole("link").all()) {
    expect(await link.getAttribute("href")).toMatch(/^https:/);
  }
  expect(
    await page.locator("[role=log] script, [role=log] img, [onclick], [onerror]").count(),
  ).toBe(0);
  expect(alarms).toBe(0);
  expect(errors).toEqual([]);
});

test("without https, by an address in the network, people can talk too", async () => {
  await server.addPerson("noor", "Noor Haddad");
  const url = server.url.replace("127.0.0.1", plainHost);
  const { page, errors } = await visit(browser, { ...server, url });
  await signIn(page, "noor");
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await page.getByRole("link", { name: "general" }).click();
  await send(page, "Hello from the sofa");
  await acknowledged(page, "Hello from the sofa");
  expect(errors).toEqual([]);
});
