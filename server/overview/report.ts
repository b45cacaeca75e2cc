import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";
import type { Latency } from "./meter.ts";

/** What a node says of itself. */
export interface Report {
  isBusUp: boolean;
  connections: number;
  people: number;
  commits: Latency;
  deliveries: Latency;
  waiting: number;
  loopP99Ms: number;
  memoryBytes: number;
  diskFreeBytes: number | null;
  diskBytes: number | null;
}

/** Who reports. */
export interface Reporter {
  id: string;
  roles: readonly string[];
  startedAt: Date;
  /** Who is connected to this node; null where nobody can be. */
  gateway: { readonly size: number; readonly people: number } | null;
  /** A folder of the disk that matters. */
  folder: string;
}

/** A node reports so often … */
export const reportEveryMs = 5_000;
/** … and counts as silent after so long without. */
export const silentAfterMs = 20_000;

const nsPerMs = 1_000_000;
/** What the histogram takes for none is the time between two looks. Each look wakes an idle node up. */
const lookEveryMs = 100;
const loop = monitorEventLoopDelay({ resolution: lookEveryMs });

/** The version of this program. */
export const version: string = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
).version;

/** Writes how this node does. */
export async function reportNode(
  ctx: Pick<Context, "database" | "bus" | "posts" | "meter">,
  reporter: Reporter,
  now: Date,
): Promise<void> {
  const report = await measure(ctx, reporter);
  await writeReport(ctx.database.db, reporter, report, now);
}

export async function writeReport(
  db: Db,
  { id, roles, startedAt }: Pick<Reporter, "id" | "roles" | "startedAt">,
  report: Report,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO nodes (id, name, roles, version, started_at, at, report)
    VALUES (${id}, ${hostname()}, ${[...roles]}, ${version}, ${startedAt}, ${now},
      ${JSON.stringify(report)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, report = excluded.report`.execute(db);
}

/** A node that stops in order is none any more. */
export async function forgetNode(db: Db, id: string): Promise<void> {
  await sql`DELETE FROM nodes WHERE id = ${id}`.execute(db);
}

async function measure(
  { bus, posts, meter }: Pick<Context, "bus" | "posts" | "meter">,
  { gateway, folder }: Reporter,
): Promise<Report> {
  loop.enable();
  const loopP99Ms = Math.max(0, loop.percentile(99) / nsPerMs - lookEveryMs);
  loop.reset();
  return {
    isBusUp: bus.isUp,
    connections: gateway?.size ?? 0,
    people: gateway?.people ?? 0,
    commits: meter.commits.read(),
    deliveries: meter.deliveries.read(),
    waiting: posts.waiting,
    loopP99Ms: Math.round(loopP99Ms * 10) / 10,
    memoryBytes: process.memoryUsage.rss(),
    ...(await diskOf(folder)),
  };
}

/** Of a server with a database elsewhere, the folder need not be there: then it is the disk that it runs from. */
async function diskOf(folder: string): Promise<Pick<Report, "diskFreeBytes" | "diskBytes">> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder).catch(() => statfs(process.cwd()));
    return { diskFreeBytes: bavail * bsize, diskBytes: blocks * bsize };
  } catch {
    return { diskFreeBytes: null, diskBytes: null };
  }
}
