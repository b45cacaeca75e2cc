import { limits } from "@roost/protocol/limits.ts";
import { describe, expect, test, vi } from "vitest";
import { setDraft } from "../own/draft.ts";
import { saveMessage } from "../own/save.ts";
import { markRead } from "../reads/mark.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { removeMember } from "../rooms/remove.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

/** What a client of Ben's holds: the version of his log, and those of his rooms. */
async function held(): Promise<{ person: number; rooms: Record<string, number> }> {
  const client = await server.connect();
  client.hello(await server.signIn(ben));
  const { version, rooms } = await client.next("snapshot");
  client.ws.terminate();
  return {
    person: version,
    rooms: Object.fromEntries(rooms.map((room) => [room.id, room.version])),
  };
}

describe("a hello with the version of its person's log", () => {
  test("RES-7, RES-3: gets nothing of rooms in which nothing changed, however many they are", async () => {
    for (let index = 0; index < 30; index += 1) await server.addRoom(ann, [ben]);
    const { person, rooms } = await held();
    expect(Object.keys(rooms)).toHaveLength(31);
    const { client, frame } = await server.comeBack(ben, person, rooms);
    expect(frame).toEqual({ type: "person", since: person, version: person });
    expect(client.frames).toEqual([]);
  });

  test("RES-1, RES-7: gets what changed since, the rooms that are new, and the changes of the others", async () => {
    const gone = await server.addRoom(ann, [ben]);
    const { person, rooms } = await held();
    await removeMember(server.ctx, by(ann), gone, ben);
    const fresh = await server.addRoom(ann, [ben]);
    const { message } = await server.post(roomId, ann, "meanwhile");
    await markRead(server.ctx, by(ben), roomId, message.number);
    const { client, frame } = await server.comeBack(ben, person, rooms);
    expect(frame).toMatchObject({ type: "person", since: person, version: person + 3 });
    if (frame.type !== "person") throw new Error("It is none.");
    const places = Object.fromEntries((frame.places ?? []).map((place) => [place.roomId, place]));
    expect(places).toMatchObject({
      [gone]: { leftAt: expect.any(String) },
      [fresh]: { leftAt: null },
      [roomId]: { leftAt: null, readNumber: message.number },
    });
    expect(frame.rooms).toMatchObject([{ id: fresh, role: "member", unread: 0 }]);
    expect(client.frames).toMatchObject([{ type: "changes", roomId }]);
    await server.post(fresh, ann, "live");
    expect((await client.next("changes")).roomId).toBe(roomId);
    expect(await client.next("changes")).toMatchObject({ roomId: fresh });
  });

  test("RES-7, RES-5: gets a snapshot where it is ahead, or its rooms are not those of that version", async () => {
    const another = await server.addRoom(ann, [ben]);
    const foreign = await server.addRoom(ann);
    const { person, rooms } = await held();
    const { [another]: _, ...fewer } = rooms;
    for (const [version, named] of [
      [person + 1, rooms],
      [person, fewer],
      [person, { ...rooms, [foreign]: 1 }],
    ] as const) {
      const { frame } = await server.comeBack(ben, version, named);
      expect(frame).toMatchObject({ type: "snapshot", version: person, rooms: { length: 2 } });
    }
  });

  test("RES-6, PER-3: what changes while it is answered comes behind the answer", async () => {
    const { person, rooms } = await held();
    const client = await server.connect();
    const open = await server.addRoom(ann, [], "public");
    client.hello(await server.signIn(ben), rooms, person);
    await Promise.all([
      joinRoom(server.ctx, by(ben), open),
      markRead(server.ctx, by(ben), roomId, 1),
      ...Array.from({ length: 5 }, () => server.post(open, ann)),
    ]);
    await vi.waitFor(() => {
      const frames = client.all("person");
      expect(frames.at(-1)?.version).toBe(person + 1);
      expect(frames.flatMap((frame) => frame.rooms ?? []).map(({ id }) => id)).toEqual([open]);
    });
    let version = person;
    for (const frame of client.all("person")) {
      expect(frame.since).toBeLessThanOrEqual(version);
      version = Math.max(version, frame.version);
    }
  });
});

test("PER-3: what a node did not come to tell is told to who comes back, also at another node", async () => {
  const another = await server.addRoom(ann, [ben]);
  const { number } = (await server.post(roomId, ann)).message;
  const { person, rooms } = await held();
  const spy = vi.spyOn(server.ctx.bus, "publish").mockImplementation(() => {});
  await markRead(server.ctx, by(ben), roomId, number);
  await leaveRoom(server.ctx, by(ben), another);
  const fresh = await server.addRoom(ann, [ben]);
  spy.mockRestore();
  const { frame } = await server.comeBack(ben, person, rooms);
  expect(frame).toMatchObject({ type: "person", version: person + 3, rooms: [{ id: fresh }] });
  const places = frame.type === "person" ? (frame.places ?? []) : [];
  const rows = new Map(places.map((place) => [place.roomId, place]));
  expect(rows.get(roomId)).toMatchObject({ readNumber: number });
  expect(rows.get(another)?.leftAt).not.toBeNull();
});

describe("a sync of one's own log", () => {
  test("GAP-6: is answered by what changed since, with its rooms", async () => {
    const client = await server.enter(ben);
    const fresh = await server.addRoom(ann, [ben]);
    await client.next("person");
    client.send({ type: "sync", ref: 7, since: 0 });
    const { ref, since, places, rooms } = await client.next("person");
    expect([ref, since]).toEqual([7, 0]);
    expect(places?.map((place) => place.roomId).sort()).toEqual([roomId, fresh].sort());
    expect(rooms?.map((room) => room.id).sort()).toEqual([roomId, fresh].sort());
  });

  test("GAP-6: from ahead of the store is answered by a snapshot, and live news go on", async () => {
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, since: 99 });
    const { ref, version, rooms } = await client.next("snapshot");
    expect([ref, rooms.map(({ id }) => id)]).toEqual([7, [roomId]]);
    await server.addRoom(ann, [ben]);
    expect(await client.next("person")).toMatchObject({ since: version, version: version + 1 });
    await server.post(roomId, ann);
    expect(await client.next("changes")).toMatchObject({ roomId });
  });

  test("GAP-6: with more rows than an answer has is answered by a snapshot", async () => {
    const client = await server.enter(ben);
    await server.ctx.database.pool.query(
      `INSERT INTO places (user_id, room_id, version, member_version, read_number, set_at, left_at)
       SELECT $1, gen_random_uuid(), 1 + n, 1, 0, 0, now() FROM generate_series(1, $2) n`,
      [ben, limits.changesRows],
    );
    const version = 1 + limits.changesRows;
    await server.ctx.database.pool.query("UPDATE persons SET version = $2 WHERE user_id = $1", [
      ben,
      version,
    ]);
    client.send({ type: "sync", ref: 7, since: 0 });
    expect(await client.next("snapshot")).toMatchObject({ ref: 7, version, rooms: { length: 1 } });
  });
});

describe("live news of one's own", () => {
  test("PER-3: reach a device in order and without a gap, though they come late, twice or never", async () => {
    const { bus } = server.ctx;
    const publish = bus.publish.bind(bus);
    const client = await server.enter(ben);
    const late: Parameters<typeof publish>[0][] = [];
    const spy = vi.spyOn(bus, "publish").mockImplementation((events) => void late.push(events));
    const rooms: string[] = [];
    for (let index = 0; index < 6; index += 1) rooms.push(await server.addRoom(ann, [ben]));
    spy.mockRestore();
    const [, lost] = late.splice(late.length / 2, 2);
    expect(lost).toBeDefined();
    for (const events of [...late.toReversed(), ...late]) publish(events);
    await vi.waitFor(
      () => {
        const shown = client.all("person").flatMap((frame) => frame.rooms ?? []);
        expect(shown.map(({ id }) => id).sort()).toEqual(rooms.toSorted());
      },
      { timeout: 5_000 },
    );
    const frames = client.all("person");
    expect(frames.map(({ since }) => since).slice(1)).toEqual(
      frames.map(({ version }) => version).slice(0, -1),
    );
  });

  test("PER-3, HLT-2: that could not be told without the store are told once that is back", async () => {
    const client = await server.enter(ben);
    const open = await server.addRoom(ann, [], "public");
    const { questions } = { questions: server.ctx.database.pool };
    const connect = vi.spyOn(questions, "connect");
    const away = Object.assign(new Error("the database system is starting up"), { code: "57P03" });
    const publish = server.ctx.bus.publish.bind(server.ctx.bus);
    const spy = vi.spyOn(server.ctx.bus, "publish").mockImplementation((events) => {
      // From here on the gateway is told, and finds the store away.
      connect.mockImplementation(() => Promise.reject(away));
      publish(events);
    });
    await joinRoom(server.ctx, by(ben), open);
    await vi.waitUntil(() => server.faults.length > 0);
    spy.mockRestore();
    connect.mockRestore();
    server.faults.splice(0);
    await server.gateway.findLostNews();
    expect(await client.next("person")).toMatchObject({ rooms: [{ id: open }] });
    expect(client.closed).toBeNull();
  });

  test("MEM-1, PER-3: are those of one's own person alone", async () => {
    const [mine, other] = [await server.enter(ben), await server.enter(ann)];
    const cid = await server.addUser();
    const open = await server.addRoom(cid, [], "public");
    await joinRoom(server.ctx, by(ben), open);
    await leaveRoom(server.ctx, by(ben), open);
    await inviteMembers(server.ctx, by(cid), open, [ann]);
    expect((await mine.next("person")).places).toMatchObject([{ roomId: open, leftAt: null }]);
    expect((await mine.next("person")).places).toMatchObject([{ leftAt: expect.any(String) }]);
    expect((await other.next("person")).places).toMatchObject([{ roomId: open, leftAt: null }]);
    await mine.settled();
    expect([mine.all("person"), other.all("person")]).toEqual([[], []]);
  });
});

describe("what is somebody's own besides their places", () => {
  test("OWN-1, OWN-2: comes live, with a hello that says a version, and all of it with one that says none", async () => {
    const { person, rooms } = await held();
    const { client } = await server.comeBack(ben, person, rooms);
    await setDraft(server.ctx, by(ben), roomId, { body: "first" });
    const live = await client.next("person");
    expect(live).toMatchObject({ since: person, own: [{ key: roomId, value: { body: "first" } }] });
    await setDraft(server.ctx, by(ben), roomId, { body: "" });
    const message = await server.post(roomId, ann, "kept");
    await saveMessage(server.ctx, by(ben), message.message.id, true);
    const { frame } = await server.comeBack(ben, person, { ...rooms, [roomId]: 1 });
    expect(frame).toMatchObject({
      type: "person",
      version: person + 3,
      own: [
        { kind: "draft", value: null },
        { kind: "saved", key: message.message.id, value: {} },
      ],
    });
    const whole = await server.connect();
    whole.hello(await server.signIn(ben));
    expect((await whole.next("snapshot")).own).toMatchObject([{ kind: "saved" }]);
  });

  test("OWN-2, RES-7: a snapshot in place of an answer has all of it too", async () => {
    await setDraft(server.ctx, by(ben), roomId, { body: "long before" });
    const { person } = await held();
    const { frame } = await server.comeBack(ben, person, {});
    expect(frame).toMatchObject({
      type: "snapshot",
      own: [{ kind: "draft", value: { body: "long before" } }],
    });
  });
});
