import { setTimeout as delay } from "node:timers/promises";
import { limits } from "@roost/protocol/limits.ts";
import { cpuMicroseconds } from "@roost/stage/process.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure, median } from "./figure.ts";
import { groups } from "./groups.ts";
import { ask, type BenchSettings, enter, openRoost, roostSide, type Side } from "./sides.ts";

const rounds = 3;
const roundMs = 10_000;
/** Of those who look. */
const typingShare = 0.1;
/** Somebody types for so many frames, and then somebody else begins. */
const framesOfEach = 4;

/** What a server does while people look at a room, and while a tenth of them type in it. */
export async function typing(settings: BenchSettings, viewers: number): Promise<Figure[]> {
  const stage = await openRoost(settings);
  const side = await roostSide(stage, groups(viewers, viewers, 1));
  const [quiet, busy, frames]: [number[], number[], number[]] = [[], [], []];
  try {
    await enter(side);
    const [roomId = ""] = side.roomIds;
    const everybody = Array.from({ length: viewers }, (_, at) => at);
    await say(side, everybody, JSON.stringify({ type: "watch", roomIds: [roomId] }));
    for (let round = 0; round <= rounds; round++) {
      await delay(limits.typingForMs + 1_000);
      const looking = await measure(side, () => delay(roundMs));
      const typed = await measure(side, () => type(side, roomId, viewers));
      if (typed.frames < viewers) throw new Error(`${typed.frames} frames for ${viewers} viewers`);
      // The first round warms up.
      if (round === 0) continue;
      quiet.push(looking.cpuShare);
      busy.push(typed.cpuShare);
      frames.push(typed.frames / viewers / (roundMs / 1_000));
    }
  } finally {
    await side.close();
    await stage.close();
  }
  const scenario = `typing.${viewers}`;
  return [
    figure(scenario, metrics.typingCpu, "%", median(busy) * 100, median(quiet) * 100),
    figure(scenario, metrics.typingFrames, "/s", median(frames)),
  ];
}

/** A tenth of them types all the time: each for some frames, in moments of their own, and then another. */
async function type(side: Side, roomId: string, viewers: number): Promise<void> {
  const count = viewers * typingShare;
  const everyMs = limits.typingEveryMs / count;
  const begun = performance.now();
  for (let index = 0; index * everyMs < roundMs; index++) {
    await delay(Math.max(0, begun + index * everyMs - performance.now()));
    const [place, turn] = [index % count, Math.floor(index / count)];
    const person = place + count * Math.floor((turn + (place % framesOfEach)) / framesOfEach);
    await say(side, [person], JSON.stringify({ type: "typing", roomId }));
  }
}

/** Returns how many frames of signals everybody has been told so far. */
async function say(side: Side, people: number[], text: string): Promise<number> {
  return (await ask(side, { do: "say", people, text }, "signals")).signals;
}

async function measure(side: Side, run: () => Promise<void>) {
  const framesBefore = await say(side, [], "");
  const cpuBefore = cpuMicroseconds(side.serverPid);
  await run();
  const cpuShare = (cpuMicroseconds(side.serverPid) - cpuBefore) / 1_000 / roundMs;
  return { cpuShare, frames: (await say(side, [], "")) - framesBefore };
}
