import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { addWelcomeRoom } from "../testing/welcome-room.ts";
import { createRoom } from "./create.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { listMyRooms } from "./reader.ts";
import { updateRoom } from "./update.ts";
import { joinWelcomeRooms } from "./welcome.ts";

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

/** Rooms that somebody has made, and others look after by now. */
async function haveMade(userId: string, count: number, kind: "private" | "direct") {
  const values = Array.from({ length: count }, () => ({
    ...{ id: randomUUID(), kind, name: "made", topic: "", made_by: userId },
    ...(kind === "direct" && { user_ids: [userId] }),
  }));
  await domain.ctx.database.db.insertInto("rooms").values(values).execute();
}

test("LIM-13: a person makes so many rooms, also where they make many at once, and one more for one that is archived", async () => {
  const [ann, ben] = [await domain.addUser(), await domain.addUser()];
  await haveMade(ann, limits.madeRooms - 2, "private");
  const make = (name: string) =>
    createRoom(domain.ctx, by(ann), { name, kind: "private" }).catch((error: unknown) => error);
  const made = await Promise.all(["a", "b", "c", "d", "e", "f"].map(make));
  const refused = made.filter((one) => one instanceof Error);
  expect(refused.length).toBe(4);
  expect(refused[0]).toMatchObject({
    code: "room.too_many",
    detail: expect.stringContaining(`${limits.madeRooms} rooms`),
  });
  const { rooms } = await listMyRooms(domain.ctx, by(ann));
  expect(rooms.length).toBe(2);
  await updateRoom(domain.ctx, by(ann), rooms[0]?.id ?? "", { archived: true });
  expect(await make("g")).toMatchObject({ name: "g" });
  expect(await make("h")).toMatchObject({ code: "room.too_many" });
  await createRoom(domain.ctx, by(ben), { name: "Ben's", kind: "private" });
  expect((await openDirect(domain.ctx, by(ann), [ben])).isNew).toBe(true);
});

test("LIM-13: a person opens so many directs; those that are there, and those of others, stay open to them", async () => {
  const [cleo, dan, eve] = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
  await haveMade(cleo, limits.openedDirects - 1, "direct");
  await openDirect(domain.ctx, by(cleo), [dan]);
  await expect(openDirect(domain.ctx, by(cleo), [eve])).rejects.toMatchObject({
    code: "direct.too_many",
  });
  expect((await openDirect(domain.ctx, by(cleo), [dan])).isNew).toBe(false);
  expect((await openDirect(domain.ctx, by(eve), [cleo])).isNew).toBe(true);
  expect((await openDirect(domain.ctx, by(cleo), [eve])).isNew).toBe(false);
});

test("LIM-14: a room takes in so many, and a full one of everybody keeps nobody from signing up", async () => {
  const { ctx } = domain;
  const [owner, guest] = [await domain.addUser(), await domain.addUser()];
  const roomId = await domain.addRoom(owner, [], "public");
  const fill = (count: number) =>
    ctx.database.db
      .updateTable("rooms")
      .set({ member_count: count })
      .where("id", "=", roomId)
      .execute();
  await addWelcomeRoom(ctx.database.db, roomId);
  await fill(limits.roomMembers);
  const full = { code: "room.full", detail: expect.stringContaining(`${limits.roomMembers}`) };
  await expect(joinRoom(ctx, by(guest), roomId)).rejects.toMatchObject(full);
  await expect(inviteMembers(ctx, by(owner), roomId, [guest])).rejects.toMatchObject(full);
  await joinWelcomeRooms(ctx, by(guest));
  expect((await listMyRooms(ctx, by(guest))).rooms.map(({ name }) => name)).toEqual(["general"]);
  await fill(limits.roomMembers - 1);
  await joinRoom(ctx, by(guest), roomId);
});
