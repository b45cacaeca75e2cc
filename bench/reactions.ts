import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { cpuMicroseconds } from "@roost/stage/process.ts";
import { WebSocket } from "ws";
import { metrics } from "./bars.ts";
import { measureWaves } from "./fanout.ts";
import { type Figure, figure, median } from "./figure.ts";
import { groups } from "./groups.ts";
import type { Person } from "./load/member.ts";
import { type BenchSettings, enter, openRoost, roostSide, type Side } from "./sides.ts";

const rounds = 7;
const changesOfRound = 120;
const everyMs = 25;
const emojis = ["👍", "🎉", "🚀"];

/** Server CPU for one delivery of a reaction in a room where everybody is connected, beside a message. */
export async function reactions(settings: BenchSettings, roomSize: number): Promise<Figure[]> {
  const crew = groups(roomSize, roomSize, 1);
  const stage = await openRoost(settings);
  const side = await roostSide(stage, crew);
  const used = { reaction: [] as number[], message: [] as number[] };
  try {
    await enter(side);
    const path = await postMessage(stage.url, side);
    for (let round = 0; round <= rounds; round++) {
      const waves = { waves: changesOfRound, inFlight: 1, everyMs };
      const message = await measureWaves(side, crew, waves);
      const reaction = await measureReactions(stage.url + path, side, roomSize);
      // The first round warms up.
      if (round === 0) continue;
      used.message.push(message);
      used.reaction.push(reaction);
    }
  } finally {
    await side.close();
    await stage.close();
  }
  const [reaction, message] = [median(used.reaction), median(used.message)];
  return [figure(`reactions.${roomSize}`, metrics.besideMessage, "µs", reaction, message)];
}

/** Returns the path of its reactions. */
async function postMessage(url: string, { people, roomIds }: Side): Promise<string> {
  const response = await fetch(`${url}/api/rooms/${roomIds[0]}/messages`, {
    method: "POST",
    headers: { ...tokenOf(people[0] as Person), "content-type": "application/json" },
    body: JSON.stringify({ clientMessageId: randomUUID(), body: "What do you think?" }),
  });
  const { id } = (await response.json()) as { id: string };
  return `/api/messages/${id}/reactions`;
}

/** People react one after the other, and take it back the next time. Each change goes to all. */
async function measureReactions(url: string, { serverPid, people }: Side, roomSize: number) {
  const witness = await watch(people[0] as Person);
  const before = cpuMicroseconds(serverPid);
  const begun = performance.now();
  for (let index = 0; index < changesOfRound; index++) {
    await delay(Math.max(0, begun + index * everyMs - performance.now()));
    const half = changesOfRound / 2;
    const emoji = encodeURIComponent(emojis[(index % half) % emojis.length] as string);
    const response = await fetch(`${url}/${emoji}`, {
      method: index < half ? "PUT" : "DELETE",
      headers: tokenOf(people[index % half] as Person),
    });
    if (!response.ok) throw new Error(`A reaction was answered ${response.status}.`);
    await response.arrayBuffer();
  }
  await witness.sees(changesOfRound);
  const cpu = cpuMicroseconds(serverPid) - before;
  await witness.close();
  // The witness is one more device.
  return cpu / (changesOfRound * (roomSize + 1));
}

const tokenOf = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

/** One more device of somebody, which counts what comes. */
async function watch({ token, urls }: Person) {
  const socket = new WebSocket(urls[0] as string);
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, token }));
  let seen = 0;
  const entered = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith('{"type":"snapshot"')) resolve();
      if (text.includes('"reactions":[')) seen += 1;
    });
  });
  await entered;
  return {
    async sees(count: number): Promise<void> {
      const deadline = performance.now() + 10_000;
      while (seen < count) {
        if (performance.now() > deadline) throw new Error(`${seen} of ${count} reactions came.`);
        await once(socket, "message");
      }
    },
    async close(): Promise<void> {
      socket.close();
      await once(socket, "close");
    },
  };
}
