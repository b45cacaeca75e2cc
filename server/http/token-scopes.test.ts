import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { isOpen, type Operation, scopeOf } from "@roost/protocol/rights.ts";
import { type TokenScope, tokenScopes } from "@roost/protocol/token-scopes.ts";
import { frameOperations, type UpFrame } from "@roost/protocol/up.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { makeApiToken } from "../api-tokens/make.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { commandLine } from "../people/change-person.ts";
import { attemptFrame } from "../testing/attempt-frame.ts";
import { TestClient } from "../testing/gateway.ts";
import type { Place } from "../testing/rights-cases.ts";
import { attachGateway } from "../testing/server-gateway.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let gateway: Gateway;
let owner: Client;
let place: Place;
let routes: { operation: Operation; method: string; path: string }[];
/** Of the owner of the server, by what they are good for. */
const secrets = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  gateway = attachGateway(server);
  owner = await server.person();
  const made = await owner.send("POST", "/api/rooms", { name: "Room", kind: "private" });
  const { userId: targetId } = owner.identity;
  place = { roomId: (await made.json()).id, number: 1, targetId };
  const document = await (await server.fetch("/api/openapi.json")).json();
  const paths = Object.entries<Record<string, { operationId: Operation }>>(document.paths);
  routes = paths.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: operation }]) => ({
      ...{ operation, method: method.toUpperCase() },
      path: path.replaceAll(/\{\w+\}/g, () => randomUUID()),
    })),
  );
  for (const scope of tokenScopes) await make([scope]);
  await make([...tokenScopes]);
});
afterAll(async () => {
  await gateway.close(0);
  await server.close();
});

async function make(scopes: TokenScope[]): Promise<void> {
  const { db } = server.ctx.database;
  const wish = { name: "Script", scopes };
  const made = await makeApiToken(db, commandLine, owner.identity.userId, wish, new Date());
  secrets.set(scopes.join(), made.secret);
}

/** Null where the scope of a token was enough, or the refusal. What is asked for is otherwise of no use. */
async function refusal(method: string, path: string, secret: string): Promise<string | null> {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await server.fetch(path, { method, headers });
  if (answer.ok) return null;
  const code = await codeOf(answer);
  return code === "auth.token_scope" ? code : null;
}

async function connect(secret: string): Promise<TestClient> {
  const ws = new WebSocket(`${server.url.replace("http", "ws")}/ws`);
  const client = new TestClient(ws);
  await once(ws, "open");
  client.hello(secret);
  return client;
}

test("TOK-2: each route is open to API tokens with the scope that the table of rights names, and to no others", async () => {
  const surprises: string[] = [];
  for (const [scopes, secret] of secrets) {
    for (const { operation, method, path } of routes) {
      const scope = scopeOf(operation);
      const isEnough = isOpen(operation) || (scope !== null && scopes.split(",").includes(scope));
      const found = await refusal(method, path, secret);
      if (found === (isEnough ? null : "auth.token_scope")) continue;
      surprises.push(`${operation} with ${scopes}: ${found}`);
    }
  }
  expect(surprises).toEqual([]);
  expect(new Set(routes.map(({ operation }) => operation)).size).toBeGreaterThan(100);
});

test("TOK-2: so is each frame", async () => {
  const types = Object.keys(frameOperations) as UpFrame["type"][];
  const socket = await connect(secrets.get("read") as string);
  await socket.next("snapshot");
  for (const type of types.filter((one) => one !== "hello")) {
    const found = await attemptFrame(server.ctx.bus, type, socket, place);
    const isEnough = scopeOf(frameOperations[type]) === "read";
    expect([type, found]).toEqual([type, isEnough ? null : "auth.token_scope"]);
  }
  const refused = await connect(secrets.get("write") as string);
  expect(await refused.end()).toMatchObject({ code: 4100 });
});
