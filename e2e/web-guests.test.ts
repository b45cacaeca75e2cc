import { expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("PPL-5: a guest has the rooms that they were brought into, the people there, and no way to others", async () => {
  const ada = await server.addPerson("ada", "Ada Byron");
  await server.addPerson("cara", "Cara Stone");
  const gus = await server.addPerson("gus", "Gus Guest");
  const { rooms } = await gus.api.rooms();
  for (const room of rooms) await gus.api.leaveRoom(room.id);
  const guestId = gus.me.get()?.id ?? "";
  const hers = (await visitAs(browser, server, "ada")).page;
  const status = await hers.evaluate(async (path) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ role: "guest" });
    return (await fetch(path, { method: "PUT", headers, body })).status;
  }, `/api/admin/people/${guestId}/role`);
  expect(status).toBe(204);
  const his = (await visitAs(browser, server, "gus")).page;

  await his.getByText("You are a guest here").waitFor();
  expect(await his.getByRole("button", { name: "Browse public rooms" }).count()).toBe(0);
  expect(await his.getByRole("button", { name: "Create a room" }).count()).toBe(0);

  const room = await ada.api.createRoom({ name: "bridge", kind: "private" });
  await hers.goto(`/rooms/${room.id}`);
  await ada.api.invite(room.id, [guestId]);
  await his.getByRole("link", { name: /bridge/ }).click();
  await send(hers, "Welcome, Gus");
  await messages(his, "Welcome, Gus").waitFor();
  await composer(his).waitFor();
  await send(his, "Good to be here");
  await messages(hers, "Good to be here").waitFor();

  await his.getByRole("button", { name: "People on this server" }).click();
  const list = his.getByRole("list", { name: "People" });
  await list.getByRole("button", { name: /Ada Byron/ }).waitFor();
  expect(await list.getByRole("button", { name: /Cara Stone/ }).count()).toBe(0);
  await his.keyboard.press("Escape");
  expect(await his.getByRole("button", { name: /Invite/ }).count()).toBe(0);

  await messages(hers).getByRole("button", { name: "Gus Guest" }).click();
  await hers
    .getByRole("dialog", { name: "Gus Guest" })
    .getByText("Guest", { exact: true })
    .waitFor();
});
