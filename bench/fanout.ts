import { cpuMicroseconds, startWorker, type Worker } from "@roost/stage/process.ts";
import { openStage } from "@roost/stage/stage.ts";
import type { BroadcastCommand } from "./baseline/broadcast.ts";
import { type Figure, figure, median } from "./figure.ts";
import type { CrowdAnswer, CrowdCommand } from "./load/crowd.ts";

type Crowd = Worker<CrowdCommand, CrowdAnswer>;

/** A server under test and the crowd that is connected to it. */
interface Side {
  serverPid: number;
  crowd: Crowd;
  roomId: string | null;
  /** CPU of the server for each delivery, in microseconds, a round each. */
  rounds: number[];
  close(): Promise<void>;
}

const bodyOf100Bytes =
  "The quick brown fox jumps over the lazy dog, and the other way round, a hundred bytes in all, now.";
const rounds = 7;

/**
 * Server CPU for one delivery of a 100-byte message in a room where everybody is connected. The
 * sides take turns, so that a slow minute of the machine hits all of them.
 */
export async function fanout(connections: number, inFlight: number): Promise<Figure[]> {
  const scenario = `fanout.${connections}.${inFlight}`;
  const frames = Math.max(inFlight * 5, Math.ceil(200_000 / connections / inFlight) * inFlight);
  const roost = await roostSide(connections);
  const plain = await bareSide("plain", connections);
  const prepared = await bareSide("prepared", connections);
  const sides = [roost, plain, prepared];
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) {
        const used = await measure(side, round === 0 ? inFlight * 2 : frames, inFlight);
        // The first round warms up.
        if (round > 0) side.rounds.push(used);
      }
    }
  } finally {
    for (const side of sides) await side.close();
  }
  const value = median(roost.rounds);
  return [
    figure(
      scenario,
      "server CPU a delivery, beside ws send() in a loop",
      "µs",
      value,
      median(plain.rounds),
    ),
    figure(
      scenario,
      "server CPU a delivery, beside ws with frames encoded once, one write a tick",
      "µs",
      value,
      median(prepared.rounds),
    ),
  ];
}

async function measure(side: Side, frames: number, inFlight: number): Promise<number> {
  const before = cpuMicroseconds(side.serverPid);
  const answer = await side.crowd.ask({
    do: "broadcast",
    frames,
    inFlight,
    roomId: side.roomId,
    body: bodyOf100Bytes,
  });
  if (!("deliveries" in answer)) throw new Error("The crowd did not count.");
  return (cpuMicroseconds(side.serverPid) - before) / answer.deliveries;
}

async function roostSide(connections: number): Promise<Side> {
  const stage = await openStage();
  const users = await stage.seed.addUsers(connections);
  const roomId = await stage.seed.addRoom(
    "everybody",
    users.map(({ id }) => id),
  );
  const crowd = await startCrowd();
  const url = `${stage.url.replace("http", "ws")}/ws`;
  await crowd.ask({ do: "connect", url, tokens: users.map(({ token }) => token) });
  return {
    serverPid: stage.serverPid,
    crowd,
    roomId,
    rounds: [],
    async close() {
      await crowd.stop();
      await stage.close();
    },
  };
}

async function bareSide(mode: BroadcastCommand["listen"], connections: number): Promise<Side> {
  const server = await startWorker<BroadcastCommand, { port: number }>(
    new URL("./baseline/broadcast.ts", import.meta.url),
  );
  const { port } = await server.ask({ listen: mode });
  const crowd = await startCrowd();
  const url = `ws://127.0.0.1:${port}/`;
  await crowd.ask({ do: "connect", url, tokens: new Array(connections).fill(null) });
  return {
    serverPid: server.pid,
    crowd,
    roomId: null,
    rounds: [],
    async close() {
      await crowd.stop();
      await server.stop();
    },
  };
}

export function startCrowd(): Promise<Crowd> {
  return startWorker<CrowdCommand, CrowdAnswer>(new URL("./load/crowd.ts", import.meta.url));
}
