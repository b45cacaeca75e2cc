import { Accounts, type PendingMessage, Roost } from "@roost/sdk";
import { openCuttableNetwork } from "@roost/stage/cuttable-network.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, startTestServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMIT_PERCENT: "100" });
});
afterAll(() => server.close());

test("LIM-11: who comes back with hundreds of messages gets all of them through, once and in order", async () => {
  const network = await openCuttableNetwork(server.url);
  const accounts = new Accounts({ url: network.url });
  const username = "ferry";
  await accounts.signUp({ username, displayName: username, email: "f@example.org", password });
  const roost = new Roost({ url: network.url, token: () => accounts.token() });
  await roost.connect();
  const rooms = [
    await roost.api.createRoom({ name: "north", kind: "private" }),
    await roost.api.createRoom({ name: "south", kind: "private" }),
  ];
  let slowed = 0;
  roost.slowedSince.subscribe(() => {
    slowed += 1;
  });

  network.cut();
  const pending: PendingMessage[] = [];
  for (let count = 0; count < 140; count += 1) {
    for (const { id } of rooms.slice(0, count % 2 === 0 ? 2 : 1)) {
      pending.push(roost.send(id, `${count}`));
    }
  }
  network.mend();
  // In the middle of it, the connection breaks again.
  await roost.sent(pending[120] as PendingMessage);
  network.cut();
  network.mend();
  await Promise.all(pending.map((one) => roost.sent(one)));

  expect(slowed).toBeGreaterThan(0);
  expect(roost.slowedSince.get()).toBeNull();
  for (const { id } of rooms) {
    const { messages } = await roost.api.messages(id, { limit: 200 });
    const bodies = messages.filter(({ authorId }) => authorId !== null).map(({ body }) => body);
    const mine = pending.filter(({ roomId }) => roomId === id).map(({ body }) => body);
    expect(bodies).toEqual(mine);
  }
  roost.close();
  await network.close();
});
