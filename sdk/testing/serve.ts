import type { Posted, Welcome } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import type { FakePeer, fakeNetwork } from "./fake-socket.ts";
import { type ModelRoom, snapshotOf, userOf } from "./model.ts";

/** The welcome that somebody gets. */
export function welcomeOf(userId: string): Welcome {
  return {
    type: "welcome",
    protocol: PROTOCOL_VERSION,
    connectionId: "1",
    me: { ...userOf(userId), email: "me@example.org", role: "member", permissions: [] },
    features: [],
    heartbeatIntervalMs: 25_000,
    heartbeatTimeoutMs: 60_000,
  };
}

/** As a server answers a post. */
export function postedOf(message: Message, repeated = false, thread?: Thread): Posted {
  const { roomId, clientMessageId, number, version, createdAt, seen, replyTo, mentions } = message;
  if (clientMessageId === null) throw new Error("The message has no client id.");
  const more = {
    ...(seen !== undefined && { seen }),
    ...(replyTo !== undefined && { replyTo }),
    ...(mentions && { mentions }),
    ...(message.threadNumber !== undefined && { threadNumber: message.threadNumber }),
    ...(message.inRoom && { inRoom: true }),
    ...(thread && { thread }),
  };
  const posted = { roomId, clientMessageId, number, version, createdAt, ...more };
  return { type: "posted", ...posted, ...(repeated ? { repeated } : {}) };
}

/** Lets promises that are due come to an end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** The server's part of the newest connection, up to the snapshot. */
export async function serveNewest(
  network: ReturnType<typeof fakeNetwork>,
  rooms: readonly ModelRoom[],
  userId: string,
  version = 0,
): Promise<FakePeer> {
  await settled();
  const peer = network.peers.at(-1);
  if (!peer) throw new Error("There was no connection yet.");
  peer.accept();
  peer.send(welcomeOf(userId));
  peer.send(snapshotOf(rooms, userId, version));
  return peer;
}
