import type { DownFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { Accounts, Roost } from "@roost/sdk";
import { type CuttableNetwork, openCuttableNetwork } from "@roost/stage/cuttable-network.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { password, startTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let network: CuttableNetwork;
let ann: Roost;
let annElsewhere: Roost;
let bo: Roost;
/** What went over the wire of `ann`. */
let received: DownFrame[];
let sent: UpFrame[];

class RecordedSocket extends WebSocket {
  constructor(url: string | URL) {
    super(url);
    this.addEventListener("message", ({ data }) => received.push(JSON.parse(String(data))));
  }

  override send(text: string): void {
    sent.push(JSON.parse(text) as UpFrame);
    super.send(text);
  }
}

beforeAll(async () => {
  server = await startTestServer();
  network = await openCuttableNetwork(server.url);
  [annElsewhere, bo] = [await server.addPerson("ann", "Ann"), await server.addPerson("bo", "Bo")];
  const accounts = new Accounts({ url: server.url });
  await accounts.signIn({ login: "ann", password });
  const token = () => accounts.token();
  [received, sent] = [[], []];
  ann = new Roost({ url: network.url, token, WebSocket: RecordedSocket });
  await ann.connect();
});

beforeEach(() => {
  received.length = 0;
  sent.length = 0;
});

afterAll(async () => {
  ann?.close();
  await network?.close();
  await server?.close();
});

const inRoom = (roost: Roost, roomId: string) =>
  expect.poll(() => roost.room(roomId).get()).not.toBeNull();

async function openRoom(name: string): Promise<string> {
  const { id } = await bo.api.createRoom({ name, kind: "public" });
  await ann.api.joinRoom(id);
  await Promise.all([ann, annElsewhere].map((roost) => inRoom(roost, id)));
  return id;
}

test("SND-4: what a client posts comes back as `posted` alone, and its replicas are equal", async () => {
  const roomId = await openRoom("harbour");
  const heard: string[] = [];
  ann.on("message", ({ body }) => heard.push(body));
  const bodies = Array.from({ length: 20 }, (_, index) => `message ${index}`);
  const sends = bodies.map((body) => ann.send(roomId, body));
  await Promise.all(sends.map((pending) => ann.sent(pending)));

  expect(heard).toEqual(bodies);
  const messages = received.flatMap((frame) => (frame.type === "changes" && frame.messages) || []);
  expect(messages.filter(({ body }) => bodies.includes(body))).toEqual([]);
  expect(sent.filter(({ type }) => type === "sync")).toEqual([]);
  const view = ann.room(roomId).get();
  expect(view).toMatchObject({ unread: 0, pendingCount: 0, lastMessage: { body: "message 19" } });
  await expect.poll(() => annElsewhere.room(roomId).get()).toEqual(view);
});

test("RES-2: who comes back is brought up to date without asking again", async () => {
  const roomId = await openRoom("quay");
  const heard: string[] = [];
  ann.on("message", ({ body }) => heard.push(body));
  network.cut();
  await expect.poll(() => ann.status.get().state).toBe("waiting");
  const bodies = Array.from({ length: 5 }, (_, index) => `missed ${index}`);
  for (const body of bodies) await bo.sent(bo.send(roomId, body));
  network.mend();
  await ann.connect();
  await expect.poll(() => heard).toEqual(bodies);
  expect(sent.map(({ type }) => type)).toEqual(["hello"]);
});
