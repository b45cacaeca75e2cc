import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { processIdentity } from "./store/embedded/process-identity.ts";
import { postgresPid, type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { createTestDatabase } from "./testing/test-database.ts";

const password = "correct horse battery";

let dataDir: string;
const started: ServerProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "roost-test-"));
});

afterEach(async () => {
  for (const server of started.splice(0)) {
    server.kill("SIGTERM");
    await server.ended;
  }
});

afterAll(() => rm(dataDir, { recursive: true }));

async function start(environment: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  // Some of them post as fast as they can.
  const all = { DATA_DIR: dataDir, RATE_LIMIT_PERCENT: "0", ...environment };
  const server = await startServerProcess(all);
  started.push(server);
  return server;
}

function status(server: ServerProcess, address: string): Promise<number> {
  return fetch(server.url + address).then(
    (response) => response.status,
    () => 0,
  );
}

function isAlive(pid: number): boolean {
  return processIdentity(pid) !== null;
}

/** Signs up, and returns a function that posts into the first room. */
async function newPoster(server: ServerProcess) {
  const name = `user${randomUUID().slice(0, 8)}`;
  const signedUp = await fetch(`${server.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, username: name, email: `${name}@example.org`, password }),
  });
  const session = await signedUp.json();
  const tokenAnswer = await fetch(`${server.url}/api/auth/token`, {
    headers: { authorization: `Bearer ${session.token}` },
  });
  const { token } = await tokenAnswer.json();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const { rooms } = await (await fetch(`${server.url}/api/rooms`, { headers })).json();
  const roomId: string = rooms[0].id;
  return { headers, roomId };
}

interface Stored {
  number: number;
  body: string;
}

/** Posts from several sides until the server is gone; returns what it acknowledged. */
async function postUntilGone(server: ServerProcess, onAcknowledged: (count: number) => void) {
  const { headers, roomId } = await newPoster(server);
  const acknowledged: Stored[] = [];
  const postOne = async (): Promise<boolean> => {
    const body = JSON.stringify({ clientMessageId: randomUUID(), body: `message ${randomUUID()}` });
    try {
      const url = `${server.url}/api/rooms/${roomId}/messages`;
      const answer = await fetch(url, { method: "POST", headers, body });
      if (answer.status !== 201) return true;
      const message: Stored = await answer.json();
      acknowledged.push({ number: message.number, body: message.body });
      onAcknowledged(acknowledged.length);
      return true;
    } catch {
      return false;
    }
  };
  const side = async () => {
    while (await postOne());
  };
  await Promise.all(Array.from({ length: 8 }, side));
  return acknowledged;
}

async function storedMessages(server: ServerProcess): Promise<Stored[]> {
  const { headers, roomId } = await newPoster(server);
  const stored: Stored[] = [];
  for (let after = 0; ; ) {
    const url = `${server.url}/api/rooms/${roomId}/messages?after=${after}&limit=200`;
    const page = await (await fetch(url, { headers })).json();
    stored.push(...page.messages);
    if (!page.hasAfter) return stored;
    after = page.messages.at(-1).number;
  }
}

describe("a server's life", () => {
  test("starts, answers, and stops in order at SIGTERM", async () => {
    const server = await start();
    expect(await status(server, "/healthz")).toBe(200);
    expect(await status(server, "/readyz")).toBe(200);
    const postgres = await postgresPid(dataDir);
    const stoppedAtMs = performance.now();
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - stoppedAtMs).toBeLessThan(10_000);
    expect(isAlive(postgres)).toBe(false);
  });

  test("Ctrl-C that arrives twice, from the terminal and from npm, is still an ordered stop", async () => {
    const server = await start();
    const postgres = await postgresPid(dataDir);
    server.kill("SIGINT");
    server.kill("SIGINT");
    expect((await server.ended).code).toBe(0);
    expect(isAlive(postgres)).toBe(false);
  });

  test("a connection that does not end does not keep the server from stopping", async () => {
    const server = await start({ SHUTDOWN_TIMEOUT_MS: "300" });
    const endless = http.request(`${server.url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", expect: "100-continue" },
    });
    endless.flushHeaders();
    // The server has the request, and waits for its body.
    await once(endless, "continue");
    endless.write("{");
    const cut = once(endless, "error");
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect((await cut)[0]).toMatchObject({ code: "ECONNRESET" });
  });

  test("an offer to speak HTTP/2 is passed over, and the request answered", async () => {
    const server = await start();
    const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "" };
    const request = http.get(`${server.url}/healthz`, { headers });
    const [response] = await once(request, "response");
    expect(response.statusCode).toBe(200);
    response.resume();
  });

  test("HLT-2: goes on when PostgreSQL dies", async () => {
    const server = await start();
    const { headers, roomId } = await newPoster(server);
    const postgres = await postgresPid(dataDir);
    process.kill(postgres, "SIGKILL");
    await vi.waitFor(async () => expect(await postgresPid(dataDir)).not.toBe(postgres), 10_000);
    await vi.waitFor(async () => expect(await status(server, "/readyz")).toBe(200), 10_000);
    const messages = await fetch(`${server.url}/api/rooms/${roomId}/messages`, { headers });
    expect(messages.status).toBe(200);
  });

  test("ACK-1, HLT-2: goes on when PostgreSQL dies again and again under posts, and has all it acknowledged", async () => {
    const server = await start();
    const acknowledged = await postUntilGone(server, (count) => {
      if (count === 50 || count === 150) {
        void postgresPid(dataDir).then((pid) => process.kill(pid, "SIGKILL"));
      } else if (count === 250) server.kill("SIGTERM");
    });
    expect((await server.ended).code).toBe(0);
    const stored = await storedMessages(await start());
    expect(stored.map(({ number }) => number)).toEqual(stored.map((_, index) => index + 1));
    const bodies = new Map(stored.map(({ number, body }) => [number, body]));
    expect(acknowledged.length).toBeGreaterThanOrEqual(250);
    for (const { number, body } of acknowledged) expect(bodies.get(number)).toBe(body);
  });

  test("with DATABASE_URL, says that it is not ready when the database stalls or is gone", async () => {
    const database = await createTestDatabase({ empty: true });
    const server = await start({ DATABASE_URL: database.url, DATA_DIR: "/nowhere" });
    expect(await status(server, "/readyz")).toBe(200);

    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query("BEGIN; LOCK schema_migrations");
    expect(await status(server, "/readyz")).toBe(503);
    await blocker.query("ROLLBACK");
    expect(await status(server, "/readyz")).toBe(200);
    await blocker.end();

    await database.drop();
    expect(await status(server, "/healthz")).toBe(200);
    expect(await status(server, "/readyz")).toBe(503);
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });
});

describe("after kill -9", () => {
  test.each(["the server", "the server and PostgreSQL"])(
    "ACK-1: of %s, every acknowledged message is there",
    async (victims) => {
      const server = await start();
      const postgres = await postgresPid(dataDir);
      const acknowledged = await postUntilGone(server, (count) => {
        if (count !== 200) return;
        server.kill("SIGKILL");
        if (victims !== "the server") process.kill(postgres, "SIGKILL");
      });
      await server.ended;
      expect(isAlive(postgres)).toBe(victims === "the server");

      const again = await start();
      expect(isAlive(postgres)).toBe(false);
      expect(await postgresPid(dataDir)).not.toBe(postgres);
      const stored = await storedMessages(again);
      expect(stored.map(({ number }) => number)).toEqual(stored.map((_, index) => index + 1));
      const bodies = new Map(stored.map(({ number, body }) => [number, body]));
      expect(acknowledged.length).toBeGreaterThanOrEqual(200);
      for (const { number, body } of acknowledged) expect(bodies.get(number)).toBe(body);
    },
  );
});
