import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { isHidden } from "@roost/protocol/place.ts";
import { uuidPattern } from "@roost/protocol/uuid.ts";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import type { Context } from "../context.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { findRooms, getMyRoom, getRoom, listMyRooms } from "../rooms/reader.ts";
import { removeMember } from "../rooms/remove.ts";
import { setRole } from "../rooms/set-role.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { directId } from "./direct-id.ts";
import { hideDirect, showDirect } from "./hide.ts";
import { openDirect } from "./open.ts";

let domain: TestDomain;
let ctx: Context;
let [ann, ben, cat] = ["", "", ""];

beforeAll(async () => {
  domain = await createTestDomain();
  ctx = domain.ctx;
});
beforeEach(async () => {
  [ann, ben, cat] = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
});
afterAll(() => domain.close());

async function open(me: string, ...others: string[]) {
  return (await openDirect(ctx, by(me), others)).direct;
}

/** As their list of rooms has it. */
async function isInList(userId: string, roomId: string): Promise<boolean> {
  const { rooms } = await listMyRooms(ctx, by(userId));
  const room = rooms.find(({ id }) => id === roomId);
  return room !== undefined && !isHidden(room.hiddenAt, room.lastNumber);
}

const membersOf = (roomId: string) =>
  ctx.database.db.selectFrom("members").selectAll().where("room_id", "=", roomId).execute();

describe("opening", () => {
  test("a direct has the people it is opened for, and no name", async () => {
    const { room, users, messages } = await open(ann, ben, cat);
    expect(room).toMatchObject({ kind: "direct", name: "", topic: "", role: "member" });
    expect(room).toMatchObject({ memberCount: 3, version: 1, lastNumber: 0, unread: 0 });
    expect(room.userIds).toEqual([ann, ben, cat].sort());
    expect(users.map(({ id }) => id).sort()).toEqual([ann, ben, cat].sort());
    expect(messages).toEqual([]);
    expect((await membersOf(room.id)).map(({ role }) => role)).toEqual(Array(3).fill("member"));
  });

  test("with oneself alone it is notes, named or not", async () => {
    const { room } = await open(ann);
    expect(room.userIds).toEqual([ann]);
    expect((await open(ann, ann)).room.id).toBe(room.id);
    await domain.post(room.id, ann, "Milk");
    expect((await open(ann)).messages).toMatchObject([{ body: "Milk" }]);
  });

  test("shows the newest messages, as many as are asked for", async () => {
    const { room } = await open(ann, ben);
    for (let index = 1; index <= 60; index += 1) await domain.post(room.id, ann, `${index}`);
    const byDefault = await open(ben, ann);
    expect(byDefault.messages.map(({ number }) => number)).toEqual(
      Array.from({ length: ctx.pageSize }, (_, index) => 61 - ctx.pageSize + index),
    );
    expect(byDefault).toMatchObject({ hasBefore: true, hasAfter: false });
    const { direct } = await openDirect(ctx, by(ben), [ann], { limit: 2 });
    expect(direct.messages.map(({ body }) => body)).toEqual(["59", "60"]);
    expect(direct.room).toMatchObject({ lastNumber: 60, unread: 60 });
  });

  test("with somebody who does not exist, or with too many, is refused and makes nothing", async () => {
    const nobody = randomUUID();
    await expect(open(ann, nobody)).rejects.toMatchObject({ code: "user.not_found" });
    const many = Array.from({ length: limits.directPeople }, () => randomUUID());
    await expect(open(ann, ...many)).rejects.toMatchObject({ code: "request.invalid" });
    for (const people of [[nobody], many]) {
      const id = directId([ann, ...people].sort());
      await expect(getMyRoom(ctx, ann, id)).rejects.toMatchObject({ code: "room.not_found" });
    }
  });

  test("without the permission is refused", async () => {
    const actor = { ...by(ann), permissions: [] };
    await expect(openDirect(ctx, actor, [ben])).rejects.toMatchObject({ code: "auth.forbidden" });
  });
});

describe("DIR-1: there is one direct for a set of people, for ever", () => {
  test("whoever of them asks, and in whatever order they are named", async () => {
    const { room } = await open(ann, ben, cat);
    for (const [me, ...others] of [
      [ben, cat, ann],
      [cat, ann, ben, cat],
      [ann, cat, ben],
    ] as const) {
      expect((await openDirect(ctx, by(me), others)).isNew).toBe(false);
      expect((await open(me, ...others)).room.id).toBe(room.id);
    }
  });

  test("other people have another one", async () => {
    const ids = [
      (await open(ann, ben)).room.id,
      (await open(ann, cat)).room.id,
      (await open(ann, ben, cat)).room.id,
      (await open(ann)).room.id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the id is one of the set alone, and a UUID of a version that no other room has", () => {
    const people = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(people, people, (some, others) => {
        const [a, b] = [some.sort(), others.sort()];
        expect(directId(a)).toMatch(new RegExp(`^${uuidPattern}$`));
        expect(directId(a)).toMatch(/^.{14}8.{4}[89ab]/);
        expect(directId(a) === directId(b)).toBe(a.join() === b.join());
      }),
    );
  });

  test("asked for at the same moment, on two nodes, by all of them and while others ask for what is not there", async () => {
    const otherNode = { ...ctx, changes: new ChangeQueue(ctx.database, new MemoryBus(fail)) };
    const nodes = [ctx, otherNode];
    for (let round = 0; round < 8; round += 1) {
      const people = [
        await domain.addUser(),
        await domain.addUser(),
        await domain.addUser(),
      ].sort();
      const roomId = directId(people);
      const asked = people.flatMap((me, index) => [
        // Refused or not, it must not take those with it who make the room.
        updateRoom(nodes[(index + 1) % 2] as Context, by(me), roomId, { name: "" }).catch(
          () => null,
        ),
        openDirect(nodes[index % 2] as Context, by(me), people),
        openDirect(nodes[(index + round) % 2] as Context, by(me), people),
      ]);
      const opened = (await Promise.all(asked)).flatMap((one) =>
        one && "isNew" in one ? one : [],
      );
      expect(opened.map(({ direct }) => direct.room.id)).toEqual(Array(6).fill(roomId));
      expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect((await membersOf(roomId)).map(({ user_id }) => user_id).sort()).toEqual(people);
      const { version, memberCount } = await getMyRoom(ctx, people[0] as string, roomId);
      expect({ version, memberCount }).toEqual({ version: 1, memberCount: 3 });
      // Each of them opened it.
      for (const me of people) expect(await isInList(me, roomId)).toBe(true);
    }
    function fail(error: unknown) {
      throw error;
    }
  });
});

describe("DIR-2: the people of a direct are its members for ever", () => {
  test.each([
    ["to leave", (id: string) => leaveRoom(ctx, by(ann), id)],
    ["to invite somebody", (id: string) => inviteMembers(ctx, by(ann), id, [cat])],
    ["to take somebody out", (id: string) => removeMember(ctx, by(ann), id, ben)],
    ["to give a role", (id: string) => setRole(ctx, by(ann), id, ben, "owner")],
    [
      "to give one of two people a name",
      (id: string) => updateRoom(ctx, by(ann), id, { name: "x" }),
    ],
  ])("%s is refused", async (_, act) => {
    const { room } = await open(ann, ben);
    await expect(act(room.id)).rejects.toMatchObject({ code: "room.wrong_kind" });
    expect(await getMyRoom(ctx, ann, room.id)).toEqual(room);
    expect(await membersOf(room.id)).toHaveLength(2);
  });

  test("nobody else joins it, sees it, or finds it", async () => {
    const { room } = await open(ann, ben, await domain.addUser());
    await updateRoom(ctx, by(ann), room.id, { name: "Secret plans" });
    for (const attempt of [joinRoom, getRoom]) {
      await expect(attempt(ctx, by(cat), room.id)).rejects.toMatchObject({
        code: "room.not_found",
      });
    }
    expect((await findRooms(ctx, by(cat), { query: "secret" })).rooms).toEqual([]);
    expect((await findRooms(ctx, by(ann), { query: "secret" })).rooms).toEqual([]);
  });
});

describe("DIR-3: whoever is in a group names it", () => {
  test("and takes the name away again; each is told by an event", async () => {
    const { room } = await open(ann, ben, cat);
    expect(await updateRoom(ctx, by(ben), room.id, { name: "  Lunch " })).toMatchObject({
      name: "Lunch",
      lastMessage: { system: { event: "renamed", byId: ben, name: "Lunch" } },
    });
    expect(await updateRoom(ctx, by(cat), room.id, { name: " " })).toMatchObject({
      name: "",
      lastMessage: { system: { event: "renamed", byId: cat, name: "" } },
    });
  });

  test.each([{ topic: "Food" }, { archived: true }])(
    "but gives it nothing else: %o",
    async (patch) => {
      const { room } = await open(ann, ben, cat);
      const refused = updateRoom(ctx, by(ann), room.id, patch);
      await expect(refused).rejects.toMatchObject({ code: "room.wrong_kind" });
    },
  );
});

describe("DIR-4: a direct is in a person's list or hidden from it", () => {
  test("whom it was opened with has it from the first message on", async () => {
    const { room } = await open(ann, ben);
    expect([await isInList(ann, room.id), await isInList(ben, room.id)]).toEqual([true, false]);
    await domain.post(room.id, ann);
    expect(await isInList(ben, room.id)).toBe(true);
    expect(await getMyRoom(ctx, ben, room.id)).toMatchObject({ unread: 1, hiddenAt: 0 });
  });

  test("hidden, it comes back with the next message, whoever writes it", async () => {
    const { room } = await open(ann, ben);
    for (const author of [ben, ann]) {
      const { message } = await domain.post(room.id, ben);
      await hideDirect(ctx, by(ann), room.id, message.number);
      expect(await isInList(ann, room.id)).toBe(false);
      expect(await isInList(ben, room.id)).toBe(true);
      await domain.post(room.id, author);
      expect(await isInList(ann, room.id)).toBe(true);
    }
  });

  test("a message that its person had not seen when they hid it keeps it there", async () => {
    const { room } = await open(ann, ben);
    const seen = await domain.post(room.id, ben);
    await domain.post(room.id, ben, "one more thing");
    await hideDirect(ctx, by(ann), room.id, seen.message.number);
    expect(await isInList(ann, room.id)).toBe(true);
  });

  test("a number beyond the newest message hides it up to that", async () => {
    const { room } = await open(ann, ben);
    await hideDirect(ctx, by(ann), room.id, 1_000);
    expect(await getMyRoom(ctx, ann, room.id)).toMatchObject({ hiddenAt: 0 });
    await domain.post(room.id, ben);
    expect(await isInList(ann, room.id)).toBe(true);
  });

  test("opening it, or saying so, brings it back", async () => {
    const { room } = await open(ann, ben);
    await hideDirect(ctx, by(ann), room.id, 0);
    expect((await open(ann, ben)).room.hiddenAt).toBeUndefined();
    expect(await isInList(ann, room.id)).toBe(true);
    await hideDirect(ctx, by(ann), room.id, 0);
    await showDirect(ctx, by(ann), room.id);
    expect(await isInList(ann, room.id)).toBe(true);
  });

  test("reading it leaves it as it is", async () => {
    const { room } = await open(ann, ben);
    const { message } = await domain.post(room.id, ben);
    await hideDirect(ctx, by(ann), room.id, message.number);
    await ctx.reads.mark({ userId: ann, roomId: room.id, number: message.number, version: null });
    expect(await isInList(ann, room.id)).toBe(false);
  });

  test("only a direct of mine is hidden", async () => {
    const { room } = await open(ann, ben);
    const other = await domain.addRoom(ann);
    await expect(hideDirect(ctx, by(ann), other, 0)).rejects.toMatchObject({
      code: "room.wrong_kind",
    });
    await expect(hideDirect(ctx, by(cat), room.id, 0)).rejects.toMatchObject({
      code: "room.not_found",
    });
  });
});

test("DIR-5: hiding and showing are rows of my own log, and the same again is none", async () => {
  const { room } = await open(ann, ben);
  const version = async () => (await myChangesSince(ctx, by(ann), 0)).version;
  const before = await version();
  await showDirect(ctx, by(ann), room.id);
  expect(await version()).toBe(before);
  for (const act of [hideDirect, hideDirect]) await act(ctx, by(ann), room.id, 0);
  const { places, rooms } = await myChangesSince(ctx, by(ann), before);
  expect(places).toMatchObject([{ roomId: room.id, version: before + 1, hiddenAt: 0 }]);
  expect(rooms).toMatchObject([{ id: room.id, hiddenAt: 0 }]);
  await showDirect(ctx, by(ann), room.id);
  const shown = (await myChangesSince(ctx, by(ann), before + 1)).places;
  expect(shown).toMatchObject([{ version: before + 2 }]);
  expect(shown?.[0]?.hiddenAt).toBeUndefined();
});
