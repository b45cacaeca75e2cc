import { setTimeout as delay } from "node:timers/promises";
import { cpuMicroseconds, residentBytes, startWorker } from "@roost/stage/process.ts";
import { openStage } from "@roost/stage/stage.ts";
import type { BroadcastCommand } from "./baseline/broadcast.ts";
import { startCrowd } from "./fanout.ts";
import { type Figure, figure } from "./figure.ts";

const roomsOfEach = 10;
const settleMs = 5_000;
const watchMs = 10_000;

interface Idle {
  bytesEach: number;
  cpuShare: number;
}

/** Memory for each connection that is open and silent, and what the server does meanwhile. */
export async function idle(connections: number): Promise<Figure[]> {
  const scenario = `idle.${connections}`;
  const roost = await roostIdle(connections);
  const bare = await bareIdle(connections);
  return [
    figure(
      scenario,
      "resident memory a connection",
      "KB",
      roost.bytesEach / 1024,
      bare.bytesEach / 1024,
    ),
    figure(scenario, "share of a core while idle", "%", roost.cpuShare * 100, bare.cpuShare * 100),
  ];
}

async function roostIdle(connections: number): Promise<Idle> {
  const stage = await openStage();
  const users = await stage.seed.addUsers(connections);
  for (let at = 0; at < users.length; at += 100) {
    const ids = users.slice(at, at + 100).map(({ id }) => id);
    for (let room = 0; room < roomsOfEach; room++) await stage.seed.addRoom(`room ${room}`, ids);
  }
  const url = `${stage.url.replace("http", "ws")}/ws`;
  const tokens = users.map(({ token }) => token);
  try {
    return await watch(stage.serverPid, url, tokens);
  } finally {
    await stage.close();
  }
}

async function bareIdle(connections: number): Promise<Idle> {
  const server = await startWorker<BroadcastCommand, { port: number }>(
    new URL("./baseline/broadcast.ts", import.meta.url),
  );
  const { port } = await server.ask({ listen: "plain" });
  try {
    return await watch(server.pid, `ws://127.0.0.1:${port}/`, new Array(connections).fill(null));
  } finally {
    await server.stop();
  }
}

async function watch(pid: number, url: string, tokens: (string | null)[]): Promise<Idle> {
  const crowd = await startCrowd();
  try {
    // Some connections first, so that what a server allocates once is not counted.
    await crowd.ask({ do: "connect", url, tokens: tokens.slice(0, 100) });
    await delay(settleMs);
    const before = residentBytes(pid);
    await crowd.ask({ do: "connect", url, tokens: tokens.slice(100) });
    await delay(settleMs);
    const bytesEach = (residentBytes(pid) - before) / (tokens.length - 100);
    const usedBefore = cpuMicroseconds(pid);
    await delay(watchMs);
    const cpuShare = (cpuMicroseconds(pid) - usedBefore) / 1_000 / watchMs;
    return { bytesEach, cpuShare };
  } finally {
    await crowd.stop();
  }
}
