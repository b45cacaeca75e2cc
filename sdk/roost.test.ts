import { limits } from "@roost/protocol/limits.ts";
import { beforeEach, expect, test, vi } from "vitest";
import { Roost } from "./roost.ts";
import { FakeClock } from "./testing/fake-clock.ts";
import { type FakePeer, fakeNetwork } from "./testing/fake-socket.ts";
import { ModelRoom, snapshotOf, uuid } from "./testing/model.ts";
import { ModelPerson } from "./testing/model-person.ts";
import { mine } from "./testing/replica-world.ts";
import { postedOf, serveNewest, settled, welcomeOf } from "./testing/serve.ts";

const [ME, ANN] = [uuid(1), uuid(2)];

let clock: FakeClock;
let network: ReturnType<typeof fakeNetwork>;
let room: ModelRoom;
let me: ModelPerson;
let roost: Roost;
const answers = new Map<string, unknown>();

beforeEach(() => {
  clock = new FakeClock();
  network = fakeNetwork();
  answers.clear();
  room = new ModelRoom(uuid(101));
  room.join(ANN, "owner");
  room.join(ME);
  me = new ModelPerson(ME);
  me.enter(room);
  room.post(ANN, "one");
  roost = new Roost({
    url: "https://chat.example.org/",
    token: async () => "token",
    clock,
    random: () => 0.5,
    WebSocket: network.WebSocket,
    fetch: async (input, init) => {
      const route = `${init?.method} ${new URL(String(input)).pathname}`;
      const answer = answers.has(route) ? answers.get(route) : room.page({}, 50);
      if (answer !== null) return Response.json(answer);
      const problem = { code: "server.internal", status: 500, detail: "The server failed." };
      return Response.json(problem, { status: 500 });
    },
  });
});

const serve = () => serveNewest(network, [room], ME, me.version);

async function goLive(): Promise<FakePeer> {
  const live = roost.connect();
  const peer = await serve();
  await live;
  return peer;
}

test("a message that was written before it was known by whom is signed once that is known", async () => {
  const pending = roost.send(room.id, "early");
  expect(pending.authorId).toBeNull();
  await goLive();
  expect(roost.timeline(room.id).get().pending).toMatchObject([{ authorId: ME, body: "early" }]);
});

test("connect() resolves when live, at once where it is already, and rejects when stopped", async () => {
  const peer = await goLive();
  expect(peer.url).toBe("wss://chat.example.org/ws");
  expect(roost.me.get()?.username).toBe("user1");
  expect(roost.rooms.get()).toMatchObject([{ id: room.id, unread: 1 }]);
  await roost.connect();
  peer.close(4001, "Signed out.");
  const again = roost.connect();
  await settled();
  network.peers.at(-1)?.accept();
  network.peers.at(-1)?.close(4001, "Signed out.");
  await expect(again).rejects.toMatchObject({ name: "ConnectionStopped", message: "Signed out." });
  expect(roost.status.get()).toMatchObject({ state: "stopped", reason: "session-ended" });
});

test("a hello names the versions of what the replica holds", async () => {
  const first = await goLive();
  expect(first.last("hello").rooms).toEqual({});
  first.send({ type: "changes", ...room.post(ANN, "two") });
  first.close(1006);
  clock.advance(1_000);
  const second = await serve();
  expect(second.last("hello").rooms).toEqual({ [room.id]: 4 });
});

test("frames of a kind that is not known pass unheeded", async () => {
  const peer = await goLive();
  peer.send({ type: "hologram" });
  peer.send({ type: "pong" });
  expect(roost.status.get().state).toBe("live");
});

test("messages that came while cut off are told once, in order, with those that follow", async () => {
  const heard: string[] = [];
  roost.on("message", (message, { name }) => heard.push(`${message.body} in ${name}`));
  const first = await goLive();
  first.send({ type: "changes", ...room.post(ANN, "two") });
  first.close(1006);
  room.post(ANN, "three");
  room.post(ANN, "four");
  clock.advance(1_000);
  const second = await serve();
  const missed = room.changesSince(4, 50);
  second.send({ type: "changes", ...room.post(ANN, "five") });
  expect(second.all("sync")).toEqual([]);
  second.send({ type: "changes", ...missed });
  const { ref = 0, since } = second.last("sync");
  expect(since).toBe(6);
  second.send({ type: "changes", ref, ...room.changesSince(since, 50) });
  expect(heard).toEqual(["two in room", "three in room", "four in room", "five in room"]);
});

test("a send goes out when live, shows as pending, and ends in the timeline", async () => {
  const pending = roost.send(room.id, "hello");
  const peer = await goLive();
  const timeline = roost.timeline(room.id);
  await timeline.loadNewest();
  expect(timeline.get().pending).toMatchObject([{ body: "hello", state: "sending" }]);
  expect(roost.room(room.id).get()?.pendingCount).toBe(1);
  const { ref = 0, clientMessageId } = peer.last("post");
  const [stored] = room.post(ME, "hello", clientMessageId).messages ?? [];
  if (!stored) throw new Error("The post has no message.");
  peer.send({ ...postedOf(stored), ref });
  expect(timeline.get()).toMatchObject({
    pending: [],
    messages: [{ number: 1 }, { body: "hello" }],
  });
  expect(roost.room(room.id).get()).toMatchObject({ pendingCount: 0, lastMessage: { number: 2 } });
  expect(await roost.sent(pending)).toEqual(room.messages[1]);
});

test("R19: sends of a room follow each other on `posted` alone, and each is told as a message", async () => {
  const heard: string[] = [];
  roost.on("message", (message) => heard.push(message.body));
  const peer = await goLive();
  const sends = ["a", "b\r\n", "c"].map((body) => roost.send(room.id, body));
  for (let count = 0; count < sends.length; count += 1) {
    const { ref = 0, clientMessageId, body } = peer.last("post");
    const [stored] = room.post(ME, body, clientMessageId).messages ?? [];
    if (stored) peer.send({ ...postedOf(stored), ref });
  }
  expect(heard).toEqual(["a", "b", "c"]);
  expect(roost.room(room.id).get()).toEqual({
    ...room.roomFor(ME),
    hidden: false,
    pendingCount: 0,
    mentions: 0,
  });
  const outcomes = await Promise.all(sends.map((pending) => roost.sent(pending)));
  expect(outcomes).toEqual(room.messages.slice(-3));
  expect(peer.all("sync")).toEqual([]);
});

test("R8: a listener hears that messages of a room were skipped", async () => {
  const heard: string[] = [];
  roost.on("message", (message) => heard.push(message.body));
  roost.on("reset", ({ id, lastNumber }) => heard.push(`${id} at ${lastNumber}`));
  const peer = await goLive();
  room.post(ANN, "skipped");
  peer.send({ type: "reset", room: room.roomFor(ME), users: [] });
  peer.send({ type: "changes", ...room.post(ANN, "next") });
  expect(heard).toEqual([`${room.id} at 2`, "next"]);
});

test("a burst of frames is told to a screen once", async () => {
  const peer = await goLive();
  const render = vi.fn();
  roost.rooms.subscribe(render);
  for (let count = 0; count < 20; count += 1) {
    peer.send({ type: "changes", ...room.post(ANN, "burst") });
  }
  expect(render).not.toHaveBeenCalled();
  await settled();
  expect(render).toHaveBeenCalledTimes(1);
});

test("read positions count at once, go out as one frame, and again after a cut", async () => {
  const first = await goLive();
  for (let count = 0; count < 5; count += 1) {
    first.send({ type: "changes", ...room.post(ANN, "more") });
  }
  for (const number of [2, 4, 3, 99]) roost.markRead(room.id, number);
  expect(roost.room(room.id).get()).toMatchObject({ readNumber: 6, unread: 0 });
  expect(first.all("read")).toEqual([]);
  clock.advance(250);
  expect(first.all("read")).toMatchObject([{ roomId: room.id, number: 6 }]);

  const refusal = { code: "request.rate_limited", detail: "Slow.", retryAfterMs: 500 } as const;
  first.send({ type: "error", ref: first.last("read").ref ?? 0, ...refusal });
  clock.advance(500);
  expect(first.all("read").length).toBe(2);

  first.close(1006);
  clock.advance(1_000);
  const second = await serve();
  expect(second.all("read")).toMatchObject([{ roomId: room.id, number: 6, version: me.version }]);
  // READ-7: the server may have heard it too late.
  second.send(mine(me.read(room, 3)));
  clock.advance(250);
  expect(second.all("read").length).toBe(2);
  second.send(mine(me.read(room, 6)));
  roost.markRead(room.id, 6);
  clock.advance(1_000);
  expect(second.all("read").length).toBe(2);
});

test("what another device has read meanwhile is not told again", async () => {
  const peer = await goLive();
  roost.markRead(room.id, 1);
  peer.send(mine(me.read(room, 1)));
  clock.advance(1_000);
  expect(peer.all("read")).toEqual([]);
});

test("rooms beyond those that a hello may name are asked for one by one", async () => {
  const rooms = Array.from(
    { length: limits.helloRooms + 1 },
    (_, n) => new ModelRoom(uuid(n + 1_000)),
  );
  for (const one of rooms) one.join(ME);
  await settled();
  const first = await goLive();
  first.send(snapshotOf(rooms, ME));
  first.close(1006);
  for (const one of rooms) one.rename("Tea");
  clock.advance(1_000);
  await settled();
  const second = network.peers.at(-1);
  second?.accept();
  const named = second?.last("hello").rooms ?? {};
  expect(Object.keys(named).length).toBe(limits.helloRooms);
  second?.send(welcomeOf(ME));
  second?.send(snapshotOf(rooms, ME));
  const [unnamed] = rooms.filter(({ id }) => !(id in named));
  expect(second?.all("sync")).toMatchObject([{ roomId: unnamed?.id, since: 1 }]);
});

test("a page that failed while there was no network is loaded once there is", async () => {
  const peer = await goLive();
  const timeline = roost.timeline(room.id);
  answers.set(`GET /api/rooms/${room.id}/messages`, null);
  await timeline.loadNewest();
  expect(timeline.get().status).toBe("error");
  answers.clear();
  peer.close(1006);
  clock.advance(1_000);
  const ready = new Promise<void>((resolve) => {
    timeline.subscribe(() => timeline.get().status === "ready" && resolve());
  });
  await serve();
  await ready;
  expect(timeline.get()).toMatchObject({ status: "ready", messages: room.messages });
});

test("many rooms at once stay below the server's rate, and all get through", async () => {
  const peer = await goLive();
  const rooms = 2 * limits.upFramesBurst;
  for (let n = 0; n < rooms; n += 1) roost.send(uuid(1_000 + n), "hello");
  expect(peer.all("post").length).toBeLessThan(limits.upFramesBurst);
  clock.advance(10_000);
  expect(new Set(peer.all("post").map(({ roomId }) => roomId)).size).toBe(rooms);

  for (let n = 0; n < rooms; n += 1) roost.send(uuid(5_000 + n), "again");
  peer.close(1006);
  clock.advance(250);
  const second = await serve();
  expect(second.all("post").length).toBeGreaterThan(limits.upFramesBurst / 2);
});

test("what REST answers is in the replica at once, and a room I left does not come back", async () => {
  const peer = await goLive();
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  answers.set(`POST /api/rooms/${other.id}/join`, other.roomFor(ME));
  await roost.api.joinRoom(other.id);
  expect(roost.room(other.id).get()?.name).toBe("room");
  const late = roost.api.joinRoom(other.id);
  me.enter(other);
  other.leave(ME);
  me.leave(other);
  peer.send(mine(me.changesSince(me.version - 2, 50)));
  await late;
  expect(roost.room(other.id).get()).toBeNull();

  room.edit(1, "one, edited");
  answers.set(`PATCH /api/messages/${room.id}.1`, room.messages[0]);
  await roost.timeline(room.id).loadNewest();
  await roost.api.editMessage(`${room.id}.1`, "one, edited");
  expect(roost.timeline(room.id).get().messages[0]?.body).toBe("one, edited");
  clock.advance(2_000);
  expect(peer.last("sync")).toMatchObject({ roomId: room.id, since: 3 });
});

test("events tell of rooms that come and go after the first snapshot", async () => {
  const told: string[] = [];
  roost.on("joined", ({ id }) => told.push(`joined ${id}`));
  const stop = roost.on("left", (id) => told.push(`left ${id}`));
  const peer = await goLive();
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  const entered = mine(me.enter(other), [other]);
  peer.send(entered);
  peer.send(entered);
  other.leave(ME);
  peer.send(mine(me.leave(other)));
  stop();
  room.leave(ME);
  peer.send(mine(me.leave(room)));
  expect(told).toEqual([`joined ${other.id}`, `left ${other.id}`]);
});

test("health is what the present connection was told; what the database could not give comes when it is back", async () => {
  const well = { database: true, bus: true };
  expect(roost.health.get()).toEqual(well);
  const first = await goLive();
  first.send({ type: "health", database: false, bus: true });
  const held = roost.health.get();
  expect(held).toEqual({ database: false, bus: true });
  first.send({ type: "health", database: false, bus: true });
  expect(roost.health.get()).toBe(held);
  answers.set(`GET /api/rooms/${room.id}/messages`, null);
  const timeline = roost.timeline(room.id);
  await timeline.loadNewest();
  answers.clear();
  first.send({ type: "health", database: true, bus: true });
  await vi.waitFor(() => expect(timeline.get().messages).toHaveLength(1));
  first.close(1006);
  clock.advance(1_000);
  const second = await serve();
  expect(roost.health.get()).toEqual(well);
  second.send({ type: "health", database: true, bus: false });
  expect(roost.health.get()).toEqual({ database: true, bus: false });
});

test("after close() no socket and no timer is left, whatever was under way", async () => {
  const peer = await goLive();
  for (let n = 0; n < 2 * limits.upFramesBurst; n += 1) roost.send(uuid(1_000 + n), "hello");
  peer.send({ type: "changes", ...room.post(ANN, "two"), since: 4, version: 5 });
  roost.markRead(room.id, 1);
  roost.close();
  expect(peer.isDropped).toBe(true);
  expect(clock.pending).toBe(0);
  room.edit(1, "one, edited");
  answers.set(`PATCH /api/messages/${room.id}.1`, room.messages[0]);
  await roost.api.editMessage(`${room.id}.1`, "one, edited");
  expect(clock.pending).toBe(0);
});
