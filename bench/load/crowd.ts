import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { answerAs } from "@roost/stage/process.ts";
import { WebSocket } from "ws";

/**
 * Many connections with as little work as can be, so that the server is what is measured: frames
 * are counted, not parsed.
 */
export type CrowdCommand =
  | { do: "connect"; url: string; tokens: (string | null)[] }
  | { do: "broadcast"; frames: number; inFlight: number; roomId: string | null; body: string }
  | { do: "leave" };

export type CrowdAnswer = { connections: number } | { deliveries: number; milliseconds: number };

let crowd: WebSocket[] = [];
/** Called with the messages of each frame that anybody got. */
let onDelivery: (messages: number) => void = () => {};
/** Called when a connection is lost, which must not happen while something is measured. */
let onLoss: (error: Error) => void = () => {};

const handlers: {
  [C in CrowdCommand as C["do"]]: (command: C) => Promise<CrowdAnswer>;
} = {
  connect: async ({ url, tokens }) => {
    // A handful at a time: the listen queue of a server is short.
    for (let at = 0; at < tokens.length; at += 50) {
      crowd.push(
        ...(await Promise.all(tokens.slice(at, at + 50).map((token) => enter(url, token)))),
      );
    }
    return { connections: crowd.length };
  },
  broadcast: async (command) => broadcast(command),
  leave: async () => {
    for (const ws of crowd) ws.removeAllListeners("close").terminate();
    crowd = [];
    return { connections: 0 };
  },
};

/** A tenth of the crowd at a time says that it is still there, as clients do. */
let pingRound = 0;
setInterval(() => {
  pingRound += 1;
  const silent = crowd.filter((_, index) => index % 10 === pingRound % 10);
  for (const ws of silent) ws.send('{"type":"ping"}');
}, limits.heartbeatIntervalMs / 10);

answerAs<CrowdCommand, CrowdAnswer>((command) => handlers[command.do](command as never));

/** Resolves once the connection gets what is said: after the snapshot, or at once without token. */
function enter(url: string, token: string | null): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(url, { perMessageDeflate: false });
    ws.on("error", reject);
    ws.on("close", (code, reason) => {
      const error = new Error(`The server closed a connection: ${code} ${reason}`);
      reject(error);
      onLoss(error);
    });
    ws.on("open", () => {
      if (token === null) resolve(ws);
      else ws.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, token }));
    });
    ws.on("message", (data: Buffer) => {
      onDelivery(countMessages(data));
      if (data.includes('"type":"snapshot"')) resolve(ws);
    });
  });
}

/** Posts of one commit share a frame. */
function countMessages(data: Buffer): number {
  let messages = 0;
  for (let at = data.indexOf('"body":"'); at >= 0; at = data.indexOf('"body":"', at + 1)) {
    messages += 1;
  }
  return messages;
}

/** Sends frames, so many at a time, the next when all connections have those before. */
async function broadcast(
  command: Extract<CrowdCommand, { do: "broadcast" }>,
): Promise<CrowdAnswer> {
  const { frames, inFlight, roomId, body } = command;
  // In turn, so that nobody talks faster than a connection may.
  const sender = (index: number) => crowd[index % crowd.length] as WebSocket;
  const startedMs = performance.now();
  let deliveries = 0;
  for (let sent = 0; sent < frames; sent += inFlight) {
    const target = deliveries + inFlight * crowd.length;
    await new Promise<void>((resolve, reject) => {
      onLoss = reject;
      onDelivery = (messages) => {
        deliveries += messages;
        if (deliveries >= target) resolve();
      };
      for (let index = 0; index < inFlight; index++) {
        const frame = { type: "post", roomId, clientMessageId: randomUUID(), body };
        sender(sent + index).send(JSON.stringify(frame));
      }
    });
  }
  onDelivery = () => {};
  return { deliveries, milliseconds: performance.now() - startedMs };
}
