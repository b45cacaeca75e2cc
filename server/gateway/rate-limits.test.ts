import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestGateway, type TestClient, type TestGateway } from "../testing/gateway.ts";

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway(100);
});
afterAll(() => world.close());

function post(client: TestClient, roomId: string, body: string, ref: number) {
  const clientMessageId = randomUUID();
  client.send({ type: "post", ref, roomId, clientMessageId, body });
  return clientMessageId;
}

test("LIM-10: posts beyond the rate are refused by frame, on all devices of a person", async () => {
  const ann = await world.addUser();
  const [here, there] = [await world.enter(ann), await world.enter(ann)];
  const roomId = await world.addRoom(ann);
  await here.settled();
  for (let ref = 0; ref < 60; ref += 1) {
    for (const client of [here, there]) post(client, roomId, `${ref}`, ref);
  }
  await Promise.all([here.settled(), there.settled()]);
  const refused = [here, there].flatMap((client) => client.all("error"));
  expect(refused.length).toBe(20);
  expect(refused[0]).toEqual({
    type: "error",
    code: "request.rate_limited",
    detail: expect.stringContaining('"post"'),
    ref: expect.any(Number),
    clientMessageId: expect.any(String),
    retryAfterMs: 100,
  });

  world.passMs(100);
  const id = post(here, roomId, "after all", 99);
  const posted = await new Promise<number>((resolve) => {
    const look = () => {
      const frame = here.all("posted").find(({ clientMessageId }) => clientMessageId === id);
      if (frame) resolve(frame.number);
      else setImmediate(look);
    };
    look();
  });
  expect(posted).toBeGreaterThan(100);
});

test("LIM-10: signals and questions have rates of their own", async () => {
  const ben = await world.addUser();
  const client = await world.enter(ben);
  const roomId = await world.addRoom(ben);
  await client.settled();
  for (let ref = 0; ref < 120; ref += 1) post(client, roomId, `${ref}`, ref);
  client.send({ type: "sync", ref: 200, roomId, since: 0 });
  client.send({ type: "read", ref: 201, roomId, number: 1 });
  await client.settled();
  const refs = client.all("error").map(({ ref }) => ref);
  expect(refs.every((ref) => ref !== undefined && ref < 200)).toBe(true);
  expect(refs.length).toBe(20);
});
