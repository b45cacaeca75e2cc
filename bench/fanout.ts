import { cpuMicroseconds } from "@roost/stage/process.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, median } from "./figure.ts";
import { groups } from "./groups.ts";
import type { WavesStart } from "./load/waves.ts";
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

const bodyOf100Bytes =
  "The quick brown fox jumps over the lazy dog, and the other way round, a hundred bytes in all, now.";
const rounds = 7;
const roundMs = 4_000;
/** Small rooms are many, so that nobody talks faster than a connection may. */
const peopleMin = 1_000;

/**
 * Server CPU for one delivery of a 100-byte message in a room where everybody is connected. The
 * sides take turns, so that a slow minute of the machine hits all of them.
 *
 * @param everyMs The time from one message, or so many in flight, to the next: longer than any
 *   side needs for it.
 */
export async function fanout(
  settings: BenchSettings,
  roomSize: number,
  inFlight: number,
  everyMs: number,
): Promise<Figure[]> {
  const crew = groups(Math.ceil(peopleMin / roomSize) * roomSize, roomSize, 1);
  const waves = Math.ceil(roundMs / everyMs);
  const stage = await openRoost(settings);
  const roost = await roostSide(stage, crew);
  const plain = await broadcastSide("plain", crew);
  const prepared = await broadcastSide("prepared", crew);
  const sides = [roost, plain, prepared];
  const used = new Map<Side, number[]>(sides.map((side) => [side, []]));
  try {
    for (const side of sides) await enter(side);
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) {
        const ofRound = Math.ceil(round === 0 ? waves / 5 : waves);
        const each = await measureWaves(side, crew, { waves: ofRound, inFlight, everyMs });
        // The first round warms up.
        if (round > 0) used.get(side)?.push(each);
      }
    }
  } finally {
    for (const side of sides) await side.close();
    await stage.close();
  }
  const of = (side: Side) => median(used.get(side) ?? []);
  const scenario = `fanout.${roomSize}.${inFlight}`;
  const row = (metric: string, baseline: Side) =>
    figure(scenario, metric, "µs", of(roost), of(baseline));
  return [row(metrics.besidePrepared, prepared), row(metrics.besidePlain, plain)];
}

/** Server CPU for one delivery of messages in waves, in microseconds. */
export async function measureWaves(
  side: Side,
  crew: Crew,
  waves: Pick<WavesStart, "waves" | "inFlight" | "everyMs">,
): Promise<number> {
  const rooms = side.roomIds.map((roomId, at) => ({ roomId, people: crew.rooms[at] ?? [] }));
  const before = cpuMicroseconds(side.serverPid);
  const text = JSON.stringify(bodyOf100Bytes);
  const command = { do: "broadcast", rooms, ...waves, text } as const;
  const report = await ask(side, command, "tally");
  const { deliveries, missing, doubled } = report.tally;
  if (missing + doubled > 0) throw new Error(`${missing} missing, ${doubled} doubled`);
  return (cpuMicroseconds(side.serverPid) - before) / deliveries;
}
