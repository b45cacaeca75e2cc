import { once } from "node:events";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { UpFrame } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { WebSocket } from "ws";
import { broken, brokenText } from "./break.ts";
import { type Finding, findingInFrame } from "./check.ts";
import { madeFrom, type Schema, type Source } from "./value.ts";
import type { Person } from "./world.ts";

/** Frames that are sent before a connection is looked at again. */
const together = 50;
const kept = 5;

export interface FrameParts {
  gatewayUrl: string;
  source: Source;
  person: Person;
  secrets: readonly string[];
  found(finding: Finding): void;
}

/** Sends that many frames over connections of one person, each until the server closes it. */
export async function tryFrames(parts: FrameParts, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += together)
    await tryConnection(parts, Math.min(together, count - sent));
}

async function tryConnection(parts: FrameParts, count: number): Promise<void> {
  const { gatewayUrl, source, person, secrets, found } = parts;
  const { random } = source;
  const socket = new WebSocket(gatewayUrl);
  const last: string[] = [];
  const asked = () => last.join("\n");
  socket.on("message", (data) => {
    const finding = findingInFrame(String(data), secrets, asked);
    if (finding) found(finding);
  });
  socket.on("error", (error) => found({ rule: "end", detail: `${error.message}\n${asked()}` }));
  const closed = once(socket, "close");
  await once(socket, "open");
  const say = (frame: string | Buffer) => {
    last.push(String(frame).slice(0, 1_000));
    if (last.length > kept) last.shift();
    socket.send(frame);
  };
  if (random.chance(0.9)) {
    say(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, token: person.token }));
  }
  for (let index = 0; index < count && socket.readyState === WebSocket.OPEN; index += 1) {
    say(frameOf(source));
    // What the server says in between is heard.
    if (random.chance(0.2)) await new Promise((resolve) => setImmediate(resolve));
  }
  await answered(socket, closed);
  const [code] = (await closed) as [number];
  if (code === closeCodes.serverFault.code)
    found({ rule: "fault", detail: `closed with ${code}\n${asked()}` });
}

/** A pong says that all before it was answered, or that the server closed for what it was sent. */
async function answered(socket: WebSocket, closed: Promise<unknown>): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return;
  const pong = new Promise<void>((resolve) => {
    socket.on("message", (data) => {
      if (String(data) === '{"type":"pong"}') resolve();
    });
  });
  socket.send('{"type":"ping"}');
  await Promise.race([pong, closed]);
  socket.close();
}

function frameOf(source: Source): string | Buffer {
  const { random } = source;
  const frame = madeFrom(UpFrame as Schema, "", source);
  if (random.chance(0.4)) return JSON.stringify(frame);
  const text = JSON.stringify(broken(frame, random)) ?? "";
  return random.chance(0.1) ? brokenText(text, random) : text;
}
