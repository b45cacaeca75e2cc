import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RateLimits } from "../limits/rate-limits.ts";
import { codeOf, newMessage, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let nowMs = 0;
beforeAll(async () => {
  server = await startTestServer({
    rates: new RateLimits(100, () => nowMs),
    config: { trustProxy: true },
  });
});
afterAll(() => server.close());

test("LIM-10: 300 new rooms by one account are slowed down, and nobody else is", async () => {
  const [ann, ben] = [await server.person(), await server.person()];
  const create = (name: string) => ann.send("POST", "/api/rooms", { name, kind: "private" });
  const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => create(`${index}`)));
  const statuses = Map.groupBy(answers, ({ status }) => status);
  expect([statuses.get(201)?.length, statuses.get(429)?.length]).toEqual([30, 270]);
  const refused = statuses.get(429)?.[0] as Response;
  expect(refused.headers.get("retry-after")).toBe("10");
  expect(await refused.clone().json()).toMatchObject({ retryAfterMs: 10_000 });
  expect(await codeOf(refused)).toBe("request.rate_limited");
  expect((await ann.send("GET", "/api/rooms")).status).toBe(200);
  const ofBen = await ben.send("POST", "/api/rooms", { name: "Ben's", kind: "private" });
  expect(ofBen.status).toBe(201);

  nowMs += 10_000;
  expect((await create("one more")).status).toBe(201);
  const { rooms } = await (await ann.send("GET", "/api/rooms")).json();
  expect(rooms.filter((room: { name: string }) => /^\d+$|more/.test(room.name)).length).toBe(31);
});

test("LIM-10: posts by REST count with those by the gateway, and a refused one can be repeated", async () => {
  const cleo = await server.person();
  const made = await cleo.send("POST", "/api/rooms", { name: "Posts", kind: "private" });
  const { id } = await made.json();
  const post = (message: object) => cleo.send("POST", `/api/rooms/${id}/messages`, message);
  for (let count = 0; count < 100; count += 1) expect((await post(newMessage())).status).toBe(201);
  const late = newMessage("late");
  expect(await codeOf(await post(late))).toBe("request.rate_limited");
  nowMs += 100;
  const stored = await post(late);
  expect([stored.status, (await stored.json()).body]).toEqual([201, "late"]);
});

test("LIM-10: an address is slowed down before it is asked who that is, as the proxy saw it", async () => {
  const ask = (address: string) =>
    server.fetch(`/api/messages/${randomUUID()}.1`, {
      method: "DELETE",
      headers: { "x-forwarded-for": `192.0.2.1, ${address}` },
    });
  const statuses: number[] = [];
  for (let hundred = 0; hundred < 41; hundred += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask("203.0.113.8")));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 401).length).toBe(4_000);
  expect(statuses.slice(4_000)).toEqual(Array.from({ length: 100 }, () => 429));
  expect((await ask("203.0.113.9")).status).toBe(401);
});
