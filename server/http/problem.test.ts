import net from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RateLimits } from "../limits/rate-limits.ts";
import { openDatabase } from "../store/database.ts";
import { createTestDatabase } from "../testing/test-database.ts";
import { createApp } from "./app.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let alice: Client;
beforeAll(async () => {
  server = await startTestServer();
  alice = await server.person("alice");
});
afterAll(() => server.close());

/** Asks a server whose rooms are in another database; what it logged comes with the answer. */
async function askWith(databaseUrl: string) {
  const lines: string[] = [];
  const database = openDatabase(databaseUrl, 1);
  const app = await createApp({
    ctx: { ...server.ctx, database },
    accounts: server.accounts,
    dataExports: server.dataExports,
    rates: new RateLimits(0, () => 0),
    config: { publicUrl: undefined, trustProxy: false, authAttemptsPerMinute: 0 },
    now: () => new Date(),
    log: pino({ level: "debug" }, { write: (line) => lines.push(line) }),
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const response = await fetch(`${url}/api/rooms?secret-query=1`, {
    headers: { authorization: `Bearer ${alice.token}`, cookie: alice.cookie },
  });
  const problem = await response.clone().json();
  await app.close();
  await database.close();
  return { response, problem, log: lines.join("") };
}

describe("an error of the server", () => {
  test("tells nothing about its inside, but where to look", async () => {
    const empty = await createTestDatabase({ empty: true });
    const { response, problem, log } = await askWith(empty.url);
    await empty.drop();
    expect(response.status).toBe(500);
    expect(await codeOf(response)).toBe("server.internal");
    expect(JSON.stringify(problem)).not.toMatch(/relation|select|members|\.ts/i);
    const id = /request ([0-9a-f-]{36})/.exec(problem.detail)?.[1];
    expect(id).toBeDefined();
    const entry = log.split("\n").find((line) => line.includes("a request failed")) ?? "{}";
    expect(JSON.parse(entry)).toMatchObject({ reqId: id, err: { code: "42P01" } });
  });

  test("that will pass says when to come back", async () => {
    const { response } = await askWith("postgres://nobody@127.0.0.1:1/none");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({ code: "server.busy", retryAfterMs: 1000 });
  });

  test("and any other request leaves no secrets in the log", async () => {
    const { log } = await askWith("postgres://nobody@127.0.0.1:1/none");
    expect(log).toContain('"route":"/api/rooms"');
    for (const secret of [alice.token, alice.cookie, alice.sessionToken, "secret-query"]) {
      expect(log).not.toContain(secret);
    }
  });
});

test("what is no HTTP is answered in one way too", async () => {
  const { hostname, port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.end("nonsense\r\n\r\n"));
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(body)).toMatchObject({ code: "request.malformed", status: 400 });
});
