import { rowKinds } from "@roost/protocol/changes.ts";
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from "vitest";
import { by } from "../../testing/by.ts";
import { createTestDomain, type TestDomain } from "../../testing/domain.ts";
import { changeRoom } from "../change.ts";
import { changesSince } from "../changes.ts";
import { getMyRoom } from "../reader.ts";
import type { RoomChange } from "../room-change.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let roomId: string;
let version: number;

beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  [ann, ben] = [await domain.addUser(), await domain.addUser()];
  roomId = await domain.addRoom(ann, [ben]);
  version = (await domain.post(roomId, ann)).message.version;
});
afterAll(() => domain.close());

test("ORD-1: a row that a change wrote by whatever method raises the version and is told, live and later", async () => {
  await changeRoom(domain.ctx, roomId, async (change) => {
    await change.update("members", { user_id: ben }, { role: "moderator" });
  });
  await changeRoom(domain.ctx, roomId, async (change) => {
    await change.put("members", [{ user_id: ben, role: "owner" }]);
  });
  await changeRoom(domain.ctx, roomId, async (change) => {
    await change.update("messages", { number: 1 }, { body: "other" });
  });
  const live = domain.events.slice(-3).map(({ changes }) => changes);
  expect(live).toMatchObject([
    { version: version + 1, members: [{ userId: ben, role: "moderator", version: version + 1 }] },
    { version: version + 2, members: [{ userId: ben, role: "owner", version: version + 2 }] },
    { version: version + 3, messages: [{ body: "other", version: version + 3 }] },
  ]);
  expect(await changesSince(domain.ctx, by(ann), roomId, version)).toMatchObject({
    version: version + 3,
    members: live[1]?.members,
    messages: live[2]?.messages,
  });
});

test("what changes no row and nothing of the room is no change", async () => {
  const before = domain.events.length;
  await changeRoom(domain.ctx, roomId, async (change) => {
    await change.update("members", { user_id: ben, role: "owner" }, { role: "member" });
    change.set({ name: change.room.name });
  });
  expect(domain.events.length).toBe(before);
  expect((await getMyRoom(domain.ctx, ann, roomId)).version).toBe(version);
});

test("of a row that one change writes twice, what it is in the end is told", async () => {
  await changeRoom(domain.ctx, roomId, async (change) => {
    await change.dropMember(ben);
    await change.addMembers([ben], "moderator");
    await change.say({ event: "added", userId: ben, byId: ann });
  });
  const { changes } = domain.events.at(-1) ?? {};
  expect(changes?.members).toMatchObject([{ userId: ben, role: "moderator", leftAt: null }]);
  expect(await changesSince(domain.ctx, by(ann), roomId, version)).toMatchObject({
    members: changes?.members,
    room: { memberCount: 2 },
  });
});

test("a change reads with a connection that cannot write, and sets nothing that follows from rows", () => {
  // The compiler says it: what is written past the log would raise no version.
  expectTypeOf<keyof RoomChange["tx"]>().toEqualTypeOf<"selectFrom">();
  expectTypeOf<keyof Parameters<RoomChange["set"]>[0]>().toEqualTypeOf<
    | "kind"
    | "name"
    | "topic"
    | "member_count"
    | "archived_at"
    | "announcement"
    | "slow_seconds"
    | "guarded_mentions"
    | "blocked_by"
    | "deleted_at"
    | "to_purge"
    | "retention_days"
    | "expired_number"
  >();
});

test("a row that has to be new is not written over another", async () => {
  const over = changeRoom(domain.ctx, roomId, (change) =>
    change.add("messages", [{ number: 1, body: "over another" }]),
  );
  await expect(over).rejects.toThrow("duplicate key");
});

test("an answer has a list of every kind of row", async () => {
  const answer = await changesSince(domain.ctx, by(ann), roomId, version);
  for (const kind of rowKinds) expect(answer[kind]).toEqual([]);
});
