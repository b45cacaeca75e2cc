import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { markRead } from "../reads/mark.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { removeMember } from "../rooms/remove.ts";
import { by } from "../testing/by.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

describe("a post", () => {
  test("ACK-2: is acknowledged, and reaches every device of every member", async () => {
    const sender = await server.enter(ann);
    const devices = [await server.enter(ben), await server.enter(ben), await server.enter(ann)];
    const frame = postFrame("to all");
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

  test("SND-4: does not come back to the connection that it came from", async () => {
    const sender = await server.enter(ann);
    sender.send(postFrame("mine"));
    const { version } = await sender.next("posted");
    const { message } = await server.post(roomId, ben, "of another");
    expect(await sender.next("changes")).toMatchObject({
      since: version,
      version: message.version,
    });
    expect(sender.all("changes")).toEqual([]);
  });

  test("SND-4: that shares a commit with others comes back with them, in one frame for all", async () => {
    const [sender, other] = [await server.enter(ann), await server.enter(ben)];
    for (let round = 0; round < 20; round++) {
      for (const client of [sender, other]) client.send(postFrame(`round ${round}`));
      const [mine, theirs] = [await sender.next("posted"), await other.next("posted")];
      const newest = Math.max(mine.version, theirs.version);
      // Each knows both: by its own answer, and by what came as changes.
      for (const [client, posted] of [
        [sender, mine],
        [other, theirs],
      ] as const) {
        const known = await vi.waitUntil(() => {
          const versions = client
            .all("changes")
            .flatMap(({ messages = [] }) => messages.map((message) => message.version));
          const all = new Set([posted.version, ...versions]);
          return all.has(newest) && all.has(newest - 1) ? all : undefined;
        });
        expect(known.size).toBe(2);
        client.frames.length = 0;
      }
    }
  });

  test("DUP-1, SND-4: that is repeated gets the same answer", async () => {
    const client = await server.enter(ann);
    const frame = postFrame();
    client.send(frame);
    client.send({ ...frame, ref: 2 });
    const [first, second] = [await client.next("posted"), await client.next("posted")];
    expect(second).toEqual({ ...first, ref: 2, repeated: true });
  });

  test("MOD-8: that is stored as another text is told with that text, as it is told to all", async () => {
    const { database, filters } = server.ctx;
    await database.pool.query(
      `INSERT INTO filters (id, kind, action, entries, explanation, is_on, spares_bots, created_at, changed_at)
       VALUES (gen_random_uuid(), 'words', 'mask', '{fudge}', '', true, false, now(), now())`,
    );
    await filters.look();
    const [sender, other] = [await server.enter(ann), await server.enter(ben)];
    sender.send(postFrame("Oh fudge!"));
    expect(await sender.next("posted")).toMatchObject({ body: "Oh ∗∗∗∗∗!" });
    expect(await other.next("changes")).toMatchObject({ messages: [{ body: "Oh ∗∗∗∗∗!" }] });
    sender.send(postFrame("As it is"));
    expect(await sender.next("posted")).not.toHaveProperty("body");
    await database.pool.query("DELETE FROM filters");
    await filters.look();
  });

  test("before welcome is refused, and after it works", async () => {
    const client = await server.connect();
    client.hello(await server.signIn(ann));
    client.send(postFrame());
    expect(await client.next("error")).toMatchObject({ code: "auth.required", ref: 1 });
    await client.next("snapshot");
    client.send(postFrame());
    await client.next("posted");
  });

  test("MEM-1: into a room of others is answered like one into no room", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben);
    const answers = [];
    for (const room of [foreign, randomUUID()]) {
      client.send(postFrame("x", room));
      const { clientMessageId, ...answer } = await client.next("error");
      answers.push(answer);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: "room.not_found", ref: 1 });
  });

  test("SND-3: that is refused names its client id", async () => {
    const client = await server.enter(ann);
    const frame = postFrame("\0");
    client.send(frame);
    expect(await client.next("error")).toMatchObject({
      code: "text.invalid_characters",
      ref: 1,
      clientMessageId: frame.clientMessageId,
    });
  });
});

describe("the health of the server", () => {
  test("HLT-1: is told when it changes, and to newcomers while something is amiss", async () => {
    const client = await server.enter(ann);
    expect(client.all("health")).toEqual([]);
    server.setHealth({ database: true, bus: false });
    expect(await client.next("health")).toEqual({ type: "health", database: true, bus: false });
    const newcomer = await server.enter(ben);
    expect(await newcomer.next("health")).toMatchObject({ bus: false });
    server.setHealth({ database: true, bus: true });
    for (const one of [client, newcomer]) {
      expect(await one.next("health")).toMatchObject({ bus: true });
    }
  });
});

describe("read positions", () => {
  test("READ-2: go to my devices and to nobody else's", async () => {
    const { message } = await server.post(roomId, ann);
    const [one, two, other] = [
      await server.enter(ben),
      await server.enter(ben),
      await server.enter(ann),
    ];
    one.send({ type: "read", roomId, number: message.number });
    for (const device of [one, two]) {
      const { since, version, places } = await device.next("person");
      expect(version).toBe(since + 1);
      expect(places).toMatchObject([{ roomId, version, readNumber: message.number, leftAt: null }]);
    }
    await other.settled();
    expect(other.all("person")).toEqual([]);
  });

  test("READ-2: said over HTTP reach the devices too", async () => {
    const { message } = await server.post(roomId, ann);
    const client = await server.enter(ben);
    await markRead(server.ctx, by(ben), roomId, message.number);
    expect(await client.next("person")).toMatchObject({
      places: [{ roomId, readNumber: message.number }],
    });
  });
});

describe("sync", () => {
  test("GAP-1: answers with the changes since a version, before any later frame", async () => {
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

  test("GAP-3: of a room of others is refused", async () => {
    const foreign = await server.addRoom(ann);
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, roomId: foreign, since: 0 });
    expect(await client.next("error")).toMatchObject({ ref: 7, code: "room.not_found" });
  });

  test("GAP-1: from far behind is answered by a reset", async () => {
    const client = await server.enter(ben);
    client.send({ type: "sync", ref: 7, roomId, since: 99_999 });
    expect(await client.next("reset")).toMatchObject({ ref: 7, room: { id: roomId } });
  });
});

describe("membership", () => {
  test("MEM-2: a room that I join on one device appears on all, and its changes follow", async () => {
    const open = await server.addRoom(ann, [], "public");
    const client = await server.enter(ben);
    await joinRoom(server.ctx, by(ben), open);
    expect(await client.next("person")).toMatchObject({
      places: [{ roomId: open, leftAt: null }],
      rooms: [{ id: open, memberCount: 2 }],
    });
    await server.post(open, ann, "welcome");
    expect(await client.next("changes")).toMatchObject({ messages: [{ body: "welcome" }] });
  });

  test("MEM-3: who is removed while connected gets nothing more", async () => {
    const [removed, witness] = [await server.enter(ben), await server.enter(ann)];
    await removeMember(server.ctx, by(ann), roomId, ben);
    await server.post(roomId, ann, "among ourselves");
    expect(await removed.next("person")).toMatchObject({
      places: [{ roomId, leftAt: expect.any(String) }],
    });
    await witness.next("changes");
    await witness.next("changes");
    await removed.settled();
    expect(removed.all("changes")).toEqual([]);
    removed.send(postFrame());
    expect(await removed.next("error")).toMatchObject({ code: "room.not_found" });
    removed.send({ type: "sync", roomId, since: 0 });
    expect(await removed.next("error")).toMatchObject({ code: "room.not_found" });
  });

  test("who leaves and comes back, again and again, ends with the right rooms", async () => {
    const client = await server.enter(ben);
    const open = await server.addRoom(ann, [], "public");
    for (let round = 0; round < 5; round++) {
      await joinRoom(server.ctx, by(ben), open);
      await leaveRoom(server.ctx, by(ben), open);
    }
    await joinRoom(server.ctx, by(ben), open);
    const { message } = await server.post(open, ann, "still here");
    // It comes as a change, or in the room as that is joined.
    await vi.waitFor(() => {
      const joined = client
        .all("person")
        .flatMap(({ rooms = [] }) => rooms.map((room) => room.version));
      const changed = client.all("changes").map(({ version }) => version);
      expect(Math.max(...joined, ...changed)).toBe(message.version);
    }, 20_000);
    const places = client.all("person").flatMap(({ places = [] }) => places);
    expect(places.at(-1)).toMatchObject({ roomId: open, leftAt: null });
  });

  test("RES-6: changes while others enter, leave and talk are never missed", async () => {
    const open = await server.addRoom(ann, [ben], "public");
    const people = await Promise.all([1, 2, 3, 4].map(() => server.addUser()));
    const talk = (async () => {
      for (let index = 0; index < 40; index++) await server.post(open, ann, `${index}`);
    })();
    const entered = [];
    for (const person of people) {
      await inviteMembers(server.ctx, by(ann), open, [person]);
      const client = await server.connect();
      client.hello(await server.signIn(person));
      const { rooms } = await client.next("snapshot");
      entered.push({ client, version: rooms[0]?.version });
    }
    await talk;
    const { message } = await server.post(open, ann, "the end");
    for (const [index, { client, version }] of entered.entries()) {
      await vi.waitFor(
        () => expect(client.all("changes").at(-1)).toMatchObject({ version: message.version }),
        20_000,
      );
      let present = version;
      for (const { since, version: next } of client.all("changes")) {
        expect(since, `client ${index}`).toBe(present);
        present = next;
      }
    }
  });
});
