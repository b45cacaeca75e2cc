import path from "node:path";
import { type RedisServer, startRedis } from "@roost/server/testing/redis.ts";
import { createTestDatabase, type TestDatabase } from "@roost/server/testing/test-database.ts";
import { launchBrowser } from "@roost/stage/browser.ts";
import { type Link, openLink } from "@roost/stage/link.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { startTestServer, type TestServer } from "./server.ts";

let database: TestDatabase;
let toDatabase: Link;
let redis: RedisServer;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [database, redis, browser] = await Promise.all([
    createTestDatabase(),
    startRedis(),
    launchBrowser(),
  ]);
  // PostgreSQL listens on a Unix socket here; the way to it that can be cut is over TCP.
  const url = new URL(database.url);
  const { searchParams } = url;
  const socket = path.join(searchParams.get("host") ?? "", `.s.PGSQL.${searchParams.get("port")}`);
  toDatabase = await openLink({ target: () => ({ path: socket }) });
  searchParams.set("host", "127.0.0.1");
  searchParams.set("port", `${toDatabase.port}`);
  server = await startTestServer({ DATABASE_URL: url.href, REDIS_URL: redis.url });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await toDatabase?.close();
  await redis?.close();
  await database?.drop();
});

const banner = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("HLT-1, HLT-2: while the database is away, a banner says so, and what is written waits", async () => {
  const ann = await server.addPerson("ann", "Ann Reed");
  const bo = await server.addPerson("bo", "Bo Lind");
  const room = await ann.api.createRoom({ name: "harbour", kind: "public" });
  await bo.api.joinRoom(room.id);
  const { page, errors } = await visitAs(browser, server, "ann", { path: `/rooms/${room.id}` });
  await page.getByRole("log").waitFor();

  toDatabase.cut();
  await banner(page, "The server cannot store messages right now.").waitFor();
  await send(page, "into the harbour");
  await messages(page, "into the harbour").getByLabel("Sending").waitFor();
  await expect.poll(() => bo.health.get()).toEqual({ database: false, bus: true });
  expect(await page.getByText("Reconnecting…").count()).toBe(0);

  toDatabase.mend();
  await acknowledged(page, "into the harbour");
  await banner(page, "The server cannot store").waitFor({ state: "detached" });
  const { messages: stored } = await bo.api.messages(room.id);
  expect(stored.filter(({ body }) => body === "into the harbour")).toHaveLength(1);
  expect(errors).toEqual([]);
});

test("HLT-1, HLT-3: while the bus is away, a banner says so, and messages come and go", async () => {
  const cleo = await server.addPerson("cleo", "Cleo Marsh");
  const dan = await server.addPerson("dan", "Dan Webb");
  const room = await cleo.api.createRoom({ name: "quay", kind: "public" });
  await dan.api.joinRoom(room.id);
  const { page, errors } = await visitAs(browser, server, "cleo", { path: `/rooms/${room.id}` });
  await composer(page).waitFor();

  await redis.kill();
  await banner(page, "Messages from others may take a second longer.").waitFor();
  await send(page, "is anybody there?");
  await acknowledged(page, "is anybody there?");
  await dan.sent(dan.send(room.id, "I am"));
  await messages(page, "I am").waitFor();

  await redis.restart();
  await banner(page, "Messages from others").waitFor({ state: "detached" });
  expect(errors).toEqual([]);
});
