import { openLink } from "@roost/stage/link.ts";
import { endAll, endLater } from "@roost/stage/process.ts";
import { Random } from "@roost/stage/random.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cluster, openCluster } from "../cluster.ts";
import { Ledger, Recorder } from "./recorder.ts";
import { SdkDevice } from "./sdk-device.ts";

let cluster: Cluster;
let ann: SeededUser;
let ben: SeededUser;

beforeAll(async () => {
  cluster = await openCluster(1);
  [ann, ben] = (await cluster.seed.addUsers(2)) as [SeededUser, SeededUser];
});

afterAll(endAll);

const withinMs = { timeout: 30_000 };

async function openDevice(user: SeededUser) {
  const port = cluster.members[0]?.node.port ?? 0;
  const link = await openLink({ target: () => ({ host: "127.0.0.1", port }) });
  const { id: userId, username: name, token } = user;
  const recorder = new Recorder(name, userId, new Ledger());
  const device = new SdkDevice({ name, userId, token, link, recorder, random: new Random(1) });
  endLater(() => device.close());
  return { device, recorder };
}

/** What it wrote down of when it came into rooms, and what it was told in them. */
function notesOf({ history }: Recorder): string[] {
  return history.events.flatMap((event) => {
    if (event.type === "entered") return `entered at ${event.lastNumber}`;
    return event.type === "told" ? `told ${event.number}` : [];
  });
}

test("a room that came before the first snapshot is entered where it came: seed 7, 3 nodes", async () => {
  const roomId = await cluster.seed.addRoom("open", [ann.id]);
  const { device: speaker } = await openDevice(ann);
  const { device: late, recorder } = await openDevice(ben);
  await speaker.start();

  await late.api.joinRoom(roomId);
  for (const body of ["one", "two"]) speaker.post(roomId, body);
  await vi.waitFor(() => expect(speaker.unanswered()).toBe(0), withinMs);
  await late.start();

  const whole = ["entered at 1", "told 2", "told 3"];
  await vi.waitFor(() => expect(notesOf(recorder)).toEqual(whole), withinMs);
});

test("a program that has ended does not bring its unsent messages back: seed 17, 3 nodes", async () => {
  const roomId = await cluster.seed.addRoom("closed", [ann.id]);
  const { device } = await openDevice(ann);
  for (const body of ["one", "two"]) device.post(roomId, body);
  const { api: past } = device;
  // Only of its own messages does a program know by an answer that they are stored.
  await past.me();
  device.restart();
  expect(device.unanswered()).toBe(2);
  await vi.waitFor(() => expect(device.unanswered()).toBe(0), withinMs);
  const { messages } = await past.messages(roomId, { limit: 1 });
  expect(messages).toMatchObject([{ body: "two" }]);
  expect(device.unanswered()).toBe(0);
});

test("WHO-3: where another person has signed in, a device waits for its own", async () => {
  const roomId = await cluster.seed.addRoom("shared", [ann.id, ben.id]);
  const { device, recorder } = await openDevice(ann);
  await device.start();
  device.link.breakAll();
  const id = device.post(roomId, "Ann's");
  device.restartAsOther(ben.token);
  await vi.waitFor(() => expect(device.state).toBe("stopped"), withinMs);
  expect(device.unanswered()).toBe(1);
  device.signInAgain();
  await vi.waitFor(() => expect(device.unanswered()).toBe(0), withinMs);
  const { messages } = await device.api.messages(roomId, { limit: 1 });
  expect(messages).toMatchObject([{ authorId: ann.id, clientMessageId: id }]);
  const welcomed = recorder.history.events.flatMap((event) =>
    event.type === "welcomed" ? event.userId : [],
  );
  expect(new Set(welcomed)).toEqual(new Set([ann.id]));
});
