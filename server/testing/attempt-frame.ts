import { randomUUID } from "node:crypto";
import type { DownFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { vi } from "vitest";
import type { Bus } from "../bus/bus.ts";
import type { TestClient } from "./gateway.ts";
import type { Place } from "./rights-cases.ts";

let ref = 0;

/**
 * Sends a frame about a room on a connection that has said hello. Null where it was carried out, or the
 * code of the refusal.
 */
export async function attemptFrame(
  bus: Bus,
  type: UpFrame["type"],
  socket: TestClient,
  { roomId }: Place,
): Promise<string | null> {
  ref += 1;
  const own = ref;
  const frames = {
    hello: null,
    ping: { type },
    post: { type, ref, roomId, clientMessageId: randomUUID(), body: "Hello" },
    read: { type, ref, roomId, number: 1 },
    received: { type, ref, rooms: { [roomId]: 1 } },
    sync: { type, ref, roomId, since: 0 },
    watch: { type, ref, roomIds: [roomId] },
    typing: { type, ref, roomId },
    idle: { type, isIdle: true },
  } satisfies Record<UpFrame["type"], object | null>;
  socket.frames.length = 0;
  // Who types is told to others: noted here as if this were one of them.
  const end = await bus.subscribe("signal", roomId, ({ signal }) => {
    if (type === "typing" && signal.type === type)
      socket.frames.push({ type, roomId, users: [signal.user] });
  });
  socket.send(frames[type]);
  // Taken without an answer: what comes behind it is answered.
  if (type === "idle" || type === "received") socket.send({ type: "ping" });
  const answers = {
    ...{ ping: "pong", post: "posted", read: "person", sync: "changes" },
    ...{ watch: "typing", typing: "typing", idle: "pong", received: "pong" },
  } as const;
  const answer = answers[type as keyof typeof answers];
  // Rooms that nobody was told of are found by the gateway in between, and their news come too.
  const isAnswer = (one: DownFrame) => {
    if (one.type === "error") return one.ref === own;
    if (one.type === "person" && answer === "person") {
      return one.places?.some((row) => row.roomId === roomId && row.readNumber > 0);
    }
    return one.type === answer && (!("roomId" in one) || one.roomId === roomId);
  };
  const done = await vi.waitUntil(() => socket.frames.find(isAnswer), {
    timeout: 20_000,
    interval: 2,
  });
  end();
  return done.type === "error" ? done.code : null;
}
