import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { socketName } from "./embedded/address.ts";
import { DatabaseProbe } from "./probe.ts";

let database: TestDatabase;
/** A way to the database that can be paused, as a whole machine can. */
let way: Server;
let folder: string;
let isPaused: boolean;
let opened: Socket[];
let probe: DatabaseProbe;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  isPaused = false;
  opened = [];
  const url = new URL(database.url);
  const target = path.join(url.searchParams.get("host") ?? "", socketName);
  way = createServer((client) => {
    const server = connect(target);
    for (const socket of [client, server]) socket.on("error", () => {});
    client.pipe(server);
    server.on("data", (bytes) => isPaused || client.write(bytes));
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
    opened.push(client);
  });
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-test-"));
  way.listen(path.join(folder, socketName));
  await once(way, "listening");
  url.searchParams.set("host", folder);
  probe = new DatabaseProbe(url.href, 300);
});

afterEach(async () => {
  probe.close();
  for (const socket of opened) socket.destroy();
  way.close();
  await rm(folder, { recursive: true });
});

test("a database that answers is ready, on one connection", async () => {
  expect(await Promise.all([probe.isReady(), probe.isReady()])).toEqual([true, true]);
  expect(await probe.isReady()).toBe(true);
  expect(opened).toHaveLength(1);
});

test("one that is paused is not, and each question leaves nothing behind", async () => {
  expect(await probe.isReady()).toBe(true);
  isPaused = true;
  for (let times = 0; times < 3; times++) expect(await probe.isReady()).toBe(false);
  await Promise.all(opened.map((socket) => socket.closed || once(socket, "close")));
  isPaused = false;
  expect(await probe.isReady()).toBe(true);
});

test("one that cuts the connection, or takes none, is not ready until it is back", async () => {
  expect(await probe.isReady()).toBe(true);
  for (const socket of opened) socket.destroy();
  await expect.poll(() => probe.isReady()).toBe(true);
  const nowhere = new DatabaseProbe("postgres://roost@127.0.0.1:1/roost");
  expect(await nowhere.isReady()).toBe(false);
});
