import type { Node, Overview, Sample, Samples, SamplesQuery } from "@roost/protocol/overview.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";
import type { Latency } from "./meter.ts";
import { type Report, silentAfterMs, version } from "./report.ts";

interface NodeRow extends Pick<Node, "id" | "name" | "roles" | "version"> {
  startedAt: Date;
  at: Date;
  report: Report;
}

/** How this server does now. */
export async function getOverview(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  now: Date,
): Promise<Overview> {
  requireRight(actor, "overview");
  const [rows, counted] = await Promise.all([readNodes(db), countOthers(db)]);
  const nodes = rows.map((row) => toNode(row, now));
  const present = nodes.filter(({ state }) => state !== "silent");
  const reports = rows.filter((row) => present.some(({ id }) => id === row.id));
  const sum = (part: (node: Node) => number) => present.reduce((all, one) => all + part(one), 0);
  return {
    at: now.toISOString(),
    version,
    people: sum(({ people }) => people),
    connections: sum(({ connections }) => connections),
    messagesPerMinute: sum(({ messages }) => messages),
    commits: together(reports.map(({ report }) => report.commits)),
    deliveries: together(reports.map(({ report }) => report.deliveries)),
    waiting: sum(({ waiting }) => waiting),
    ...counted,
    nodes,
  };
}

/** As it was, of all nodes together. */
export async function listSamples(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  { per }: SamplesQuery,
  now: Date,
): Promise<Samples> {
  requireRight(actor, "overviewSamples");
  const { rows } = await sql<SampleRow>`
    SELECT at, people, connections, messages, commit_p50_ms AS "commitP50",
      commit_p99_ms AS "commitP99", delivery_p50_ms AS "deliveryP50",
      delivery_p99_ms AS "deliveryP99", waiting, database_bytes AS "databaseBytes"
    FROM overview_samples
    WHERE per = ${per}
      AND at > ${now}::timestamptz - ${per === "minute" ? "1 hour" : "30 days"}::interval
    ORDER BY at`.execute(db);
  return { samples: rows.map(toSample) };
}

async function readNodes(db: Db): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    SELECT id, name, roles, version, started_at AS "startedAt", at, report
    FROM nodes ORDER BY name, started_at, id`.execute(db);
  return rows;
}

async function countOthers(
  db: Db,
): Promise<Pick<Overview, "accounts" | "mailsWaiting" | "databaseBytes">> {
  const { rows } = await sql<Pick<Overview, "accounts" | "mailsWaiting" | "databaseBytes">>`
    SELECT (SELECT count(*)::int FROM users WHERE deleted_at IS NULL) AS accounts,
      (SELECT count(*)::int FROM mails WHERE given_up_at IS NULL) AS "mailsWaiting",
      pg_database_size(current_database()) AS "databaseBytes"`.execute(db);
  const [counted] = rows;
  if (!counted) throw new Error("The database has not answered a count.");
  return { ...counted, databaseBytes: Number(counted.databaseBytes) };
}

function toNode(row: NodeRow, now: Date): Node {
  const { report, at, startedAt, ...rest } = row;
  const isSilent = at.getTime() < now.getTime() - silentAfterMs;
  const state = isSilent ? "silent" : report.isBusUp ? "well" : "bus-lost";
  const { commits, deliveries } = report;
  return {
    ...rest,
    ...{ startedAt: startedAt.toISOString(), seenAt: at.toISOString(), state },
    ...{ connections: report.connections, people: report.people, messages: commits.count },
    ...{ commits: together([commits]), deliveries: together([deliveries]) },
    ...{ waiting: report.waiting, loopP99Ms: report.loopP99Ms, memoryBytes: report.memoryBytes },
    ...{ diskFreeBytes: report.diskFreeBytes, diskBytes: report.diskBytes },
  };
}

/** Of several nodes: what is usual, by how much each has measured; what is rare, of the slowest. */
function together(latencies: readonly Latency[]): Overview["commits"] {
  const measured = latencies.filter(({ count }) => count > 0);
  if (measured.length === 0) return { p50Ms: null, p99Ms: null };
  const count = measured.reduce((all, one) => all + one.count, 0);
  const p50 = measured.reduce((all, one) => all + (one.p50Ms ?? 0) * one.count, 0) / count;
  return {
    p50Ms: Math.round(p50 * 100) / 100,
    p99Ms: Math.max(...measured.map(({ p99Ms }) => p99Ms ?? 0)),
  };
}

interface SampleRow
  extends Pick<Sample, "people" | "connections" | "messages" | "waiting" | "databaseBytes"> {
  at: Date;
  commitP50: number | null;
  commitP99: number | null;
  deliveryP50: number | null;
  deliveryP99: number | null;
}

function toSample({ at, commitP50, commitP99, deliveryP50, deliveryP99, ...row }: SampleRow) {
  return {
    ...row,
    at: at.toISOString(),
    databaseBytes: Number(row.databaseBytes),
    commits: { p50Ms: commitP50, p99Ms: commitP99 },
    deliveries: { p50Ms: deliveryP50, p99Ms: deliveryP99 },
  };
}
