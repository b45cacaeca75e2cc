import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newPerson } from "./accounts/testing.ts";
import { freePort } from "./testing/free-port.ts";
import { TestClient } from "./testing/gateway.ts";
import { type MailServer, startMailServer } from "./testing/mail-server.ts";
import { type RedisServer, startRedis } from "./testing/redis.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

// Two nodes, each in a process of its own, and a real mail server.

let database: TestDatabase;
let redis: RedisServer;
let mailServer: MailServer;
let nodes: ServerProcess[];

beforeEach(async () => {
  [database, redis, mailServer] = await Promise.all([
    createTestDatabase(),
    startRedis(),
    startMailServer(),
  ]);
  nodes = [];
});

afterEach(async () => {
  for (const node of nodes) node.kill("SIGTERM");
  await Promise.all(nodes.map((node) => node.ended));
  await Promise.all([redis.close(), mailServer.close()]);
  await database.drop();
});

async function start(environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const port = await freePort();
  const node = await startServerProcess({
    PORT: `${port}`,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Roost <roost@example.org>",
    PUBLIC_URL: "https://chat.example.org",
    ...environment,
  });
  // It says the address that people open, which leads nowhere here.
  const reachable = { ...node, url: `http://127.0.0.1:${port}` };
  nodes.push(reachable);
  return reachable;
}

async function post(node: ServerProcess, path: string, body: object): Promise<Response> {
  return fetch(`${node.url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": "de" },
    body: JSON.stringify(body),
  });
}

async function enter(node: ServerProcess, token: string): Promise<TestClient> {
  const client = new TestClient(new WebSocket(`${node.url.replace("http", "ws")}/ws`));
  await once(client.ws, "open");
  client.hello(token);
  await client.next("snapshot");
  return client;
}

const tokenIn = (link: string | null) => link?.split("#")[1];

test("ACC-5: a new password by a mailed link cuts the connections of its person on every node", async () => {
  const [a, b] = await Promise.all([start(), start()]);
  const ann = newPerson();
  const { token: secret } = await (await post(a, "/sign-up/email", ann)).json();
  const headers = { authorization: `Bearer ${secret}` };
  const { token } = await (await fetch(`${a.url}/api/auth/token`, { headers })).json();
  const clients = await Promise.all([enter(a, token), enter(b, token)]);

  expect((await post(a, "/request-password-reset", { login: ann.email })).status).toBe(200);
  const mail = await mailServer.next(ann.email);
  expect(mail.subject).toBe("Neues Passwort für chat.example.org");
  expect(mail.link).toMatch(/^https:\/\/chat\.example\.org\/reset-password#/);
  const reset = { token: tokenIn(mail.link), newPassword: "a new nest of twigs" };
  expect((await post(b, "/reset-password", reset)).status).toBe(200);

  for (const client of clients) expect(await client.end()).toMatchObject({ code: 4001 });
  expect((await mailServer.next(ann.email)).subject).toBe(
    "Dein Passwort bei chat.example.org wurde geändert",
  );
});

test("a mail survives a server that is killed before it was sent", async () => {
  // This one sends nothing: others do.
  const api = await start({ ROLE: "api,gateway" });
  const ann = newPerson();
  await post(api, "/sign-up/email", ann);
  expect((await post(api, "/request-password-reset", { login: ann.username })).status).toBe(200);
  api.kill("SIGKILL");
  await api.ended;
  await start({ ROLE: "worker" });
  expect((await mailServer.next(ann.email)).link).not.toBeNull();
});
