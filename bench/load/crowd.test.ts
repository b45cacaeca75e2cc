import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { UpFrame } from "@roost/protocol/up.ts";
import { endAll } from "@roost/stage/process.ts";
import { afterAll, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { changes, posted, snapshot, welcome } from "../baseline/frames.ts";
import { measureTalk, startCrowd } from "../sides.ts";

/** What a server does wrong, from the first message on: a busy machine has time for few. */
type Fault = "none" | "skips" | "doubles" | "swaps";

const servers: WebSocketServer[] = [];
const roomId = crypto.randomUUID();

afterAll(async () => {
  await endAll();
  for (const server of servers) server.close();
});

/** A room of two, kept by a server that errs on purpose. */
async function openServer(fault: Fault): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  servers.push(server);
  let version = 0;
  let number = 0;
  server.on("connection", (ws) => {
    ws.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as UpFrame;
      if (frame.type === "hello") {
        const room = { id: roomId, name: "room", lastNumber: 0, memberCount: 2 };
        for (const one of [welcome("u"), snapshot([room])]) ws.send(JSON.stringify(one));
      }
      if (frame.type !== "post") return;
      version += 1;
      if (fault !== "doubles") number += 1;
      if (fault === "skips") number += 1;
      const said = fault === "swaps" ? number + ([0, 1, -1][version % 3] ?? 0) : number;
      const numbered = (one: object) => JSON.stringify({ ...one, version });
      tellOthers(server, ws, () => {
        const told = changes(frame, "u", said, new Date());
        const messages = told.messages?.map((message) => ({ ...message, version }));
        return numbered({ ...told, since: version - 1, messages });
      });
      ws.send(numbered(posted(frame, said, new Date())));
    });
  });
  await once(server, "listening");
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function tellOthers(server: WebSocketServer, sender: WebSocket, text: () => string): void {
  for (const ws of server.clients) if (ws !== sender) ws.send(text());
}

/** Two people on such a server, and how to have one of them talk. */
async function enter(fault: Fault) {
  const urls = [await openServer(fault)];
  const crowd = await startCrowd();
  const people = [0, 1].map(() => ({ token: null, urls }));
  await crowd.ask({ do: "enter", people });
  const side = { serverPid: process.pid, crowd, people, roomIds: [roomId], close: crowd.stop };
  return (countMs: number) =>
    measureTalk(side, process.pid, {
      do: "talk",
      talkers: [{ person: 0, roomIds: [roomId] }],
      texts: ['"hello"'],
      pace: { inFlight: 1 },
      timesReceipt: true,
      warmMs: 0,
      countMs,
    });
}

test("a server that does everything right has figures", async () => {
  const talk = await enter("none");
  const { posted, counted, tally, latenciesMs, receiptsMs } = await talk(1_000);
  expect(tally).toMatchObject({ deliveries: posted * 2, missing: 0, doubled: 0, stale: 0 });
  expect(counted.posted).toBeGreaterThan(0);
  expect(latenciesMs).toHaveLength(counted.posted);
  expect(receiptsMs.length).toBeGreaterThan(0);
});

test.each<[Fault, RegExp]>([
  ["skips", /^[1-9]\d* missing, 0 doubled$/],
  ["doubles", /^0 missing, [1-9]\d* doubled$/],
  ["swaps", /^[1-9]\d* missing, \d+ doubled$/],
])("a server that %s messages has none", async (fault, complaint) => {
  const talk = await enter(fault);
  await expect(talk(200)).rejects.toThrow(complaint);
});

test("a server that drops a connection has none, and is told why", async () => {
  const talk = await enter("none");
  const talking = talk(60_000);
  for (const ws of servers.at(-1)?.clients ?? []) ws.terminate();
  await expect(talking).rejects.toThrow("crowd.ts failed: A connection was lost");
});
