import { type Figure, figure, percentile } from "./figure.ts";
import type { TalkReport } from "./load/commands.ts";
import { layOut, postsPlans, talkersOf } from "./posts.ts";
import {
  type BenchSettings,
  type Crew,
  enter,
  insertSide,
  measureTalk,
  openRoost,
  roostSide,
  type Side,
} from "./sides.ts";

/** Far apart: each message finds a server that has nothing else to do. */
const lonePerSecond = 50;
const loneMs = 5_000;
const halfMs = 5_000;
const warmMs = 2_000;
const rounds = 3;

/**
 * One message at a time, with nothing else to do: from its sending until another connection has
 * it. The sides take turns.
 */
export async function latencyLone(settings: BenchSettings): Promise<Figure[]> {
  const crew: Crew = { people: 2, rooms: [[0, 1]] };
  const [roost, insert] = await measureBoth(settings, crew, 1, async () => ({
    perSecond: lonePerSecond,
    countMs: loneMs,
  }));
  return [
    ...timing("latency.lone", "send to receipt", receipts(roost), receipts(insert)),
    ...timing("latency.lone", "send to acknowledgement", latencies(roost), latencies(insert)),
  ];
}

/**
 * Latency at half of what each side takes at most, in rooms of two: messages leave at even times,
 * whether those before were answered or not.
 */
export async function latencyHalf(settings: BenchSettings): Promise<Figure[]> {
  const plan = postsPlans[2];
  const crew = layOut(plan);
  const loads = new Map<Side, number>();
  const [roost, insert] = await measureBoth(settings, crew, plan.senders, async (side, closed) => {
    const half = loads.get(side) ?? (await closed()) / 2;
    loads.set(side, half);
    return { perSecond: half, countMs: halfMs };
  });
  const [own, baseline] = [...loads.values()] as [number, number];
  return [
    figure("latency.half", "posts sent", "/s", own, baseline),
    ...timing("latency.half", "send to receipt", receipts(roost), receipts(insert)),
    ...timing("latency.half", "send to acknowledgement", latencies(roost), latencies(insert)),
  ];
}

function receipts(reports: readonly TalkReport[]): number[] {
  return reports.flatMap(({ receiptsMs }) => receiptsMs);
}

function latencies(reports: readonly TalkReport[]): number[] {
  return reports.flatMap(({ latenciesMs }) => latenciesMs);
}

function timing(scenario: string, what: string, own: number[], baseline: number[]): Figure[] {
  return [0.5, 0.99].map((share) =>
    figure(
      scenario,
      `${what}, p${share * 100}`,
      "ms",
      percentile(own, share),
      percentile(baseline, share),
    ),
  );
}

/** How many posts a second a side takes at most. */
type Closed = () => Promise<number>;
type Load = (side: Side, closed: Closed) => Promise<{ perSecond: number; countMs: number }>;

async function measureBoth(
  settings: BenchSettings,
  crew: Crew,
  senders: number,
  load: Load,
): Promise<[TalkReport[], TalkReport[]]> {
  const { inFlight } = settings;
  const texts = [...settings.texts];
  const stage = await openRoost(settings);
  const roost = await roostSide(stage, crew);
  const insert = await insertSide(stage, crew);
  const reports = new Map<Side, TalkReport[]>([
    [roost, []],
    [insert, []],
  ]);
  try {
    for (const side of [roost, insert]) await enter(side);
    for (let round = 0; round < rounds; round++) {
      for (const [side, ofSide] of reports) {
        const spoken = { talkers: talkersOf(side, crew, senders), texts, warmMs };
        const closed: Closed = async () => {
          const most = { do: "talk", pace: { inFlight }, timesReceipt: false, ...spoken } as const;
          const measured = await measureTalk(side, stage.postgresPid, { countMs: halfMs, ...most });
          return measured.counted.posted / measured.counted.seconds;
        };
        const { perSecond, countMs } = await load(side, closed);
        const open = { do: "talk", pace: { perSecond }, timesReceipt: true, countMs } as const;
        ofSide.push(await measureTalk(side, stage.postgresPid, { ...spoken, ...open }));
      }
    }
  } finally {
    for (const side of reports.keys()) await side.close();
    await stage.close();
  }
  return [reports.get(roost) ?? [], reports.get(insert) ?? []];
}
