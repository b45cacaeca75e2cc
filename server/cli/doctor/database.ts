import { existsSync } from "node:fs";
import path from "node:path";
import { pino } from "pino";
import type { Config } from "../../config.ts";
import { clusterFolder } from "../../store/embedded/address.ts";
import { type DatabaseFacts, examineDatabase } from "../../store/examine.ts";
import { openStoreBeside } from "../../store/open-store.ts";
import { broken, brokenBy, type Finding, ok, warning } from "./finding.ts";

/** In milliseconds. A message waits for a few answers, one after the other. */
const slowMs = 20;
const clockAwayMs = 1_000;
/** From here on codes of authenticator apps fail, which count in half minutes. */
const clockWrongMs = 15_000;

/** How the database is, and how far its clock is from this machine's. */
export async function checkDatabase(config: Config, now: () => number): Promise<Finding[]> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === undefined && !existsSync(clusterFolder(path.resolve(dataDir)))) {
    return [ok("database", "There is none yet; the first start makes one in DATA_DIR.")];
  }
  let facts: DatabaseFacts | undefined;
  const examine = async (database: Parameters<typeof examineDatabase>[0]) => {
    facts = await examineDatabase(database, now);
  };
  try {
    const store = await openStoreBeside(config, pino({ level: "silent" }), examine);
    await store.close();
  } catch (error) {
    return [brokenBy("database", error)];
  }
  if (!facts) throw new Error("The database was not examined");
  return [...findings(facts, config), clock(facts.clockAheadMs)];
}

function findings(facts: DatabaseFacts, { databasePoolSize }: Config): Finding[] {
  const { version, latencyMs, pending, closedTables } = facts;
  const latency = `${latencyMs.toFixed(1)} ms an answer`;
  const all: Finding[] = [];
  if (!facts.isWritable) {
    const advice = "Name the one that takes writes in DATABASE_URL.";
    all.push(broken("database", "It can only be read, as one that follows another.", advice));
  }
  if (facts.encoding !== "UTF8") {
    const advice = "Make a database with ENCODING 'UTF8'; docs/operations.md says how.";
    all.push(broken("database", `Its encoding is ${facts.encoding}, and not UTF8.`, advice));
  }
  if (!facts.mayCreate) {
    const advice = "Give the user of DATABASE_URL a database that it owns.";
    all.push(broken("database", "Its user may make no tables, which an upgrade does.", advice));
  }
  if (closedTables.length > 0) {
    const found = `Its user may not read and write ${closedTables.join(", ")}.`;
    const advice = "Make the user of DATABASE_URL the owner of all tables: REASSIGN OWNED.";
    all.push(broken("database", found, advice));
  }
  // One more for the probe of a node, and one for the posts.
  if (facts.connections < databasePoolSize + 1) {
    const found = `It takes ${facts.connections} connections, and this node alone makes up to ${databasePoolSize + 1}.`;
    const advice = "Raise max_connections of PostgreSQL, or lower DATABASE_POOL_SIZE.";
    all.push(broken("database", found, advice));
  }
  if (pending.length > 0) {
    const found = `It waits for ${pending.length} migrations, the first of them ${pending[0]}.`;
    const advice = 'Start the server, or run "npm run roost -- migrate". Back up before.';
    all.push(warning("database", found, advice));
  }
  if (latencyMs > slowMs) {
    const advice = "Have PostgreSQL run in the same data centre, or look what keeps it busy.";
    all.push(warning("database", `It takes ${latency}.`, advice));
  }
  return all.length > 0 ? all : [ok("database", `PostgreSQL ${version}, ${latency}.`)];
}

function clock(aheadMs: number): Finding {
  const seconds = (Math.abs(aheadMs) / 1_000).toFixed(1);
  const found = `The database's clock is ${seconds} s ${aheadMs < 0 ? "behind" : "ahead of"} this machine's.`;
  const advice =
    "Have both kept right by NTP (timedatectl set-ntp true): times of messages, links and codes go by them.";
  if (Math.abs(aheadMs) > clockWrongMs) return broken("clock", found, advice);
  if (Math.abs(aheadMs) > clockAwayMs) return warning("clock", found, advice);
  return ok("clock", "The database's clock and this machine's are within a second.");
}
