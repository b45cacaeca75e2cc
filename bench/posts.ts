import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, median, percentile, sum } from "./figure.ts";
import type { TalkerCommand } from "./load/commands.ts";
import {
  type BenchSettings,
  type Crew,
  compareWithDatabase,
  enter,
  insertSide,
  type Measured,
  measureTalk,
  openRoost,
  roostSide,
  type Side,
} from "./sides.ts";

/** Rooms of some size, in all of which some of the same senders talk. */
export interface PostsPlan {
  rooms: number;
  roomSize: number;
  senders: number;
}

export const postsPlans: Record<2 | 20, PostsPlan> = {
  2: { rooms: 500, roomSize: 2, senders: 200 },
  20: { rooms: 50, roomSize: 20, senders: 200 },
};

const rounds = 5;
const warmMs = 1_000;
const countMs = 4_000;

/**
 * Posts acknowledged after their commit, as many as the server takes, with everybody connected and
 * each message delivered to all members. The sides take turns.
 */
export async function posts(settings: BenchSettings, roomSize: 2 | 20): Promise<Figure[]> {
  const plan = postsPlans[roomSize];
  const stage = await openRoost(settings);
  const crew = layOut(plan);
  const roost = await roostSide(stage, crew);
  const insert = await insertSide(stage, crew);
  const measured: Measured[] = [];
  const baseline: Measured[] = [];
  try {
    for (const side of [roost, insert]) await enter(side);
    for (let round = 0; round < rounds; round++) {
      measured.push(await talkClosed(stage, roost, plan, crew, settings));
      baseline.push(await talkClosed(stage, insert, plan, crew, settings));
    }
    await compareWithDatabase(stage, sum(measured.map(({ posted }) => posted)));
  } finally {
    await insert.close();
    await roost.close();
    await stage.close();
  }
  const scenario = `posts.${roomSize}`;
  const row = (metric: string, unit: string, value: (one: Measured) => number) =>
    figure(scenario, metric, unit, median(measured.map(value)), median(baseline.map(value)));
  return [
    row(metrics.posted, "/s", ({ counted }) => counted.posted / counted.seconds),
    row("send to acknowledgement, p50", "ms", (one) => percentile(one.latenciesMs, 0.5)),
    row(metrics.acknowledgedP99, "ms", (one) => percentile(one.latenciesMs, 0.99)),
    row(metrics.deliveries, "/s", ({ counted }) => counted.deliveries / counted.seconds),
    row("server CPU a post", "µs", (one) => one.serverCpuMicroseconds / one.posted),
    row("server CPU a delivery", "µs", (one) => one.serverCpuMicroseconds / one.tally.deliveries),
    row("PostgreSQL CPU a post", "µs", (one) => one.postgresCpuMicroseconds / one.posted),
    row("the load's own CPU a post", "µs", (one) => one.loadCpuMicroseconds / one.posted),
  ];
}

/** Who is in which room: senders first, each in as many rooms as it takes, then those who listen. */
export function layOut({ rooms, roomSize, senders }: PostsPlan): Crew {
  const sendersOfRoom = Math.max(1, senders / rooms);
  const listenersOfRoom = roomSize - sendersOfRoom;
  const plan = Array.from({ length: rooms }, (_, room) => [
    ...Array.from({ length: sendersOfRoom }, (_, at) => (room * sendersOfRoom + at) % senders),
    ...Array.from({ length: listenersOfRoom }, (_, at) => senders + room * listenersOfRoom + at),
  ]);
  return { people: senders + rooms * listenersOfRoom, rooms: plan };
}

export function talkersOf(side: Side, { rooms }: Crew, senders: number): TalkerCommand[] {
  return Array.from({ length: senders }, (_, person) => ({
    person,
    roomIds: rooms.flatMap((members, room) =>
      members.includes(person) ? [side.roomIds[room] as string] : [],
    ),
  }));
}

async function talkClosed(
  stage: Stage,
  side: Side,
  { senders, roomSize }: PostsPlan,
  crew: Crew,
  { texts, inFlight }: BenchSettings,
): Promise<Measured> {
  const measured = await measureTalk(side, stage.postgresPid, {
    do: "talk",
    talkers: talkersOf(side, crew, senders),
    texts: [...texts],
    pace: { inFlight },
    timesReceipt: false,
    warmMs,
    countMs,
  });
  const { posted, tally } = measured;
  if (tally.deliveries !== posted * roomSize) {
    throw new Error(`${posted} posts to ${roomSize} members made ${tally.deliveries} deliveries.`);
  }
  return measured;
}
