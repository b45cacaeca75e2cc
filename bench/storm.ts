import { cpuMicroseconds } from "@roost/stage/process.ts";
import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile, sum } from "./figure.ts";
import { type GroupsWithTalkers, groupsWithTalkers, startTalk } from "./groups.ts";
import type { ComebackReport } from "./load/comeback.ts";
import type { TalkReport } from "./load/commands.ts";
import {
  ask,
  type BenchSettings,
  broadcastSide,
  enter,
  openRoost,
  roostSide,
  type Side,
} from "./sides.ts";

const backWithinMs = 60_000;
const reconnectionsOfBar = 25;

/** Posting goes on meanwhile; its statements, and that which counts, are not of reconnections. */
const otherStatements = /insert into messages|from rooms\b.*\bfor update|pg_stat_statements/is;

const postgresSettings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_utility": "off",
};

/** How people came back, and what it took. */
interface Storm extends ComebackReport {
  serverCpuMicroseconds: number;
  /** Of the database; 0 where there is none. */
  queries: number;
  talk: TalkReport;
}

/**
 * Thousands of connections break at once while messages flow. Each comes back as the SDK does: a
 * random part of 250 ms later, naming the versions it has.
 */
export async function storm(settings: BenchSettings, connections: number): Promise<Figure[]> {
  const crew = groupsWithTalkers(connections);
  const roost = await stormOnRoost(settings, crew);
  const bare = await blow(await broadcastSide("plain", crew), crew, { ...settings, texts: [] });
  const { failedAttempts, talk } = roost;
  for (const [reason, count] of Object.entries(failedAttempts))
    settings.note(`${count} × ${reason}`);
  settings.note(`tally: ${JSON.stringify(talk.tally)}`);
  const scenario = `storm.${connections}`;
  const complete = (metric: string, share: number) => {
    const seconds = ({ millisecondsEach }: Storm) => percentile(millisecondsEach, share) / 1_000;
    return figure(scenario, metric, "s", seconds(roost), seconds(bare));
  };
  const cpuEach = (one: Storm) => one.serverCpuMicroseconds / connections;
  const queries = (roost.queries * reconnectionsOfBar) / connections;
  return [
    figure(scenario, metrics.missing, "messages", talk.tally.missing),
    figure(scenario, metrics.doubled, "messages", talk.tally.doubled),
    complete("complete again, p50", 0.5),
    complete(metrics.completeP99, 0.99),
    complete("complete again, all", 1),
    figure(scenario, metrics.queries, "", queries),
    figure(scenario, "server CPU a reconnection", "µs", cpuEach(roost), cpuEach(bare)),
    figure(scenario, "attempts that failed", "", sum(Object.values(failedAttempts))),
  ];
}

async function stormOnRoost(settings: BenchSettings, crew: GroupsWithTalkers): Promise<Storm> {
  const stage = await openRoost(settings, { postgresSettings });
  try {
    await stage.seed.query("CREATE EXTENSION pg_stat_statements");
    return await blow(await roostSide(stage, crew), crew, settings, stage);
  } finally {
    await stage.close();
  }
}

async function blow(
  side: Side,
  crew: GroupsWithTalkers,
  settings: BenchSettings,
  stage: Stage | null = null,
): Promise<Storm> {
  try {
    await enter(side);
    await startTalk(side, crew, settings.texts);
    if (stage) await resetStatements(stage);
    const usedBefore = cpuMicroseconds(side.serverPid);
    const people = Array.from({ length: crew.listeners }, (_, at) => at);
    const back = await ask(side, { do: "cut", people, withinMs: backWithinMs }, "failedAttempts");
    const serverCpuMicroseconds = cpuMicroseconds(side.serverPid) - usedBefore;
    const queries = stage ? await countQueries(stage, settings) : 0;
    const talk = await ask(side, { do: "calm" }, "posted");
    return { ...back, serverCpuMicroseconds, queries, talk };
  } finally {
    await side.close();
  }
}

async function resetStatements({ seed }: Stage): Promise<void> {
  await seed.query("SELECT pg_stat_statements_reset()");
}

async function countQueries({ seed }: Stage, { note }: BenchSettings): Promise<number> {
  const statements = await seed.query<{ query: string; calls: number }>(
    "SELECT query, calls FROM pg_stat_statements ORDER BY calls DESC",
  );
  const counted = statements.filter(({ query }) => !otherStatements.test(query));
  for (const { query, calls } of counted) note(`${calls} × ${query.replace(/\s+/g, " ")}`);
  return sum(counted.map(({ calls }) => calls));
}
