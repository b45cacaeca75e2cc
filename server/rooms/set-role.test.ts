import type { RoomRole } from "@roost/protocol/member.ts";
import { roomRoles } from "@roost/protocol/permissions.ts";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { listMembers } from "./members.ts";
import { removeMember } from "./remove.ts";
import { setRole } from "./set-role.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let roomId: string;

beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  [ann, ben] = await Promise.all([domain.addUser(), domain.addUser()]);
  roomId = await domain.addRoom(ann, [ben], "public");
});
afterAll(() => domain.close());

async function rolesOf(room: string): Promise<Record<string, RoomRole>> {
  const { members } = await listMembers(domain.ctx, by(await someMember(room)), room, {});
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

async function someMember(room: string): Promise<string> {
  const member = await domain.ctx.database.db
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", room)
    .where("left_at", "is", null)
    .executeTakeFirstOrThrow();
  return member.user_id;
}

describe("giving a role", () => {
  test("RGT-2: is one change, with an event, that everybody in the room is told", async () => {
    const { message } = await domain.post(roomId, ann);
    const given = await setRole(domain.ctx, by(ann), roomId, ben, "moderator");
    const version = message.version + 1;
    expect(given).toMatchObject({ userId: ben, role: "moderator", version });
    expect(domain.events.at(-1)?.changes).toMatchObject({
      version,
      members: [{ userId: ben, role: "moderator", version }],
      messages: [{ system: { event: "role", userId: ben, byId: ann, role: "moderator" } }],
    });
    const before = domain.events.length;
    expect(await setRole(domain.ctx, by(ann), roomId, ben, "moderator")).toEqual(given);
    expect(domain.events.length).toBe(before);
  });

  test("RGT-2: an owner makes another one, who may take that back", async () => {
    await setRole(domain.ctx, by(ann), roomId, ben, "owner");
    await setRole(domain.ctx, by(ben), roomId, ann, "member");
    expect(await rolesOf(roomId)).toEqual({ [ann]: "member", [ben]: "owner" });
    await expect(setRole(domain.ctx, by(ann), roomId, ben, "member")).rejects.toMatchObject({
      code: "room.forbidden",
      detail: "Only owners of the room may do that.",
    });
  });

  test("is refused for who is not in the room", async () => {
    const cat = await domain.addUser();
    await expect(setRole(domain.ctx, by(ann), roomId, cat, "owner")).rejects.toMatchObject({
      code: "user.not_found",
    });
  });
});

describe("a room with members keeps an owner", () => {
  test("RGT-3: the last one cannot step down, also where two do at once", async () => {
    const stepDown = (id: string) => setRole(domain.ctx, by(id), roomId, id, "member");
    await expect(stepDown(ann)).rejects.toMatchObject({ code: "room.last_owner" });
    await setRole(domain.ctx, by(ann), roomId, ben, "owner");
    const attempts = await Promise.allSettled([stepDown(ann), stepDown(ben)]);
    expect(attempts.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(attempts[1]).toMatchObject({ reason: { code: "room.last_owner" } });
    expect(await rolesOf(roomId)).toEqual({ [ann]: "member", [ben]: "owner" });
  });

  test("RGT-3: the last one who leaves hands the room on, and the room is told so", async () => {
    await leaveRoom(domain.ctx, by(ann), roomId);
    const { changes } = domain.events.at(-1) ?? {};
    expect(changes?.messages?.map(({ system }) => system)).toEqual([
      { event: "role", userId: ben, byId: ann, role: "owner" },
      { event: "left", userId: ann },
    ]);
  });

  test("RGT-3: whatever its people do, in whatever order", async () => {
    const people = [ann, ben, ...(await Promise.all([domain.addUser(), domain.addUser()]))];
    const person = fc.constantFrom(...people);
    const act = fc.oneof(
      fc.record({
        what: fc.constant("role" as const),
        who: person,
        whom: person,
        role: fc.constantFrom(...roomRoles),
      }),
      fc.record({ what: fc.constant("leave" as const), who: person }),
      fc.record({ what: fc.constant("join" as const), who: person }),
      fc.record({ what: fc.constant("remove" as const), who: person, whom: person }),
    );
    const run = fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const room = await domain.addRoom(ann, people.slice(1), "public");
      const done = acts.map((one) => {
        const actor = by(one.who);
        if (one.what === "role") return setRole(domain.ctx, actor, room, one.whom, one.role);
        if (one.what === "leave") return leaveRoom(domain.ctx, actor, room);
        if (one.what === "join") return joinRoom(domain.ctx, actor, room);
        return removeMember(domain.ctx, actor, room, one.whom);
      });
      for (const { reason } of (await Promise.allSettled(done)) as { reason?: unknown }[]) {
        if (reason !== undefined) expect(reason).toBeInstanceOf(Refusal);
      }
      const { db } = domain.ctx.database;
      const present = await db
        .selectFrom("members")
        .select("role")
        .where("room_id", "=", room)
        .where("left_at", "is", null)
        .execute();
      expect(present.length === 0 || present.some(({ role }) => role === "owner")).toBe(true);
    });
    await fc.assert(run, { numRuns: 40 });
  });
});
