import { closeCodes } from "@roost/protocol/close-codes.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import type { Stage } from "@roost/stage/stage.ts";
import { WebSocket } from "ws";
import { metrics } from "./bars.ts";
import { type Figure, figure, percentile } from "./figure.ts";
import { type BenchSettings, openRoost } from "./sides.ts";

/** How often each is done. */
const times = 200;

/** What is done to somebody by a request to one node, and by what their connection to the other one shows it. */
interface Deed {
  metric: string;
  method: "PUT" | "DELETE";
  path: string;
  body?: object;
  isSeen(socket: WebSocket, seen: () => void): void;
}

const deeds: readonly Deed[] = [
  {
    ...{ metric: metrics.endedP99, method: "DELETE", path: "sessions" },
    isSeen: (socket, seen) => onClose(socket, closeCodes.sessionEnded.code, seen),
  },
  {
    ...{ metric: metrics.suspendedP99, method: "PUT", path: "suspension" },
    body: { reason: "", until: null },
    isSeen: (socket, seen) => onClose(socket, closeCodes.sessionEnded.code, seen),
  },
  {
    ...{ metric: metrics.roleP99, method: "PUT", path: "role", body: { role: "moderator" } },
    isSeen: (socket, seen) => onFrame(socket, (text) => text.includes('"type":"me"') && seen()),
  },
];

/**
 * How long somebody goes on after they were signed out, suspended, or given another role: from the request to one node
 * until their open connection to another one is closed, or told.
 */
export async function revocation(settings: BenchSettings): Promise<Figure[]> {
  const stage = await openRoost(settings, { nodes: 2 });
  try {
    const [owner] = (await stage.seed.addUsers(1, "owner")) as [SeededUser];
    const figures: Figure[] = [];
    for (const deed of deeds) {
      const people = await stage.seed.addUsers(times);
      const milliseconds: number[] = [];
      for (const person of people) milliseconds.push(await timed(stage, owner, deed, person));
      const each = percentile(milliseconds, 0.99);
      figures.push(figure("revocation", deed.metric, "ms", each));
    }
    return figures;
  } finally {
    await stage.close();
  }
}

async function timed(stage: Stage, owner: SeededUser, deed: Deed, person: SeededUser) {
  const [here, there] = stage.nodes as [Stage["nodes"][number], Stage["nodes"][number]];
  const socket = await enter(there.gatewayUrl, person);
  const seen = new Promise<void>((resolve) => deed.isSeen(socket, resolve));
  const begun = performance.now();
  const { method, path, body } = deed;
  const answer = await fetch(`${here.url}/api/admin/people/${person.id}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${owner.token}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  await seen;
  const milliseconds = performance.now() - begun;
  socket.terminate();
  return milliseconds;
}

async function enter(url: string, { token }: SeededUser): Promise<WebSocket> {
  const socket = new WebSocket(url);
  const entered = new Promise<void>((resolve, reject) => {
    onFrame(socket, (text) => text.includes('"type":"snapshot"') && resolve());
    socket.once("error", reject);
  });
  socket.once("open", () => {
    socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, token }));
  });
  await entered;
  return socket;
}

function onFrame(socket: WebSocket, take: (text: string) => void): void {
  socket.on("message", (data) => take(data.toString()));
}

function onClose(socket: WebSocket, expected: number, seen: () => void): void {
  socket.once("close", (code) => {
    if (code === expected) seen();
    else throw new Error(`The connection was closed with ${code}, and not with ${expected}.`);
  });
}
