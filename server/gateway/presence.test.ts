import type { Presence } from "@roost/protocol/presence.ts";
import { afterEach, expect, test, vi } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import { setMyPresence } from "../presence/mine.ts";
import { SeenNotes } from "../presence/seen.ts";
import { by } from "../testing/by.ts";
import type { TestClient } from "../testing/gateway.ts";
import { ann, ben, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { Present } from "./present.ts";
import { type PeopleViewer, WatchedPeople } from "./watched-people.ts";

setUpRoomOfTwo();

afterEach(() => vi.useRealTimers());

/** A connection that looks at somebody. */
async function looksAt(viewerId: string, userId: string): Promise<TestClient> {
  const client = await server.enter(viewerId);
  client.send({ type: "watch", userIds: [userId] });
  return client;
}

/** Waits until somebody is told to be so. */
async function shows(client: TestClient, expected: Partial<Presence>): Promise<Presence> {
  return vi.waitUntil(
    () => {
      const last = client.all("presence").at(-1)?.people.at(-1);
      const isSo =
        last &&
        Object.entries(expected).every(([key, value]) => {
          return JSON.stringify(last[key as keyof Presence]) === JSON.stringify(value);
        });
      return isSo ? last : undefined;
    },
    { timeout: 5_000, interval: 2 },
  );
}

test("SIG-6: online while a device is in use, away while all are idle, offline a while after the last", async () => {
  const looks = await looksAt(ann, ben);
  expect(await shows(looks, { state: "offline" })).toEqual({ userId: ben, state: "offline" });
  const [phone, laptop] = [await server.enter(ben), await server.enter(ben)];
  await shows(looks, { state: "online" });
  phone.send({ type: "idle", isIdle: true });
  await phone.settled();
  laptop.send({ type: "idle", isIdle: true });
  await shows(looks, { state: "away" });
  phone.send({ type: "idle", isIdle: false });
  await shows(looks, { state: "online" });
  looks.frames.length = 0;
  for (const device of [laptop, phone]) {
    device.ws.close();
    await device.end();
  }
  await server.enter(ben).then((again) => again.ws.close());
  await vi.waitFor(() => expect(server.gateway.size).toBeGreaterThan(0));
  await looks.settled();
  expect(looks.all("presence")).toEqual([]);
  await vi.waitFor(() => {
    server.passMs(10_000);
    expect(looks.all("presence").at(-1)?.people[0]?.state).toBe("offline");
  });
  const told = await shows(looks, { state: "offline" });
  expect(Date.now() - Date.parse(told.lastSeenAt ?? "")).toBeLessThan(60_000);
});

test("SIG-7: the presence of a person is told to those who look at them, and to no others", async () => {
  const [looks, other] = [await looksAt(ann, ben), await looksAt(ann, ann)];
  await shows(looks, { state: "offline" });
  await shows(other, { state: "online" });
  other.frames.length = 0;
  await server.enter(ben);
  await shows(looks, { state: "online" });
  await other.settled();
  expect(other.all("presence")).toEqual([]);
  looks.send({ type: "watch", userIds: [] });
  await looks.settled();
  looks.frames.length = 0;
  await setMyPresence(server.ctx, by(ben), { status: { emoji: "🌴", text: "", until: null } });
  await looks.settled();
  expect(looks.all("presence")).toEqual([]);
  looks.send({ type: "watch", userIds: [crypto.randomUUID(), ben] });
  expect((await looks.next("presence")).people.map(({ userId }) => userId)).toEqual([ben]);
});

test("SIG-8: what somebody hides is told to their own devices alone, as soon as they hide it", async () => {
  const status = { emoji: "🌴", text: "On leave", until: null };
  const doNotDisturbUntil = new Date(Date.now() + 3_600_000).toISOString();
  const [looks, own] = [await looksAt(ann, ben), await looksAt(ben, ben)];
  await shows(looks, { state: "online" });
  await setMyPresence(server.ctx, by(ben), { status, doNotDisturbUntil });
  const all = { userId: ben, state: "online", doNotDisturbUntil, status };
  expect(await shows(looks, { status, doNotDisturbUntil })).toEqual(all);
  await setMyPresence(server.ctx, by(ben), { hidden: ["state", "status", "doNotDisturb"] });
  await vi.waitFor(() => expect(looks.all("presence").at(-1)?.people).toEqual([{ userId: ben }]));
  expect(await shows(own, { status, doNotDisturbUntil })).toEqual(all);
  await setMyPresence(server.ctx, by(ben), { hidden: ["lastSeen"] });
  expect(await shows(looks, { status })).toEqual(all);
});

test("SIG-9: a status and do not disturb end by themselves", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const status = { emoji: null, text: "In a meeting", until: inAnHour };
  await setMyPresence(server.ctx, by(ben), { status, doNotDisturbUntil: inAnHour });
  const looks = await looksAt(ann, ben);
  await shows(looks, { status, doNotDisturbUntil: inAnHour });
  vi.setSystemTime(Date.now() + 3_600_000);
  server.passMs(5_000);
  await looks.settled();
  expect(looks.all("presence").at(-1)?.people).toEqual([{ userId: ben, state: "offline" }]);
});

test("SIG-9: when people were seen is written for many at once, and never goes back", async () => {
  const { db } = server.ctx.database;
  const notes = new SeenNotes(db, (error) => server.faults.push(error));
  const at = Date.parse("2026-01-01T12:00:00Z");
  notes.note(ann, at);
  notes.note(ann, at - 1_000);
  notes.note(ben, at);
  notes.note(crypto.randomUUID(), at);
  await notes.write();
  notes.note(ben, at - 60_000);
  await notes.close();
  const rows = await db
    .selectFrom("presences")
    .select(["user_id", "seen_at"])
    .where("user_id", "in", [ann, ben])
    .execute();
  expect(rows.map(({ seen_at }) => seen_at?.getTime())).toEqual([at, at]);
});

/** Two nodes on one bus, of which one has people and the other those who look. */
function twoNodes() {
  const time = { nowMs: 0 };
  const now = () => time.nowMs;
  const onFault = (error: unknown) => void server.faults.push(error);
  const bus = Object.assign(new MemoryBus(onFault), { isDown: false });
  Object.defineProperty(bus, "isUp", { get: () => !bus.isDown });
  const notes = new SeenNotes(server.ctx.database.db, onFault);
  const there = new Present("there", bus, notes, now);
  const stored = { status: null, doNotDisturbUntil: null, hidden: [], seenAtMs: null };
  const people = new WatchedPeople("here", bus, {
    load: async () => stored,
    onLoadError: onFault,
    now,
  });
  const states: (string | undefined)[] = [];
  const viewer: PeopleViewer = {
    userId: "who looks",
    tellPresence: (frame) => {
      const { people: told } = JSON.parse(frame.subarray(frame.indexOf("{")).toString());
      states.push(told[0].state);
    },
  };
  const pass = (milliseconds: number) => {
    time.nowMs += milliseconds;
    people.refresh();
  };
  return { bus, notes, there, people, states, viewer, pass };
}

test("SIG-6: a node that dies takes its people offline after a while, one that lives does not", async () => {
  const { notes, there, people, states, viewer, pass } = twoNodes();
  there.came("ann");
  people.look(["ann"], viewer);
  await vi.waitFor(() => expect(states).toEqual(["online"]));
  for (let seconds = 0; seconds < 120; seconds += 5) pass(5_000);
  expect(states).toEqual(["online"]);
  there.close();
  await vi.waitFor(() => {
    pass(5_000);
    expect(states).toEqual(["online", "offline"]);
  });
  await notes.close();
});

test("SIG-6: who cannot be heard, since the bus is away, is not gone", async () => {
  const { bus, notes, there, people, states, viewer, pass } = twoNodes();
  there.came("ann");
  people.look(["ann"], viewer);
  await vi.waitFor(() => expect(states).toEqual(["online"]));
  bus.isDown = true;
  there.close();
  await Promise.resolve();
  for (let seconds = 0; seconds < 120; seconds += 5) pass(5_000);
  expect(states).toEqual(["online"]);
  bus.isDown = false;
  people.catchUp();
  for (let seconds = 0; seconds < 60; seconds += 5) pass(5_000);
  expect(states).toEqual(["online", "offline"]);
  await notes.close();
});
