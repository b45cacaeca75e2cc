import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { TestClient } from "./testing/gateway.ts";
import { pngOf } from "./testing/images.ts";
import { type RedisServer, startRedis } from "./testing/redis.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

// Several nodes, each in a process of its own, on one database and one Redis.

let database: TestDatabase;
let redis: RedisServer;
let started: ServerProcess[];

beforeEach(async () => {
  [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
  started = [];
});

afterEach(async () => {
  for (const node of started) node.kill("SIGTERM");
  const ended = await Promise.all(started.map((node) => node.ended));
  await redis.close();
  await database.drop();
  expect(ended.map(({ code }) => code)).toEqual(started.map(() => 0));
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const node = await startServerProcess({
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    ...environment,
  });
  started.push(node);
  return node;
}

/** What somebody types to come in. */
interface Typed {
  username: string;
  password: string;
  name?: string;
  email?: string;
}

interface Person {
  username: string;
  sessionHeaders: Record<string, string>;
  headers: Record<string, string>;
  token: string;
  roomId: string;
}

const password = "correct horse battery";

/** Signs up, and is in the first room. */
async function signUp(node: ServerProcess): Promise<Person> {
  const name = `user${randomUUID().slice(0, 8)}`;
  const email = `${name}@example.org`;
  return come(node, "sign-up/email", { name, username: name, email, password });
}

/** Signs in on one more device. */
function signInAgain(node: ServerProcess, { username }: Person): Promise<Person> {
  return come(node, "sign-in/username", { username, password });
}

async function come(node: ServerProcess, how: string, who: Typed): Promise<Person> {
  const signedUp = await fetch(`${node.url}/api/auth/${how}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(who),
  });
  const sessionHeaders = { authorization: `Bearer ${(await signedUp.json()).token}` };
  const answer = await fetch(`${node.url}/api/auth/token`, { headers: sessionHeaders });
  const { token } = await answer.json();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const { rooms } = await (await fetch(`${node.url}/api/rooms`, { headers })).json();
  return { username: who.username, sessionHeaders, headers, token, roomId: rooms[0].id };
}

async function post(node: ServerProcess, { headers, roomId }: Person): Promise<string> {
  const message = `message ${randomUUID()}`;
  const body = JSON.stringify({ clientMessageId: randomUUID(), body: message });
  const url = `${node.url}/api/rooms/${roomId}/messages`;
  const answer = await fetch(url, { method: "POST", headers, body });
  expect(answer.status).toBe(201);
  return message;
}

async function enter(node: ServerProcess, { token }: Person): Promise<TestClient> {
  const ws = new WebSocket(`${node.url.replace("http", "ws")}/ws`);
  const client = new TestClient(ws);
  await once(ws, "open");
  client.hello(token);
  await client.next("snapshot");
  return client;
}

function hears(client: TestClient, message: string): Promise<void> {
  return vi.waitFor(() => expect(JSON.stringify(client.frames)).toContain(message), {
    timeout: 30_000,
  });
}

async function readiness(node: ServerProcess) {
  const answer = await fetch(`${node.url}/readyz`);
  return { code: answer.status, ...(await answer.json()) };
}

function becomes(node: ServerProcess, state: object): Promise<void> {
  return vi.waitFor(async () => expect(await readiness(node)).toEqual(state), {
    timeout: 30_000,
    interval: 100,
  });
}

const ready = { code: 200, status: "ready", database: true, bus: true };
const degraded = { code: 200, status: "degraded", database: true, bus: false };

describe("two nodes", () => {
  test("are one server: what is posted on one arrives on the other", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    expect(await Promise.all([readiness(a), readiness(b)])).toEqual([ready, ready]);
    const ann = await signUp(a);
    const client = await enter(b, ann);
    await hears(client, await post(a, ann));
    await hears(client, await post(b, ann));
  });

  test("EMO-4: both tell at once that the server has another emoji, and know it", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const ann = await signUp(a);
    const clients = await Promise.all([enter(a, ann), enter(b, ann)]);
    const address = `${a.url}/api/emoji/blob`;
    const headers = { ...ann.headers, "content-type": "image/png" };
    const added = await fetch(address, { method: "PUT", headers, body: pngOf(16) });
    const { version, image } = await added.json();
    for (const client of clients) expect(await client.next("emoji")).toMatchObject({ version });
    const shown = await fetch(b.url + image, { headers: ann.headers });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(pngOf(16));
  });

  test("CLO-3: both know at once when a session is signed out on one", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const ann = await signUp(a);
    const client = await enter(b, ann);
    const asked = () => fetch(`${b.url}/api/rooms`, { headers: ann.headers });
    expect((await asked()).status).toBe(200);
    const { sessionHeaders: headers } = ann;
    const signedOut = await fetch(`${a.url}/api/auth/sign-out`, { method: "POST", headers });
    expect(signedOut.status).toBe(200);
    await vi.waitFor(() => expect(client.closed).toMatchObject({ code: 4001 }), 30_000);
    expect((await asked()).status).toBe(401);
  });

  test("ACC-9: signing out everywhere else ends what is open on each node, but this session", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const ann = await signUp(a);
    const others = await Promise.all([signInAgain(a, ann), signInAgain(b, ann)]);
    const mine = await enter(b, ann);
    const ending = await Promise.all(others.flatMap((one) => [enter(a, one), enter(b, one)]));
    const { sessionHeaders: headers } = ann;
    const route = `${a.url}/api/auth/revoke-other-sessions`;
    expect((await fetch(route, { method: "POST", headers })).status).toBe(200);
    // The bus tells it: the comparison with the store comes round every ten seconds.
    for (const client of ending) {
      await vi.waitFor(() => expect(client.closed).toMatchObject({ code: 4001 }), 5_000);
    }
    for (const { headers: ended } of others) {
      expect((await fetch(`${b.url}/api/rooms`, { headers: ended })).status).toBe(401);
    }
    await mine.settled();
  });

  test("TOK-3: an API token is revoked on one, and what came with it on the other is ended and refused", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const ann = await signUp(a);
    const body = JSON.stringify({ name: "Script", scopes: ["read"] });
    const route = `${a.url}/api/me/tokens`;
    const made = await fetch(route, { method: "POST", headers: ann.headers, body });
    const { token, secret } = await made.json();
    const client = await enter(b, { ...ann, token: secret });
    const headers = { authorization: `Bearer ${secret}` };
    const asked = () => fetch(`${b.url}/api/rooms`, { headers });
    expect((await asked()).status).toBe(200);
    const { authorization = "" } = ann.headers;
    const options = { method: "DELETE", headers: { authorization } };
    expect((await fetch(`${route}/${token.id}`, options)).status).toBe(204);
    // The bus tells it: the comparison with the store comes round every ten seconds.
    await vi.waitFor(() => expect(client.closed).toMatchObject({ code: 4001 }), 5_000);
    expect((await asked()).status).toBe(401);
  });

  test("PPL-1, PPL-3: a role and a suspension reach open connections on the other node within a second", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const owner = await signUp(a);
    const ben = await signUp(b);
    const client = await enter(b, ben);
    const { me } = await client.next("welcome");
    const ask = (part: string, body: object) =>
      fetch(`${a.url}/api/admin/people/${me.id}/${part}`, {
        method: "PUT",
        headers: owner.headers,
        body: JSON.stringify(body),
      });
    const list = () => fetch(`${b.url}/api/admin/people`, { headers: ben.headers });
    expect((await list()).status).toBe(403);
    expect((await ask("role", { role: "moderator" })).status).toBe(204);
    expect(await client.next("me")).toMatchObject({ me: { role: "moderator" } });
    await vi.waitFor(async () => expect((await list()).status).toBe(200), 5_000);
    expect((await ask("suspension", { reason: "Spam" })).status).toBe(204);
    // The bus tells it: the comparison with the store comes round every ten seconds.
    await vi.waitFor(() => expect(client.closed).toMatchObject({ code: 4001 }), 5_000);
    expect((await list()).status).toBe(401);
  });

  test("RGT-5: a custom role, what it permits and its end reach the other node within a second", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const owner = await signUp(a);
    const ben = await signUp(b);
    const client = await enter(b, ben);
    const { me } = await client.next("welcome");
    const ask = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${a.url}/api/admin/${path}`, {
        ...{ method, headers: owner.headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      expect(answer.ok).toBe(true);
      return answer.status === 204 ? null : answer.json();
    };
    const list = async () =>
      (await fetch(`${b.url}/api/admin/people`, { headers: ben.headers })).status;
    const role = { name: "Watch", base: "member", permissions: ["suspendPeople", "openDirects"] };
    const { id } = await ask("POST", "roles", role);
    await ask("PUT", `people/${me.id}/role`, { role: id });
    expect(await client.next("me")).toMatchObject({
      me: {
        role: "member",
        customRole: { id, name: "Watch" },
        permissions: ["openDirects", "suspendPeople"],
      },
    });
    await vi.waitFor(async () => expect(await list()).toBe(200), 5_000);
    // The bus tells it: the comparison with the store comes round every ten seconds.
    await ask("PATCH", `roles/${id}`, { permissions: ["openDirects"] });
    expect(await client.next("me")).toMatchObject({ me: { permissions: ["openDirects"] } });
    expect(await list()).toBe(403);
    await ask("DELETE", `roles/${id}`);
    const { me: after } = await client.next("me");
    expect(after).toEqual(me);
  });

  test("MOD-1: a mute holds on the other node within a second, and is told there", async () => {
    const [a, b] = await Promise.all([start(), start()]);
    const owner = await signUp(a);
    const ben = await signUp(b);
    const client = await enter(b, ben);
    const { me } = await client.next("welcome");
    const body = JSON.stringify({ reason: "Too loud" });
    const path = `${a.url}/api/admin/people/${me.id}/silence`;
    const answer = await fetch(path, { method: "PUT", headers: owner.headers, body });
    expect(answer.status).toBe(204);
    const { own } = await client.next("person");
    expect(own).toMatchObject([{ kind: "silence", value: { until: null, reason: "Too loud" } }]);
    const clientMessageId = randomUUID();
    client.send({ type: "post", ref: 3, roomId: ben.roomId, clientMessageId, body: "hello" });
    expect(await client.next("error")).toMatchObject({ ref: 3, code: "me.silenced" });
  });

  test.each(["killed", "paused"])("HLT-3: go on while Redis is %s, and heal", async (how) => {
    const [a, b] = await Promise.all([start(), start()]);
    const ann = await signUp(a);
    const client = await enter(b, ann);
    if (how === "killed") await redis.kill();
    else redis.pause();
    await Promise.all([becomes(a, degraded), becomes(b, degraded)]);
    await hears(client, await post(a, ann));
    if (how === "killed") await redis.restart();
    else redis.resume();
    await Promise.all([becomes(a, ready), becomes(b, ready)]);
    await hears(client, await post(a, ann));
  });
});

test("a node starts and stops while Redis is away", async () => {
  redis.pause();
  const node = await start();
  expect(await readiness(node)).toEqual(degraded);
  await post(node, await signUp(node));
});

test("roles split a server: each node serves its part, and together they are whole", async () => {
  const [api, gateway, worker] = await Promise.all([
    start({ ROLE: "api" }),
    start({ ROLE: "gateway" }),
    start({ ROLE: "worker" }),
  ]);
  for (const node of [api, gateway, worker]) expect(await readiness(node)).toEqual(ready);
  const ann = await signUp(api);
  const client = await enter(gateway, ann);
  await hears(client, await post(api, ann));

  for (const node of [gateway, worker]) {
    const refused = await fetch(`${node.url}/api/rooms`, { headers: ann.headers });
    expect(refused.status).toBe(404);
    expect((await refused.json()).detail).toContain('a node with the role "api" may');
  }
  for (const node of [api, worker]) {
    const ws = new WebSocket(`${node.url.replace("http", "ws")}/ws`);
    const [error] = await once(ws, "error");
    expect(String(error)).toContain("404");
  }
});
