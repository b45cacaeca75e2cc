import { randomUUID } from "node:crypto";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { markRead } from "../reads/mark.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { removeMember } from "../rooms/remove.ts";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";

let server: TestGateway;
let ann: string;
let ben: string;
let roomId: string;

beforeAll(async () => {
  server = await createTestGateway();
});
beforeEach(async () => {
  ann = await server.addUser();
  ben = await server.addUser();
  roomId = await server.addRoom(ann, [ben]);
});
afterAll(() => server.close());

const post = (body = "hello", room = roomId) => ({
  type: "post",
  ref: 1,
  roomId: room,
  clientMessageId: randomUUID(),
  body,
});

describe("hello", () => {
  test("is answered by welcome and a snapshot of my rooms", async () => {
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

  test("with a version is followed by what changed since", async () => {
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

  test("with the present version is followed by nothing", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben, { [roomId]: message.version });
    await client.settled();
    expect(client.all("changes")).toEqual([]);
  });

  test("with a version that is too old, or of a future that never was, gets a reset", async () => {
    await server.ctx.database.pool.query("UPDATE rooms SET version = version + $2 WHERE id = $1", [
      roomId,
      limits.resetAfterVersions,
    ]);
    for (const version of [1, 99_999]) {
      const client = await server.enter(ben, { [roomId]: version });
      expect(await client.next("reset")).toMatchObject({ room: { id: roomId } });
    }
  });

  test("after a long time away in many rooms gets a reset of each, with its own people", async () => {
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

  test("ignores versions of rooms that are not mine", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben, { [foreign]: 0, [randomUUID()]: 3 });
    await client.settled();
    expect(client.frames.map(({ type }) => type)).toEqual(["welcome"]);
  });

  test.each([
    ["no token", undefined],
    ["a token of nobody", "x"],
  ])("with %s ends the connection", async (_, token) => {
    const client = await server.connect();
    client.hello(token as string);
    expect(await client.end()).toMatchObject({ code: closeCodes.tokenRejected.code });
  });

  test("with the token of a session that ended meanwhile ends the connection", async () => {
    const token = await server.signIn(ben);
    await server.ctx.database.db.deleteFrom("sessions").where("id", "=", token).execute();
    const client = await server.connect();
    client.hello(token);
    expect(await client.end()).toMatchObject({ code: closeCodes.tokenRejected.code });
    expect(client.frames).toEqual([]);
  });

  test("with the cookie of a foreign page ends the connection, however long its name", async () => {
    const client = await server.connect();
    client.hello(`from https://${"ä".repeat(100)}.example.org`);
    const { code, reason } = await client.end();
    expect(code).toBe(closeCodes.originForbidden.code);
    expect(reason).toMatch(/^from https:\/\/ä+$/);
  });

  test("of another protocol version names both", async () => {
    const client = await server.connect();
    client.send({ type: "hello", protocol: 999, token: await server.signIn(ben) });
    const { code, reason } = await client.end();
    expect(code).toBe(closeCodes.unsupportedProtocol.code);
    expect(reason).toContain("999");
  });

  test("has to come, and to come first", async () => {
    const silent = await server.connect();
    const eager = await server.connect();
    eager.send(post());
    expect(await eager.end()).toMatchObject({ code: closeCodes.malformedFrame.code });
    server.passMs(limits.helloTimeoutMs + 1);
    expect(await silent.end()).toMatchObject({ code: closeCodes.helloTimeout.code });
  });

  test("is said once", async () => {
    const client = await server.enter(ben);
    client.hello("again");
    expect(await client.next("error")).toMatchObject({ code: "frame.invalid" });
  });
});

describe("a post", () => {
  test("is acknowledged, and reaches every device of every member", async () => {
    const sender = await server.enter(ann);
    const devices = [await server.enter(ben), await server.enter(ben), await server.enter(ann)];
    const frame = post("to all");
    sender.send(frame);
    const posted = await sender.next("posted");
    expect(posted).toMatchObject({ ref: 1, roomId, clientMessageId: frame.clientMessageId });
    for (const device of devices) {
      expect(await device.next("changes")).toMatchObject({
        roomId,
        since: posted.version - 1,
        version: posted.version,
        messages: [{ number: posted.number, body: "to all", authorId: ann }],
        users: [{ id: ann }],
      });
    }
  });

  test("that is repeated gets the same answer", async () => {
    const client = await server.enter(ann);
    const frame = post();
    client.send(frame);
    client.send({ ...frame, ref: 2 });
    const [first, second] = [await client.next("posted"), await client.next("posted")];
    expect(second).toEqual({ ...first, ref: 2 });
  });

  test("before welcome is refused, and after it works", async () => {
    const client = await server.connect();
    client.hello(await server.signIn(ann));
    client.send(post());
    expect(await client.next("error")).toMatchObject({ code: "auth.required", ref: 1 });
    await client.next("snapshot");
    client.send(post());
    await client.next("posted");
  });

  test("into a room of others is answered like one into no room", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben);
    const answers = [];
    for (const room of [foreign, randomUUID()]) {
      client.send(post("x", room));
      const { clientMessageId, ...answer } = await client.next("error");
      answers.push(answer);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: "room.not_found", ref: 1 });
  });

  test("that is refused names its client id", async () => {
    const client = await server.enter(ann);
    const frame = post("\0");
    client.send(frame);
    expect(await client.next("error")).toMatchObject({
      code: "text.invalid_characters",
      ref: 1,
      clientMessageId: frame.clientMessageId,
    });
  });
});

describe("read positions", () => {
  test("go to my devices and to nobody else's", async () => {
    const { message } = await server.post(roomId, ann);
    const [one, two, other] = [
      await server.enter(ben),
      await server.enter(ben),
      await server.enter(ann),
    ];
    one.send({ type: "read", roomId, number: message.number });
    for (const device of [one, two]) {
      expect(await device.next("read")).toEqual({ type: "read", roomId, number: message.number });
    }
    await other.settled();
    expect(other.all("read")).toEqual([]);
  });

  test("said over HTTP reach the devices too", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben);
    await markRead(server.ctx, ben, roomId, message.number);
    expect(await client.next("read")).toMatchObject({ number: message.number });
  });
});

describe("sync", () => {
  test("answers with the changes since a version, before any later frame", async () => {
    const { message } = await server.post(roomId, ann, "one");
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, roomId, since: message.version - 1 });
    await server.post(roomId, ann, "two");
    const answers = [await client.next("changes"), await client.next("changes")];
    const delta = answers.find(({ ref }) => ref === 7);
    expect(delta).toMatchObject({ since: message.version - 1 });
    expect(answers.map(({ version }) => version)).toEqual(
      answers.map(({ version }) => version).sort((a, b) => a - b),
    );
  });

  test("of a room of others is refused", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, roomId: foreign, since: 0 });
    expect(await client.next("error")).toMatchObject({ ref: 7, code: "room.not_found" });
  });

  test("from far behind is answered by a reset", async () => {
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, roomId, since: 99_999 });
    expect(await client.next("reset")).toMatchObject({ ref: 7, room: { id: roomId } });
  });
});

describe("membership", () => {
  test("a room that I join on one device appears on all, and its changes follow", async () => {
    const open = await server.addRoom(ann, [], "public");
    const client = await server.enter(ben);
    await joinRoom(server.ctx, ben, open);
    expect(await client.next("joined")).toMatchObject({ room: { id: open, memberCount: 2 } });
    await server.post(open, ann, "welcome");
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "welcome" }] });
  });

  test("who is removed while connected gets nothing more", async () => {
    const [removed, witness] = [await server.enter(ben), await server.enter(ann)];
    await removeMember(server.ctx, ann, roomId, ben);
    await server.post(roomId, ann, "among ourselves");
    expect(await removed.next("left")).toEqual({ type: "left", roomId });
    await witness.next("changes");
    await witness.next("changes");
    await removed.settled();
    expect(removed.all("changes")).toEqual([]);
    removed.send(post());
    expect(await removed.next("error")).toMatchObject({ code: "room.not_found" });
    removed.send({ type: "sync", roomId, since: 0 });
    expect(await removed.next("error")).toMatchObject({ code: "room.not_found" });
  });

  test("who leaves and comes back, again and again, ends with the right rooms", async () => {
    const client = await server.enter(ben);
    const open = await server.addRoom(ann, [], "public");
    for (let round = 0; round < 5; round++) {
      await joinRoom(server.ctx, ben, open);
      await leaveRoom(server.ctx, ben, open);
    }
    await joinRoom(server.ctx, ben, open);
    const { message } = await server.post(open, ann, "still here");
    await vi.waitFor(() =>
      expect(client.all("changes").at(-1)).toMatchObject({ version: message.version }),
    );
    const mine = client.frames.filter(({ type }) => type === "joined" || type === "left");
    expect(mine.at(-1)?.type).toBe("joined");
  });

  test("changes while others enter, leave and talk are never missed", async () => {
    const open = await server.addRoom(ann, [ben], "public");
    const people = await Promise.all([1, 2, 3, 4].map(() => server.addUser()));
    const talk = (async () => {
      for (let index = 0; index < 40; index++) await server.post(open, ann, `${index}`);
    })();
    const clients = [];
    for (const person of people) {
      await inviteMembers(server.ctx, ann, open, [person]);
      clients.push(await server.enter(person));
    }
    await talk;
    const { message } = await server.post(open, ann, "the end");
    for (const [index, client] of clients.entries()) {
      await vi.waitFor(() =>
        expect(client.all("changes").at(-1)).toMatchObject({ version: message.version }),
      );
      const frames = client.all("changes").filter((frame) => frame.roomId === open);
      for (const [at, frame] of frames.entries()) {
        const before = frames[at - 1];
        if (before) expect(frame.since, `client ${index}`).toBe(before.version);
      }
    }
  });
});
