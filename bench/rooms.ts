import { once } from "node:events";
import { deflateRawSync } from "node:zlib";
import type { DownFrame } from "@roost/protocol/down.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { cpuMicroseconds } from "@roost/stage/process.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import type { Stage } from "@roost/stage/stage.ts";
import { WebSocket } from "ws";
import { metrics } from "./bars.ts";
import { type Figure, figure, median } from "./figure.ts";
import { type BenchSettings, openRoost } from "./sides.ts";

/** The first warms up. */
const rounds = 21;

/** What a client holds of its list of rooms when it comes back. */
interface Held {
  person: number;
  rooms: Record<string, number>;
}

/** A hello until the list of rooms is there. */
interface Entry {
  milliseconds: number;
  cpuMilliseconds: number;
  /** As it came. */
  kilobytes: number;
  /** As a proxy or a client's cache may have it. */
  deflatedKilobytes: number;
  held: Held;
}

/** What it takes until somebody has the list of their many rooms: all of it, and where nothing changed. */
export async function roomsOpen(settings: BenchSettings, count: number): Promise<Figure[]> {
  const scenario = `rooms.${count}`;
  const stage = await openRoost(settings);
  const whole: Entry[] = [];
  const unchanged: Entry[] = [];
  try {
    const [me, other] = (await stage.seed.addUsers(2)) as [SeededUser, SeededUser];
    const roomIds = await stage.seed.addRooms(
      Array.from({ length: count }, () => [me.id, other.id]),
    );
    for (const id of roomIds) await stage.seed.addMessages(id, other.id, 1, new Date("2026-01-01"));
    for (let round = 0; round < rounds; round++) {
      const first = await enter(stage, me, null, count);
      const again = await enter(stage, me, first.held, count);
      if (round === 0) continue;
      whole.push(first);
      unchanged.push(again);
    }
  } finally {
    await stage.close();
  }
  const of = (entries: readonly Entry[], key: Exclude<keyof Entry, "held">) =>
    median(entries.map((entry) => entry[key]));
  // Ticks of a hundredth of a second: the mean is nearer than a median.
  const cpu = (entries: readonly Entry[]) =>
    entries.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0) / entries.length;
  return [
    figure(scenario, metrics.listedCpu, "ms", cpu(whole)),
    figure(scenario, "time until the list of rooms is there, p50", "ms", of(whole, "milliseconds")),
    figure(scenario, "bytes of the list of rooms", "KB", of(whole, "kilobytes")),
    figure(scenario, "the same, deflated", "KB", of(whole, "deflatedKilobytes")),
    figure(scenario, "server CPU where nothing changed", "ms", cpu(unchanged)),
    figure(scenario, "time where nothing changed, p50", "ms", of(unchanged, "milliseconds")),
    figure(scenario, metrics.unchangedBytes, "KB", of(unchanged, "kilobytes")),
  ];
}

async function enter(
  stage: Stage,
  me: SeededUser,
  held: Held | null,
  count: number,
): Promise<Entry> {
  const socket = new WebSocket(stage.nodes[0]?.gatewayUrl as string);
  await once(socket, "open");
  const before = cpuMicroseconds(stage.serverPid);
  const begun = performance.now();
  const hello = { type: "hello", protocol: PROTOCOL_VERSION, token: me.token, ...held };
  socket.send(JSON.stringify(hello));
  const { frames, list } = await untilListed(socket);
  const milliseconds = performance.now() - begun;
  const cpuMilliseconds = (cpuMicroseconds(stage.serverPid) - before) / 1_000;
  socket.close();
  await once(socket, "close");
  const rooms = list.rooms ?? [];
  if (rooms.length !== (held ? 0 : count)) throw new Error(`${rooms.length} rooms were listed.`);
  const all = Buffer.concat(frames);
  return {
    milliseconds,
    cpuMilliseconds,
    kilobytes: all.length / 1024,
    deflatedKilobytes: deflateRawSync(all).length / 1024,
    held: held ?? {
      person: list.version,
      rooms: Object.fromEntries(rooms.map(({ id, version }) => [id, version])),
    },
  };
}

/** All that comes up to the list, or the word that it is as it was. */
function untilListed(socket: WebSocket) {
  type Listed = Extract<DownFrame, { type: "snapshot" | "person" }>;
  return new Promise<{ frames: Buffer[]; list: Listed }>((resolve, reject) => {
    const frames: Buffer[] = [];
    socket.on("message", (data: Buffer) => {
      frames.push(data);
      const frame = JSON.parse(data.toString()) as DownFrame;
      if (frame.type === "snapshot" || frame.type === "person") resolve({ frames, list: frame });
    });
    socket.once("close", (code, reason) => reject(new Error(`It was closed: ${code} ${reason}`)));
  });
}
