import { once } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";

let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway(0, { person: 2, address: 5 });
});
afterEach(() => world.close());

test("LIM-16: one more connection of a person is closed with a window to come back in, and those that are open stay", async () => {
  const ann = await world.addUser();
  const [here, there] = [await world.enter(ann), await world.enter(ann)];
  const more = await world.connect();
  more.hello(await world.signIn(ann));
  expect(await more.end()).toEqual({ code: 4208, reason: "retry within 30000 ms" });
  expect(more.frames).toEqual([]);
  for (const client of [here, there]) await client.settled();
  await world.enter(await world.addUser());

  there.ws.close();
  await there.end();
  await (await world.enter(ann)).settled();
});

test("LIM-16: who is refused for another reason counts as nothing", async () => {
  const ann = await world.addUser();
  const token = await world.signIn(ann);
  for (let count = 0; count < 3; count += 1) {
    const foreign = await world.connect();
    foreign.send({ type: "hello", protocol: 3, token, userId: await world.addUser() });
    expect((await foreign.end()).code).toBe(4003);
  }
  for (let count = 0; count < 2; count += 1) await world.enter(ann);
});

test("LIM-16: one more from an address is answered before the handshake, by the address that the proxy says", async () => {
  const url = await world.connect().then(({ ws }) => ws.url);
  for (let count = 1; count < 5; count += 1) await world.connect();
  const refused = new WebSocket(url);
  const [, answer] = (await once(refused, "unexpected-response")) as [
    ClientRequest,
    IncomingMessage,
  ];
  const text = (await answer.setEncoding("utf8").toArray()).join("");
  expect(answer.statusCode).toBe(429);
  expect(answer.headers["retry-after"]).toBe("30");
  expect(text).toContain("Too many connections from this address");

  const other = new WebSocket(url, { headers: { "x-forwarded-for": "203.0.113.7" } });
  await once(other, "open");
  other.terminate();
});
