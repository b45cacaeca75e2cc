import { randomUUID } from "node:crypto";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { describe, expect, test, vi } from "vitest";
import { listMyRooms } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

describe("hello", () => {
  test("RES-1, SNP-1: is answered by welcome and a snapshot of my rooms", async () => {
    await server.post(roomId, ann, "before");
    const client = await server.connect();
    client.hello(await server.signIn(ben));
    expect(await client.next("welcome")).toMatchObject({
      protocol: PROTOCOL_VERSION,
      me: { id: ben },
      heartbeatIntervalMs: limits.heartbeatIntervalMs,
    });
    expect(await client.next("snapshot")).toMatchObject({
      rooms: [{ id: roomId, unread: 1, role: "member", lastMessage: { body: "before" } }],
      users: [{ id: ann }],
    });
  });

  test("WHO-1: that names another person than its token ends the connection", async () => {
    const token = await server.signIn(ben);
    const foreign = await server.connect();
    foreign.send({ type: "hello", protocol: PROTOCOL_VERSION, token, userId: ann });
    expect((await foreign.end()).code).toBe(closeCodes.otherPerson.code);
    expect(foreign.frames).toEqual([]);
    const own = await server.connect();
    own.send({ type: "hello", protocol: PROTOCOL_VERSION, token, userId: ben.toUpperCase() });
    expect(await own.next("welcome")).toMatchObject({ me: { id: ben } });
  });

  test("RES-2: with a version is followed by what changed since", async () => {
    const first = await server.post(roomId, ann, "one");
    const second = await server.post(roomId, ann, "two");
    const client = await server.enter(ben, { [roomId]: first.message.version });
    expect(await client.next("changes")).toMatchObject({
      roomId,
      since: first.message.version,
      version: second.message.version,
      messages: [{ body: "two" }],
    });
  });

  test("RES-2: is answered from memory where the changes since are recent", async () => {
    const before = await server.enter(ben);
    const { message } = await server.post(roomId, ann, "one");
    await before.next("changes");
    const versions = { [roomId]: message.version };
    before.ws.terminate();
    await server.post(roomId, ann, "two");
    await server.post(roomId, ann, "three");
    const queries = vi.spyOn(server.ctx.database.pool, "connect");
    const client = await server.enter(ben, versions);
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "two" }] });
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "three" }] });
    // Who it is and where they are; the test itself opens the session.
    expect(queries.mock.calls.length).toBeLessThanOrEqual(3);
    queries.mockRestore();
  });

  test("SNP-1: gets of each room what a request for the list of rooms gets", async () => {
    await server.post(roomId, ann, 'quotes " and \\ and 🐦');
    const another = await server.addRoom(ann, [ben]);
    const client = await server.connect();
    client.hello(await server.signIn(ben));
    const { rooms, users } = await client.next("snapshot");
    const listed = await listMyRooms(server.ctx, by(ben));
    expect(rooms).toEqual(listed.rooms);
    expect(rooms.map(({ id }) => id).sort()).toEqual([roomId, another].sort());
    expect(new Set(users.map(({ id }) => id))).toEqual(new Set(listed.users.map(({ id }) => id)));
  });

  test("LIM-4: is answered by the store where memory has more than a connection may have waiting", async () => {
    const first = await server.enter(ben);
    const before = await server.post(roomId, ann, "one");
    const body = "x".repeat(limits.messageBodyCharacters);
    const count = Math.ceil(limits.downQueueBytes / body.length) + 1;
    const posts = Array.from({ length: count }, () => server.post(roomId, ann, body));
    const versions = (await Promise.all(posts)).map(({ message }) => message.version);
    first.ws.terminate();
    const client = await server.enter(ben, { [roomId]: before.message.version });
    const { since, messages = [], more } = await client.next("changes");
    expect(since).toBe(before.message.version);
    expect(more).toBe(true);
    expect(messages.length).toBeLessThan(versions.length);
  });

  test("of many at once costs a few queries", async () => {
    const people = await Promise.all(Array.from({ length: 100 }, () => server.addUser()));
    const open = await server.addRoom(ann, people);
    const tokens = await Promise.all(people.map((person) => server.signIn(person)));
    const clients = await Promise.all(people.map(() => server.connect()));
    const queries = vi.spyOn(server.ctx.database.pool, "connect");
    for (const [index, client] of clients.entries()) client.hello(tokens[index] as string);
    for (const client of clients) {
      expect(await client.next("snapshot")).toMatchObject({ rooms: [{ id: open }] });
    }
    expect(queries.mock.calls.length).toBeLessThan(20);
    queries.mockRestore();
    for (const client of clients) client.ws.terminate();
  });

  test("CLO-10, HLT-2: without the database is answered busy, with a window to come back in", async () => {
    const token = await server.signIn(ann);
    const client = await server.connect();
    const { error, restore } = server.loseDatabase();
    client.hello(token);
    const { code, reason } = await client.end();
    restore();
    expect(code).toBe(closeCodes.busy.code);
    expect(reason).toMatch(/^retry within \d+ ms$/);
    expect(server.faults.splice(0)).toEqual([error]);
  });

  test("that fails in a way that nobody foresaw ends the connection, and is told", async () => {
    const token = await server.signIn(ann);
    const client = await server.connect();
    const fault = new Error("a fault of ours");
    const connect = vi.spyOn(server.ctx.database.pool, "connect");
    connect.mockImplementationOnce(() => Promise.reject(fault));
    client.hello(token);
    expect(await client.end()).toMatchObject({ code: closeCodes.serverFault.code });
    connect.mockRestore();
    expect(server.faults.splice(0)).toEqual([fault]);
  });

  test("RES-3: with the present version is followed by nothing", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben, { [roomId]: message.version });
    await client.settled();
    expect(client.all("changes")).toEqual([]);
  });

  test("RES-4: with a version that is too old, or of a future that never was, gets a reset", async () => {
    await server.ctx.database.pool.query("UPDATE rooms SET version = version + $2 WHERE id = $1", [
      roomId,
      limits.resetAfterVersions,
    ]);
    for (const version of [1, 99_999]) {
      const client = await server.enter(ben, { [roomId]: version });
      expect(await client.next("reset")).toMatchObject({ room: { id: roomId } });
    }
  });

  test("RES-4: after a long time away in many rooms gets a reset of each, with its own people", async () => {
    const rooms = [roomId];
    for (let index = 0; index < 20; index++) {
      const other = await server.addUser();
      rooms.push(await server.addRoom(other, [ben]));
      await server.post(rooms.at(-1) as string, other);
    }
    const client = await server.enter(ben, Object.fromEntries(rooms.map((id) => [id, 99_999])));
    const resets = [];
    for (const _ of rooms) resets.push(await client.next("reset"));
    expect(new Set(resets.map(({ room }) => room.id))).toEqual(new Set(rooms));
    for (const { users } of resets) expect(users.length).toBeLessThanOrEqual(2);
  });

  test("RES-5: ignores versions of rooms that are not mine", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben, { [foreign]: 0, [randomUUID()]: 3 });
    await client.settled();
    expect(client.frames.map(({ type }) => type)).toEqual(["welcome"]);
  });

  test.each([
    ["no token", undefined],
    ["a token of nobody", "x"],
  ])("CLO-5: with %s ends the connection", async (_, token) => {
    const client = await server.connect();
    client.hello(token as string);
    expect(await client.end()).toMatchObject({ code: closeCodes.tokenRejected.code });
  });

  test("CLO-5: with the token of a session that ended meanwhile ends the connection", async () => {
    const token = await server.signIn(ben);
    await server.ctx.database.db.deleteFrom("sessions").where("id", "=", token).execute();
    const client = await server.connect();
    client.hello(token);
    expect(await client.end()).toMatchObject({ code: closeCodes.tokenRejected.code });
    expect(client.frames).toEqual([]);
  });

  test("CLO-4: with the cookie of a foreign page ends the connection, however long its name", async () => {
    const client = await server.connect();
    client.hello(`from https://${"ä".repeat(100)}.example.org`);
    const { code, reason } = await client.end();
    expect(code).toBe(closeCodes.originForbidden.code);
    expect(reason).toMatch(/^from https:\/\/ä+$/);
  });

  test("CLO-2: of another protocol version names both", async () => {
    const client = await server.connect();
    client.send({ type: "hello", protocol: 999, token: await server.signIn(ben) });
    const { code, reason } = await client.end();
    expect(code).toBe(closeCodes.unsupportedProtocol.code);
    expect(reason).toContain("999");
  });

  test("CLO-9: has to come, and to come first", async () => {
    const silent = await server.connect();
    const eager = await server.connect();
    eager.send(postFrame());
    expect(await eager.end()).toMatchObject({ code: closeCodes.malformedFrame.code });
    server.passMs(limits.helloTimeoutMs + 1);
    expect(await silent.end()).toMatchObject({ code: closeCodes.helloTimeout.code });
  });

  test("CLO-11: is said once", async () => {
    const client = await server.enter(ben);
    client.hello("again");
    expect(await client.next("error")).toMatchObject({ code: "frame.invalid" });
  });
});
