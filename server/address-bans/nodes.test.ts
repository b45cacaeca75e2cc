import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { newPerson } from "../accounts/testing.ts";
import { printed, printedObjects } from "../cli/testing.ts";
import { TestClient } from "../testing/gateway.ts";
import { type RedisServer, startRedis } from "../testing/redis.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";

// Two nodes of one server, each in a process of its own, behind a proxy, and commands beside them.

interface Person {
  token: string;
  headers: Record<string, string>;
}

let database: TestDatabase;
let redis: RedisServer;
let first: ServerProcess;
let second: ServerProcess;
let environment: NodeJS.ProcessEnv;
let owner: Person;
let ben: Person;

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
  environment = { DATABASE_URL: database.url, REDIS_URL: redis.url, PASSWORD_HASH_COST: "10" };
  const settings = { ...environment, TRUST_PROXY: "true" };
  first = await startServerProcess(settings);
  second = await startServerProcess(settings);
  owner = await signUp(first);
  ben = await signUp(second);
});
afterAll(async () => {
  for (const node of [first, second]) node.kill("SIGTERM");
  await Promise.all([first, second].map((node) => node.ended));
  await redis.close();
  await database.drop();
});

async function signUp(node: ServerProcess): Promise<Person> {
  const signedUp = await fetch(`${node.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(newPerson()),
  });
  const secret = { authorization: `Bearer ${(await signedUp.json()).token}` };
  const { token } = await (await fetch(`${node.url}/api/auth/token`, { headers: secret })).json();
  return { token, headers: { authorization: `Bearer ${token}` } };
}

const send = (
  node: ServerProcess,
  { headers }: Person,
  method: string,
  path: string,
  body?: object,
) =>
  fetch(node.url + path, {
    method,
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Ben on the second node, from an address that the proxy in front has seen. */
async function enterFrom(address: string): Promise<TestClient> {
  const headers = { "x-forwarded-for": address };
  const ws = new WebSocket(`${second.url.replace("http", "ws")}/ws`, { headers });
  const client = new TestClient(ws);
  await once(ws, "open");
  client.hello(ben.token);
  return client;
}

const isOut = (client: TestClient, timeout: number) =>
  vi.waitFor(() => expect(client.closed).toMatchObject({ code: 4001 }), { timeout, interval: 20 });

test("MOD-4: who is connected from a network that is banned is out within a second on the other node, and stays out", async () => {
  const [inside, outside] = [await enterFrom("198.51.100.7"), await enterFrom("203.0.113.7")];
  await Promise.all([inside.next("snapshot"), outside.next("snapshot")]);
  const ban = { network: "198.51.100.0/24", reason: "Spam" };
  expect((await send(first, owner, "POST", "/api/admin/address-bans", ban)).status).toBe(201);
  await isOut(inside, 1_000);
  expect(inside.closed?.reason).toContain("your address. The reason given: Spam");
  const again = await enterFrom("198.51.100.200");
  await isOut(again, 5_000);
  expect(again.closed?.reason).toContain("your address");
  expect(outside.closed).toBeNull();
});

test("MOD-5: commands list, end and make bans, and running nodes hear of it", async () => {
  const outside = await enterFrom("203.0.113.7");
  await outside.next("snapshot");
  expect(await printed("ban list", [], environment)).toMatchObject([
    ["198.51.100.0/24", "-", expect.any(String), "Spam"],
  ]);
  const other = printed("ban remove", ["198.51.100.7"], environment);
  await expect(other).rejects.toThrow("198.51.100.7/32 is not banned. It is in 198.51.100.0/24");
  await expect(printed("ban add", ["127.0.0.1"], environment)).rejects.toThrow("loopback");
  await printed("ban remove", ["198.51.100.0/24"], environment);
  const made = await printedObjects("ban add", ["203.0.113.7", "--reason", "Spam"], environment);
  expect(made).toMatchObject([{ network: "203.0.113.7/32" }]);
  await isOut(outside, 3_000);
  await (await enterFrom("198.51.100.7")).next("snapshot");
  expect(await printedObjects("ban list", [], environment)).toMatchObject([
    { network: "203.0.113.7/32", reason: "Spam", until: null, createdBy: null },
  ]);
  await printed("ban remove", ["203.0.113.7"], environment);
});

test("MOD-6: a filter that is made, changed and deleted on one node is so on the other within a second", async () => {
  const room = { name: "Room", kind: "private" };
  const { id: roomId } = await (await send(second, ben, "POST", "/api/rooms", room)).json();
  const said = async () => {
    const message = { clientMessageId: randomUUID(), body: "Oh fudge" };
    const answer = await send(second, ben, "POST", `/api/rooms/${roomId}/messages`, message);
    const { body, code } = await answer.json();
    return body ?? code;
  };
  expect(await said()).toBe("Oh fudge");
  const path = "/api/admin/filters";
  const filter = { kind: "words", action: "refuse", entries: ["fudge"] };
  const { id } = await (await send(first, owner, "POST", path, filter)).json();
  await expect.poll(said, { timeout: 1_000 }).toBe("filter.refused");
  await send(first, owner, "PATCH", `${path}/${id}`, { action: "mask" });
  await expect.poll(said, { timeout: 1_000 }).toBe("Oh ∗∗∗∗∗");
  expect((await send(first, owner, "DELETE", `${path}/${id}`)).status).toBe(204);
  await expect.poll(said, { timeout: 1_000 }).toBe("Oh fudge");
});
