import { setTimeout as delay } from "node:timers/promises";
import { cpuMicroseconds, residentBytes } from "@roost/stage/process.ts";
import { metrics } from "./bars.ts";
import { type Figure, figure } from "./figure.ts";
import { groups } from "./groups.ts";
import {
  type BenchSettings,
  broadcastSide,
  enter,
  openRoost,
  roostSide,
  type Side,
} from "./sides.ts";

/** Connected before, so that what a server allocates once is not counted. */
const firstConnections = 100;
/** Memory has settled when it did not move for so long … */
const steadyMs = 8_000;
/** … by more than this share; after this time it is taken as it is. */
const steadyShare = 0.005;
const settleWithinMs = 60_000;
/** Two rounds of pings. */
const watchMs = 50_000;

interface Idle {
  bytesEach: number;
  cpuShare: number;
}

/** Memory for each connection that is open and silent, and what the server does meanwhile. */
export async function idle(settings: BenchSettings, connections: number): Promise<Figure[]> {
  const scenario = `idle.${connections}`;
  const crew = groups(connections);
  const stage = await openRoost(settings);
  const roost = await watch(await roostSide(stage, crew)).finally(() => stage.close());
  const bare = await watch(await broadcastSide("plain", crew));
  const kilobytes = ({ bytesEach }: Idle) => bytesEach / 1024;
  return [
    figure(scenario, metrics.memory, "KB", kilobytes(roost), kilobytes(bare)),
    figure(scenario, metrics.idleCpu, "%", roost.cpuShare * 100, bare.cpuShare * 100),
  ];
}

async function watch(side: Side): Promise<Idle> {
  const { serverPid, people } = side;
  try {
    await enter({ ...side, people: people.slice(0, firstConnections) });
    const before = await settledBytes(serverPid);
    await enter({ ...side, people: people.slice(firstConnections) });
    const after = await settledBytes(serverPid);
    const usedBefore = cpuMicroseconds(serverPid);
    await delay(watchMs);
    return {
      bytesEach: (after - before) / (people.length - firstConnections),
      cpuShare: (cpuMicroseconds(serverPid) - usedBefore) / 1_000 / watchMs,
    };
  } finally {
    await side.close();
  }
}

/** Waits until a server has given back what it will. */
async function settledBytes(pid: number): Promise<number> {
  const startedMs = performance.now();
  let steady = { bytes: residentBytes(pid), sinceMs: startedMs };
  for (;;) {
    await delay(500);
    const now = performance.now();
    const bytes = residentBytes(pid);
    if (Math.abs(bytes - steady.bytes) > steady.bytes * steadyShare) {
      steady = { bytes, sinceMs: now };
    }
    if (now - steady.sinceMs > steadyMs || now - startedMs > settleWithinMs) return bytes;
  }
}
