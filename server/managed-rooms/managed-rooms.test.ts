import type { ManagedRoomsPage, ManagedRoomsQuery } from "@roost/protocol/managed-rooms.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { openDirect } from "../directs/open.ts";
import { deleteRoom } from "../rooms/delete.ts";
import { listMembers } from "../rooms/members.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { changeManagedRoom } from "./change.ts";
import { countRooms, getManagedRoom } from "./details.ts";
import { exportRooms } from "./export.ts";
import { listManagedRooms } from "./list.ts";
import { makeRoom } from "./make.ts";
import { addMembers, removeAnyMember, setAnyRole } from "./members.ts";

setUpRoomOfTwo();

/** Looks after the server, and is in no room with the others. */
let cat: string;
const admin = () => by(cat, "admin");
beforeEach(async () => {
  cat = await server.addUser();
});

const query = (text: string, values: unknown[] = []) =>
  server.ctx.database.pool.query(text, values);

async function openDirectOf(me: string, ...others: string[]): Promise<string> {
  return (await openDirect(server.ctx, by(me), others)).direct.room.id;
}

/** All pages of a list, by the ids of its rooms. */
async function listed(wish: ManagedRoomsQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const from: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: ManagedRoomsPage = await listManagedRooms(server.ctx, admin(), {
      ...{ ...wish, ...from },
    });
    ids.push(...page.rooms.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

async function auditOf(userId: string) {
  const { entries } = await listAudit(server.ctx, by(cat, "admin"), { actorId: cat });
  return entries.filter((entry) => userId === "" || entry.userId === userId);
}

describe("the list of rooms", () => {
  const mark = "heron";
  let rooms: string[];
  beforeEach(async () => {
    await query(
      "UPDATE rooms SET name = 'x', name_folded = 'x', name_order = 'x' WHERE name_folded LIKE $1",
      [`%${mark}%`],
    );
    rooms = [];
    for (const [index, kind] of (["public", "private", "public"] as const).entries()) {
      rooms.push(
        await makeRoom(server.ctx, admin(), { name: `${mark} ${index}`, kind, ownerId: ann }),
      );
    }
  });

  test("PAN-6: has rooms of all kinds but directs, in each of its orders once", async () => {
    await addMembers(server.ctx, admin(), rooms[1] as string, { userIds: [ben] });
    await server.post(rooms[2] as string, ann, "Hello");
    await server.post(rooms[2] as string, ann, "Hello again");
    const [a, b, c] = rooms;
    const orders = {
      name: [a, b, c],
      newest: [c, b, a],
      oldest: [a, b, c],
      recent: [c, b, a],
      quiet: [a, b, c],
      mostMembers: [b],
      mostMessages: [c],
    };
    for (const [sort, wanted] of Object.entries(orders)) {
      const ids = await listed({ query: mark, sort: sort as "name", limit: 1 });
      expect(ids.slice(0, wanted.length), sort).toEqual(wanted);
      expect(ids.toSorted(), sort).toEqual(rooms.toSorted());
    }
    for (const [up, down] of [
      ["fewestMembers", "mostMembers"],
      ["fewestMessages", "mostMessages"],
    ] as const) {
      expect(await listed({ query: mark, sort: up, limit: 2 })).toEqual(
        (await listed({ query: mark, sort: down, limit: 2 })).toReversed(),
      );
    }
    const direct = await openDirectOf(ann, ben);
    expect(await listed({ limit: 200 })).not.toContain(direct);
  });

  test("PAN-6: is narrowed by name, kind, archive, and by who cares for the rooms", async () => {
    const [a, b, c] = rooms as [string, string, string];
    expect(await listed({ query: `${mark} 1` })).toEqual([b]);
    expect(await listed({ query: mark, kind: "private" })).toEqual([b]);
    await changeManagedRoom(server.ctx, admin(), a, { archived: true });
    expect(await listed({ query: mark, archived: true })).toEqual([a]);
    expect(await listed({ query: mark, archived: false })).toEqual([b, c]);
    await query("UPDATE users SET used_at = '2026-01-01' WHERE id = $1", [ann]);
    await query("UPDATE users SET used_at = '2026-06-01' WHERE id = $1", [ben]);
    await addMembers(server.ctx, admin(), c, { userIds: [ben], role: "owner" });
    const ownersIdleSince = "2026-03-01T00:00:00Z";
    expect(await listed({ query: mark, ownersIdleSince })).toEqual([a, b]);
    await query("UPDATE rooms SET bumped_at = '2020-01-01' WHERE id = $1", [b]);
    expect(await listed({ query: mark, idleSince: ownersIdleSince })).toEqual([b]);
    await expect(listed({ cursor: "nonsense" })).rejects.toMatchObject({ code: "request.invalid" });
  });

  test("PAN-1: is exported as it is listed, and the audit log has that", async () => {
    const files: string[] = [];
    for await (const page of await exportRooms(server.ctx, admin(), { query: mark })) {
      files.push(...page.map(({ id }) => id));
    }
    expect(files).toEqual(await listed({ query: mark }));
    expect(await auditOf("")).toMatchObject([{ action: "list.exported" }, {}, {}, {}]);
  });

  test("PAN-6: of directs there is how many", async () => {
    const before = await countRooms(server.ctx, admin());
    await openDirectOf(ann, ben);
    await changeManagedRoom(server.ctx, admin(), rooms[0] as string, { archived: true });
    expect(await countRooms(server.ctx, admin())).toEqual({
      ...before,
      directs: before.directs + 1,
      archived: before.archived + 1,
    });
  });
});

describe("a room", () => {
  test("PAN-7: is changed by who is not in it, and all who are see by whom", async () => {
    const client = await server.enter(ben);
    await changeManagedRoom(server.ctx, admin(), roomId, { name: "Owlery", slowSeconds: 10 });
    const { room, messages } = await client.next("changes");
    expect(room).toMatchObject({ name: "Owlery", slowSeconds: 10 });
    expect(messages).toMatchObject([
      { system: { event: "renamed", byId: cat, name: "Owlery" } },
      { system: { event: "slow", byId: cat } },
    ]);
    expect(await auditOf("")).toMatchObject([
      {
        action: "room.changed",
        details: { roomId, after: { name: "Owlery", slowSeconds: 10 }, before: { slowSeconds: 0 } },
      },
    ]);
    await changeManagedRoom(server.ctx, admin(), roomId, { name: "Owlery" });
    expect(await auditOf("")).toHaveLength(1);
  });

  test("PAN-8: that is private is opened by nobody who is not in it", async () => {
    await changeManagedRoom(server.ctx, admin(), roomId, { kind: "private" });
    const opened = changeManagedRoom(server.ctx, admin(), roomId, { kind: "public" });
    await expect(opened).rejects.toMatchObject({ code: "room.not_inside" });
    const entered = addMembers(server.ctx, admin(), roomId, { userIds: [cat] });
    await expect(entered).rejects.toMatchObject({ code: "room.not_inside" });
    await changeManagedRoom(server.ctx, by(ann, "admin"), roomId, { kind: "public" });
    expect(await getManagedRoom(server.ctx, admin(), roomId)).toMatchObject({
      ...{ kind: "public", myRole: null, ownerCount: 1, owners: [{ id: ann }] },
    });
    await addMembers(server.ctx, admin(), roomId, { userIds: [cat] });
    expect((await getManagedRoom(server.ctx, admin(), roomId)).myRole).toBe("member");
  });

  test("PAN-7: has members brought in, given a role and taken out", async () => {
    const dan = await server.addUser();
    const client = await server.enter(dan);
    await addMembers(server.ctx, admin(), roomId, { userIds: [dan, ben], role: "moderator" });
    expect(await client.next("person")).toMatchObject({ rooms: [{ id: roomId }] });
    const { members } = await listMembers(server.ctx, admin(), roomId, {}, "anyMembers");
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      [ann, "owner"],
      [dan, "moderator"],
      [ben, "member"],
    ]);
    await setAnyRole(server.ctx, admin(), roomId, ben, "owner");
    await removeAnyMember(server.ctx, admin(), roomId, ann);
    await removeAnyMember(server.ctx, admin(), roomId, ben);
    // There is always an owner.
    expect(await getManagedRoom(server.ctx, admin(), roomId)).toMatchObject({
      ...{ memberCount: 1, owners: [{ id: dan }] },
    });
    await expect(setAnyRole(server.ctx, admin(), roomId, dan, "member")).rejects.toMatchObject({
      code: "room.last_owner",
    });
    expect(await auditOf(ben)).toMatchObject([
      { action: "member.removed", details: { roomId } },
      { action: "member.role-set", details: { before: "member", after: "owner" } },
    ]);
  });

  test("PAN-7: whose members have all gone gets an owner", async () => {
    await removeAnyMember(server.ctx, admin(), roomId, ann);
    await removeAnyMember(server.ctx, admin(), roomId, ben);
    await addMembers(server.ctx, admin(), roomId, { userIds: [ben] });
    expect(await getManagedRoom(server.ctx, admin(), roomId)).toMatchObject({
      ...{ memberCount: 1, owners: [{ id: ben }] },
    });
  });

  test("PAN-7: is deleted, and a direct is not found", async () => {
    const direct = await openDirectOf(ann, ben);
    await expect(getManagedRoom(server.ctx, admin(), direct)).rejects.toMatchObject({
      code: "room.not_found",
    });
    await deleteRoom(server.ctx, admin(), roomId, "deleteAnyRoom");
    for (const gone of [
      getManagedRoom(server.ctx, admin(), roomId),
      changeManagedRoom(server.ctx, admin(), roomId, { name: "Again" }),
      deleteRoom(server.ctx, admin(), roomId, "deleteAnyRoom"),
      listMembers(server.ctx, admin(), roomId, {}, "anyMembers"),
    ]) {
      await expect(gone).rejects.toMatchObject({ code: "room.not_found" });
    }
    expect(await auditOf("")).toMatchObject([{ action: "room.deleted", details: { roomId } }]);
  });

  test("PAN-7: is made for somebody, and counts among nobody's own", async () => {
    const made = await makeRoom(server.ctx, admin(), {
      ...{ name: "Nest", kind: "private", topic: "Twigs", ownerId: ben },
    });
    expect(await getManagedRoom(server.ctx, admin(), made)).toMatchObject({
      ...{ name: "Nest", topic: "Twigs", kind: "private", memberCount: 1 },
      ...{ owners: [{ id: ben }], madeBy: null, myRole: null },
    });
  });
});
