import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { createRoom } from "./create.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { listMembers } from "./members.ts";
import { findRooms, getMyRoom, getRoom, listMyRooms } from "./reader.ts";
import { removeMember } from "./remove.ts";
import { updateRoom } from "./update.ts";
import { joinWelcomeRooms } from "./welcome.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let cat: string;

beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  [ann, ben, cat] = await Promise.all([domain.addUser(), domain.addUser(), domain.addUser()]);
});
afterAll(() => domain.close());

const lastSystemEvent = async (userId: string, roomId: string) =>
  (await getMyRoom(domain.ctx, userId, roomId)).lastMessage?.system;

describe("a new room", () => {
  test("belongs to its maker, who has read that it was made", async () => {
    const room = await createRoom(domain.ctx, by(ann), {
      name: "  Bird   watching ",
      kind: "public",
      topic: "Seen today",
    });
    expect(room).toMatchObject({
      name: "Bird watching",
      topic: "Seen today",
      role: "owner",
      version: 1,
      lastNumber: 1,
      unread: 0,
      memberCount: 1,
      lastMessage: { authorId: null, system: { event: "created", byId: ann } },
    });
    expect(await getMyRoom(domain.ctx, ann, room.id)).toEqual(room);
  });

  test.each([
    ["no name", { name: " ", kind: "public" }, "text.empty"],
    ["a line end in its name", { name: "a\nb", kind: "public" }, "text.invalid_characters"],
    ["too long a name", { name: "x".repeat(81), kind: "public" }, "text.too_long"],
    ["too long a topic", { name: "x", topic: "x".repeat(501), kind: "public" }, "text.too_long"],
  ] as const)("with %s is refused", async (_, input, code) => {
    await expect(createRoom(domain.ctx, by(ann), input)).rejects.toMatchObject({ code });
  });
});

describe("joining", () => {
  test("MEM-7: a public room is one change with a system message, and leaves nothing unread", async () => {
    const roomId = await domain.addRoom(ann, [], "public");
    await domain.post(roomId, ann);
    const room = await joinRoom(domain.ctx, by(ben), roomId);
    expect(room).toMatchObject({ version: 3, lastNumber: 3, unread: 0, memberCount: 2 });
    expect(await getMyRoom(domain.ctx, ben, roomId)).toEqual(room);
    expect(domain.events.at(-1)?.changes).toMatchObject({
      since: 2,
      version: 3,
      room: { memberCount: 2 },
      members: [{ userId: ben, role: "member", version: 3, leftAt: null }],
      messages: [{ number: 3, version: 3, system: { event: "joined", userId: ben } }],
      users: [{ id: ben }],
    });
  });

  test("twice, or both at once, is refused the second time", async () => {
    const roomId = await domain.addRoom(ann, [], "public");
    const results = await Promise.allSettled([
      joinRoom(domain.ctx, by(ben), roomId),
      joinRoom(domain.ctx, by(ben), roomId),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "room.already_member" },
    });
    expect((await getMyRoom(domain.ctx, ann, roomId)).memberCount).toBe(2);
  });

  test("a private room looks like joining a room that does not exist", async () => {
    const roomId = await domain.addRoom(ann);
    for (const id of [roomId, randomUUID()]) {
      await expect(joinRoom(domain.ctx, by(ben), id)).rejects.toMatchObject({
        code: "room.not_found",
      });
    }
  });

  test("again after leaving keeps one membership", async () => {
    const roomId = await domain.addRoom(ann, [], "public");
    await joinRoom(domain.ctx, by(ben), roomId);
    await leaveRoom(domain.ctx, by(ben), roomId);
    const room = await joinRoom(domain.ctx, by(ben), roomId);
    expect(room).toMatchObject({ memberCount: 2, unread: 0 });
  });
});

describe("leaving", () => {
  test("ends membership and leaves a tombstone", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    await leaveRoom(domain.ctx, by(ben), roomId);
    await expect(getMyRoom(domain.ctx, ben, roomId)).rejects.toMatchObject({
      code: "room.not_found",
    });
    expect(domain.events.at(-1)?.changes.members).toMatchObject([
      { userId: ben, leftAt: expect.any(String) },
    ]);
    await expect(leaveRoom(domain.ctx, by(ben), roomId)).rejects.toMatchObject({
      code: "room.not_found",
    });
  });

  test("MEM-6: as the only owner hands the room to who has been there longest", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    await inviteMembers(domain.ctx, by(ann), roomId, [cat]);
    await leaveRoom(domain.ctx, by(ann), roomId);
    expect((await getMyRoom(domain.ctx, ben, roomId)).role).toBe("owner");
    expect((await getMyRoom(domain.ctx, cat, roomId)).role).toBe("member");
  });

  test("MEM-6: as the last member leaves an empty room, which belongs to who comes next", async () => {
    const roomId = await domain.addRoom(ann, [], "public");
    await leaveRoom(domain.ctx, by(ann), roomId);
    expect(await getRoom(domain.ctx, by(ben), roomId)).toMatchObject({ memberCount: 0 });
    expect(await joinRoom(domain.ctx, by(ben), roomId)).toMatchObject({ role: "owner" });
    expect(await joinRoom(domain.ctx, by(ann), roomId)).toMatchObject({ role: "member" });
  });
});

describe("inviting", () => {
  test("MEM-7: brings people in, skipping who is there, and leaves nothing unread", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    const before = await getMyRoom(domain.ctx, ann, roomId);
    const { members, users } = await inviteMembers(domain.ctx, by(ben), roomId, [ben, cat]);
    expect(members.map(({ userId }) => userId)).toEqual([cat]);
    expect(users.map(({ id }) => id)).toEqual([cat]);
    expect(await getMyRoom(domain.ctx, cat, roomId)).toMatchObject({
      memberCount: 3,
      version: before.version + 1,
      unread: 0,
    });
    expect(await lastSystemEvent(cat, roomId)).toEqual({ event: "added", userId: cat, byId: ben });
  });

  test("nobody new changes nothing", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    const events = domain.events.length;
    expect(await inviteMembers(domain.ctx, by(ann), roomId, [ben])).toEqual({
      members: [],
      users: [],
    });
    expect(domain.events).toHaveLength(events);
  });

  test("somebody who does not exist invites nobody", async () => {
    const roomId = await domain.addRoom(ann);
    await expect(
      inviteMembers(domain.ctx, by(ann), roomId, [ben, randomUUID()]),
    ).rejects.toMatchObject({ code: "user.not_found" });
    expect((await getMyRoom(domain.ctx, ann, roomId)).memberCount).toBe(1);
  });
});

describe("roles", () => {
  const setRole = (roomId: string, userId: string, role: string) =>
    domain.ctx.database.pool.query(
      "UPDATE members SET role = $3 WHERE room_id = $1 AND user_id = $2",
      [roomId, userId, role],
    );

  test.each([
    ["owner", "owner", false],
    ["owner", "moderator", true],
    ["owner", "member", true],
    ["moderator", "owner", false],
    ["moderator", "moderator", false],
    ["moderator", "member", true],
    ["member", "member", false],
  ])("%s removes %s: %s", async (role, targetRole, allowed) => {
    const roomId = await domain.addRoom(ann, [ben, cat]);
    await setRole(roomId, ben, role);
    await setRole(roomId, cat, targetRole);
    const removed = removeMember(domain.ctx, by(ben), roomId, cat);
    if (allowed) {
      await removed;
      expect(await lastSystemEvent(ann, roomId)).toEqual({
        event: "removed",
        userId: cat,
        byId: ben,
      });
    } else {
      await expect(removed).rejects.toMatchObject({ code: "room.forbidden" });
    }
  });

  test("MEM-5: renaming and the topic are for owners and moderators, one change for both", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    const before = await getMyRoom(domain.ctx, ann, roomId);
    const room = await updateRoom(domain.ctx, by(ann), roomId, { name: "new", topic: "news" });
    expect(room).toMatchObject({ name: "new", topic: "news", version: before.version + 1 });
    // Nobody wrote anything.
    expect(room.unread).toBe(0);
    expect((await getMyRoom(domain.ctx, ben, roomId)).unread).toBe(0);
    await expect(updateRoom(domain.ctx, by(ben), roomId, { name: "x" })).rejects.toMatchObject({
      code: "room.forbidden",
    });
    await expect(updateRoom(domain.ctx, by(cat), roomId, { name: "x" })).rejects.toMatchObject({
      code: "room.not_found",
    });
  });

  test("renaming to the same name changes nothing", async () => {
    const roomId = await domain.addRoom(ann);
    const room = await updateRoom(domain.ctx, by(ann), roomId, { name: " room " });
    expect(room.version).toBe(1);
  });
});

test("everybody is taken into the rooms that all are in, once", async () => {
  await joinWelcomeRooms(domain.ctx, by(ann));
  await joinWelcomeRooms(domain.ctx, by(ann));
  const { rooms } = await listMyRooms(domain.ctx, by(ann));
  expect(rooms).toMatchObject([{ name: "general", role: "member", unread: 0 }]);
});

describe("lists", () => {
  test("of rooms found have public ones only, in pages, each once", async () => {
    const word = randomUUID();
    for (const name of ["B", "a", "C_%", "d"]) {
      await createRoom(domain.ctx, by(ann), { name: `${word} ${name}`, kind: "public" });
    }
    await createRoom(domain.ctx, by(ann), { name: `${word} secret`, kind: "private" });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await findRooms(domain.ctx, by(ben), {
        query: word.toUpperCase(),
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      expect(page.rooms.every(({ isMember }) => !isMember)).toBe(true);
      names.push(...page.rooms.map(({ name }) => name.slice(word.length + 1)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(["a", "B", "C_%", "d"]);
    expect((await findRooms(domain.ctx, by(ann), { query: `${word} C_` })).rooms).toMatchObject([
      { isMember: true },
    ]);
  });

  test("refuse a cursor that is not theirs", async () => {
    for (const cursor of ["x", "e30", Buffer.from('["a\\u0000","b"]').toString("base64url")]) {
      await expect(findRooms(domain.ctx, by(ann), { cursor })).rejects.toMatchObject({
        code: "request.invalid",
      });
    }
  });

  test("of members have owners first, in pages, for members only", async () => {
    const roomId = await domain.addRoom(cat, [ann, ben]);
    const first = await listMembers(domain.ctx, by(ann), roomId, { limit: 2 });
    expect(first.members[0]).toMatchObject({ userId: cat, role: "owner" });
    const cursor = first.nextCursor ?? "";
    const second = await listMembers(domain.ctx, by(ann), roomId, { limit: 2, cursor });
    expect(second.nextCursor).toBeNull();
    const ids = [...first.members, ...second.members].map(({ userId }) => userId);
    expect(new Set(ids)).toEqual(new Set([ann, ben, cat]));
    const stranger = await domain.addUser();
    await expect(listMembers(domain.ctx, by(stranger), roomId, {})).rejects.toMatchObject({
      code: "room.not_found",
    });
  });
});
