import { cpuMicroseconds } from "@roost/stage/process.ts";
import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import type { TalkerCommand, TalkReport } from "./load/commands.ts";
import {
  ask,
  type BenchSettings,
  broadcastSide,
  type Crew,
  enter,
  openRoost,
  roostSide,
  type Side,
} from "./sides.ts";

const roomsOfEach = 10;
const groupSize = 100;
/** Over all rooms, by people whose connections are not cut. */
const postsPerSecond = 100;
const warmMs = 5_000;
const backWithinMs = 60_000;
const reconnectionsOfBar = 25;

/** Posting goes on meanwhile; its statements, and that which counts, are not of reconnections. */
const otherStatements = /insert into messages|from rooms\b.*\bfor update|pg_stat_statements/is;

const postgresSettings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_utility": "off",
};

/** How people came back, and what it took. */
interface Storm {
  millisecondsEach: number[];
  failedAttempts: Record<string, number>;
  serverCpuMicroseconds: number;
  talk: TalkReport;
}

/**
 * Thousands of connections break at once while messages flow. Each comes back as the SDK does: a
 * random part of 250 ms later, naming the versions it has.
 */
export async function storm(settings: BenchSettings, connections: number): Promise<Figure[]> {
  const scenario = `storm.${connections}`;
  const crew = layOut(connections);
  const stage = await openRoost(settings, { postgresSettings });
  await stage.seed.query("CREATE EXTENSION pg_stat_statements");
  let queries = 0;
  const roost = await roostSide(stage, crew)
    .then((side) =>
      blow(side, crew, connections, settings, {
        before: () => resetStatements(stage),
        after: async () => {
          queries = await countQueries(stage, settings);
        },
      }),
    )
    .finally(() => stage.close());
  const bare = await broadcastSide("plain", crew).then((side) =>
    blow(side, crew, connections, { ...settings, texts: [] }),
  );
  const seconds = (share: number, { millisecondsEach }: Storm) =>
    percentile(millisecondsEach, share) / 1_000;
  for (const [reason, count] of Object.entries(roost.failedAttempts))
    settings.note(`${count} × ${reason}`);
  settings.note(`tally: ${JSON.stringify(roost.talk.tally)}`);
  const { missing, doubled } = roost.talk.tally;
  return [
    figure(scenario, metrics.missing, "messages", missing),
    figure(scenario, metrics.doubled, "messages", doubled),
    figure(scenario, "complete again, p50", "s", seconds(0.5, roost), seconds(0.5, bare)),
    figure(scenario, metrics.completeP99, "s", seconds(0.99, roost), seconds(0.99, bare)),
    figure(scenario, "complete again, all", "s", seconds(1, roost), seconds(1, bare)),
    figure(scenario, metrics.queries, "", (queries * reconnectionsOfBar) / connections),
    figure(
      scenario,
      "server CPU a reconnection",
      "µs",
      roost.serverCpuMicroseconds / connections,
      bare.serverCpuMicroseconds / connections,
    ),
    figure(scenario, "attempts that failed", "", sum(Object.values(roost.failedAttempts))),
  ];
}

/** A hundred people share ten rooms; in all of these, one more person talks. */
export function layOut(connections: number): Crew {
  const groups = Math.ceil(connections / groupSize);
  const rooms = Array.from({ length: groups * roomsOfEach }, (_, room) => {
    const group = Math.floor(room / roomsOfEach);
    const first = group * groupSize;
    const length = Math.min(groupSize, connections - first);
    return [connections + group, ...Array.from({ length }, (_, at) => first + at)];
  });
  return { people: connections + groups, rooms };
}

/** Those who talk in the rooms of each group. */
export function talkersOf(side: Side, { people }: Crew, connections: number): TalkerCommand[] {
  return Array.from({ length: people - connections }, (_, group) => ({
    person: connections + group,
    roomIds: side.roomIds.slice(group * roomsOfEach, (group + 1) * roomsOfEach),
  }));
}

async function blow(
  side: Side,
  crew: Crew,
  connections: number,
  { texts }: BenchSettings,
  around = { before: async () => {}, after: async () => {} },
): Promise<Storm> {
  try {
    await enter(side);
    const talkers: TalkerCommand[] = Array.from({ length: crew.people - connections }, (_, at) => ({
      person: connections + at,
      roomIds: side.roomIds.slice(at * roomsOfEach, (at + 1) * roomsOfEach),
    }));
    const spoken = {
      texts: [...texts],
      pace: { perSecond: texts.length > 0 ? postsPerSecond : 0 },
    };
    await side.crowd.ask({ do: "flow", talkers, ...spoken, timesReceipt: false, warmMs });
    await around.before();
    const usedBefore = cpuMicroseconds(side.serverPid);
    const people = Array.from({ length: connections }, (_, at) => at);
    const back = await ask(side, { do: "cut", people, withinMs: backWithinMs }, "failedAttempts");
    const serverCpuMicroseconds = cpuMicroseconds(side.serverPid) - usedBefore;
    await around.after();
    const talk = await ask(side, { do: "calm" }, "posted");
    return { ...back, serverCpuMicroseconds, talk };
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

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
