import type { Overview } from "@roost/protocol/overview.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { getOverview, listSamples } from "./read.ts";
import { forgetNode, type Report, reportNode, writeReport } from "./report.ts";
import { sample } from "./sample.ts";

let server: TestDomain;
let admin: ReturnType<typeof by>;
beforeAll(async () => {
  server = await createTestDomain();
  admin = by(await server.addUser(), "admin");
});
afterAll(() => server.close());
const db = () => server.ctx.database.db;
const query = (text: string) => server.ctx.database.pool.query(text);
beforeEach(() => query("TRUNCATE nodes, overview_samples"));

const at = (minutes: number, seconds = 0) =>
  new Date(Date.UTC(2026, 4, 1, 12, 0, 0) + minutes * 60_000 + seconds * 1_000);

function report(change: Partial<Report> = {}): Report {
  const none = { count: 0, p50Ms: null, p99Ms: null };
  return {
    ...{ isBusUp: true, connections: 2, people: 1, commits: none, deliveries: none, waiting: 0 },
    ...{ loopP99Ms: 1, memoryBytes: 1, diskFreeBytes: 10, diskBytes: 20, ...change },
  };
}

async function write(id: string, now: Date, change: Partial<Report> = {}): Promise<void> {
  const reporter = { id, roles: ["api", "gateway"], startedAt: at(0) };
  await writeReport(db(), reporter, report(change), now);
}

const overview = (now: Date): Promise<Overview> => getOverview(server.ctx, admin, now);

test("PAN-9: a node says how it does, and that is what is told of it", async () => {
  const reporter = { id: "a", roles: ["api"], startedAt: at(0), folder: "not/there" };
  server.ctx.meter.commits.took(3);
  await reportNode(server.ctx, { ...reporter, gateway: { size: 7, people: 5 } }, at(1));
  const { nodes, ...all } = await overview(at(1, 5));
  expect(nodes).toMatchObject([{ id: "a", state: "well", connections: 7, people: 5, messages: 1 }]);
  expect(nodes[0]?.diskBytes).toBeGreaterThan(0);
  expect(nodes[0]?.memoryBytes).toBeGreaterThan(0);
  expect(all).toMatchObject({ people: 5, connections: 7, messagesPerMinute: 1, accounts: 1 });
  expect(all.commits.p50Ms).toBeGreaterThanOrEqual(3);
  expect(all.databaseBytes).toBeGreaterThan(1_000_000);
});

test("PAN-9: of several nodes there is the sum, and of what is slow the slowest", async () => {
  await write("a", at(1), { commits: { count: 30, p50Ms: 2, p99Ms: 10 }, waiting: 3 });
  await write("b", at(1), { commits: { count: 10, p50Ms: 6, p99Ms: 8 }, isBusUp: false });
  await write("c", at(0), { connections: 100 });
  const { nodes, ...all } = await overview(at(1, 5));
  expect(all).toMatchObject({
    ...{ people: 2, connections: 4, messagesPerMinute: 40, waiting: 3 },
    commits: { p50Ms: 3, p99Ms: 10 },
    deliveries: { p50Ms: null, p99Ms: null },
  });
  expect(nodes.map(({ id, state }) => [id, state])).toEqual([
    ["a", "well"],
    ["b", "bus-lost"],
    ["c", "silent"],
  ]);
  await forgetNode(db(), "c");
  expect((await overview(at(1, 5))).nodes).toHaveLength(2);
});

test("PAN-9: of a minute and of an hour there is one sample, whoever takes it", async () => {
  await write("a", at(1), { commits: { count: 30, p50Ms: 2, p99Ms: 10 }, people: 4 });
  await Promise.all([sample(db(), at(1, 1)), sample(db(), at(1, 2))]);
  await write("a", at(2), { commits: { count: 10, p50Ms: 4, p99Ms: 20 }, people: 2 });
  await sample(db(), at(2, 1));
  const minutes = (await listSamples(server.ctx, admin, { per: "minute" }, at(3))).samples;
  expect(minutes).toMatchObject([
    { at: at(1).toISOString(), messages: 30, people: 4, commits: { p50Ms: 2, p99Ms: 10 } },
    { at: at(2).toISOString(), messages: 10, people: 2, commits: { p50Ms: 4, p99Ms: 20 } },
  ]);
  const hours = (await listSamples(server.ctx, admin, { per: "hour" }, at(3))).samples;
  expect(hours).toMatchObject([
    { at: at(0).toISOString(), messages: 20, people: 4, commits: { p50Ms: 3, p99Ms: 20 } },
  ]);
});

test("PAN-9: where no node is there is no sample, and old ones go", async () => {
  await sample(db(), at(0));
  expect((await listSamples(server.ctx, admin, { per: "minute" }, at(0))).samples).toEqual([]);
  await write("a", at(0));
  await sample(db(), at(0, 1));
  const days = 24 * 60;
  await sample(db(), at(31 * days));
  const { rows } = await query("SELECT per FROM overview_samples");
  expect(rows).toEqual([{ per: "hour" }]);
  await sample(db(), at(33 * days));
  expect((await query("SELECT per FROM overview_samples")).rows).toEqual([]);
  expect((await query("SELECT id FROM nodes")).rows).toEqual([]);
});

test("who may not see it is refused", async () => {
  const moderator = by(admin.id, "moderator");
  await expect(getOverview(server.ctx, moderator, at(0))).rejects.toMatchObject({
    code: "auth.forbidden",
  });
});
