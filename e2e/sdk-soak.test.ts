import type { Message } from "@roost/protocol/message.ts";
import { Accounts, Roost } from "@roost/sdk";
import { type CuttableNetwork, openCuttableNetwork } from "@roost/stage/cuttable-network.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, startTestServer, type TestServer } from "./server.ts";

const CLIENTS = 8;
const ROOMS = 3;
const STEPS = Number(process.env.SOAK_STEPS ?? 400);

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server?.close());

interface Client {
  roost: Roost;
  network: CuttableNetwork;
  id: string;
  sent: Promise<Message>[];
  /** The numbers that `on("message")` told, by room. */
  heard: Map<string, number[]>;
}

async function signUp(n: number): Promise<Client> {
  const network = await openCuttableNetwork(server.url);
  const accounts = new Accounts({ url: server.url });
  const username = `soak${n}`;
  const email = `${username}@example.org`;
  await accounts.signUp({ username, displayName: username, email, password });
  const roost = new Roost({ url: network.url, token: () => accounts.token() });
  const heard = new Map<string, number[]>();
  roost.on("message", ({ roomId, number }) => {
    heard.set(roomId, [...(heard.get(roomId) ?? []), number]);
  });
  await roost.connect();
  return { roost, network, id: roost.me.get()?.id ?? "", sent: [], heard };
}

/** The same sequence in every run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Everything there is in a room, page by page. */
async function history(roost: Roost, roomId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const query = { after: messages.length, limit: 200 };
    const page = await roost.api.messages(roomId, query);
    messages.push(...page.messages);
    if (!page.hasAfter) return messages;
  }
}

/** Resolves when this client's view of a room is what the server has. */
function converged({ roost }: Client, roomId: string, expected: Message[]): Promise<void> {
  const timeline = roost.timeline(roomId);
  const newest = expected.reduce((version, message) => Math.max(version, message.version), 0);
  return new Promise((resolve) => {
    const look = () => {
      const { status, messages } = timeline.get();
      const version = messages.reduce((max, message) => Math.max(max, message.version), 0);
      if (status !== "ready" || version < newest) return;
      if (messages.at(-1)?.number !== expected.length) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = timeline.subscribe(look);
    queueMicrotask(look);
  });
}

test("ORD-6, ACK-2: many clients that talk, edit and are cut off end up with the same, each message once", async () => {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => signUp(n)));
  const [owner] = clients;
  if (!owner) throw new Error("There are no clients.");
  const rooms: string[] = [];
  for (let n = 0; n < ROOMS; n += 1) {
    const { id } = await owner.roost.api.createRoom({ name: `Soak ${n}`, kind: "private" });
    const others = clients.filter((client) => client !== owner).map((client) => client.id);
    await owner.roost.api.invite(id, others);
    rooms.push(id);
  }
  for (const client of clients) {
    for (const roomId of rooms) await client.roost.timeline(roomId).loadNewest();
  }

  const random = randomFrom(Number(process.env.SOAK_SEED ?? 1));
  const chores: Promise<unknown>[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const client = clients[random(CLIENTS)] ?? owner;
    const roomId = rooms[random(ROOMS)] ?? "";
    const { roost, network } = client;
    const kind = random(20);
    if (kind < 13) client.sent.push(roost.sent(roost.send(roomId, `message ${step}`)));
    else if (kind === 13) network.cut();
    else if (kind === 14) network.muteServer();
    else if (kind < 17) {
      network.cut();
      network.mend();
    } else {
      const mine = roost
        .timeline(roomId)
        .get()
        .messages.findLast((one) => one.authorId === client.id);
      const { api } = roost;
      // Cut off, a change over REST fails; whether it happened or not, all have to agree.
      if (mine && kind === 17) chores.push(api.deleteMessage(mine.id).catch(() => null));
      else if (mine) chores.push(api.editMessage(mine.id, `edited ${step}`).catch(() => null));
    }
    // Lets server and network have their turn between some of the steps.
    if (step % 5 === 0) await fetch(`${server.url}/healthz`);
  }
  for (const { network } of clients) {
    network.cut();
    network.mend();
  }
  const sent = (await Promise.all(clients.flatMap((client) => client.sent))) as Message[];
  await Promise.all(chores);

  for (const roomId of rooms) {
    const expected = await history(owner.roost, roomId);
    expect(expected.map(({ number }) => number)).toEqual(expected.map((_, index) => index + 1));
    const ids = expected.flatMap(({ clientMessageId }) => clientMessageId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(
      new Set(sent.flatMap((one) => (one.roomId === roomId ? one.clientMessageId : []))),
    );
    for (const client of clients) {
      await converged(client, roomId, expected);
      const { messages } = client.roost.timeline(roomId).get();
      expect(messages).toEqual(expected.slice(-messages.length));
      const heard = client.heard.get(roomId) ?? [];
      expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
      const own = sent.filter((one) => one.roomId === roomId && one.authorId === client.id);
      const numbers = own.map(({ number }) => number);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  }
  for (const { roost, network } of clients) {
    roost.close();
    await network.close();
  }
});
