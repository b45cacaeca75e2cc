import { beforeEach, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import type { Refusal } from "../refusal.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { removeMember } from "../rooms/remove.ts";
import { joinWelcomeRooms } from "../rooms/welcome.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { addWelcomeRoom } from "../testing/welcome-room.ts";
import { getProfile, listUsers } from "./directory.ts";

setUpRoomOfTwo();

/** Somebody who is in no room with the guest. */
let cat: string;
beforeEach(async () => {
  cat = await server.addUser();
  await server.ctx.database.db
    .updateTable("users")
    .set({ role: "guest" })
    .where("id", "=", ben)
    .execute();
});
const guest = () => by(ben, "guest");

async function codeOf(attempt: Promise<unknown>): Promise<string | null> {
  return attempt.then(
    () => null,
    (error: Refusal) => error.code,
  );
}

async function peopleSeen(): Promise<Set<string>> {
  const { users } = await listUsers(server.ctx, guest(), { limit: 200 });
  return new Set(users.map(({ id }) => id));
}

test("PPL-5: a guest gets to know of the people of their rooms, and of nobody else", async () => {
  expect(await peopleSeen()).toEqual(new Set([ann, ben]));
  expect(await codeOf(getProfile(server.ctx, guest(), ann))).toBeNull();
  expect(await codeOf(getProfile(server.ctx, guest(), cat))).toBe("user.not_found");

  const theirs = await server.addRoom(cat, []);
  await inviteMembers(server.ctx, by(cat), theirs, [ben]);
  expect(await peopleSeen()).toEqual(new Set([ann, ben, cat]));
  await removeMember(server.ctx, by(cat), theirs, ben);
  expect(await peopleSeen()).toEqual(new Set([ann, ben]));
  expect(await codeOf(getProfile(server.ctx, guest(), cat))).toBe("user.not_found");
});

test("PPL-5: a guest writes to people of their rooms alone, and brings nobody into a room", async () => {
  expect(await codeOf(openDirect(server.ctx, guest(), [cat]))).toBe("user.not_found");
  expect(await codeOf(openDirect(server.ctx, guest(), [ann, cat]))).toBe("user.not_found");
  expect(await codeOf(openDirect(server.ctx, guest(), [ann]))).toBeNull();
  expect(await codeOf(inviteMembers(server.ctx, guest(), roomId, [ann]))).toBe("auth.forbidden");

  // Who writes to a guest is known to them.
  await openDirect(server.ctx, by(cat), [ben]);
  expect(await codeOf(openDirect(server.ctx, guest(), [cat]))).toBeNull();
});

test("PPL-5: a guest who looks at people is told of those of their rooms alone", async () => {
  const client = await server.enter(ben);
  client.send({ type: "watch", userIds: [cat, ann] });
  const told = await client.next("presence");
  expect(told.people.map(({ userId }) => userId)).toEqual([ann]);
  await client.settled();
  await server.enter(cat);
  await client.settled();
  expect(client.all("presence").flatMap(({ people }) => people)).not.toContainEqual(
    expect.objectContaining({ userId: cat }),
  );
});

test("a guest is not taken into the rooms that everybody is in", async () => {
  const common = await server.addRoom(ann, []);
  await addWelcomeRoom(server.ctx.database.db, common);
  await joinWelcomeRooms(server.ctx, guest());
  await joinWelcomeRooms(server.ctx, by(cat));
  const rows = await server.ctx.database.db
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", common)
    .where("left_at", "is", null)
    .execute();
  const members = rows.map(({ user_id }) => user_id);
  expect(members).toContain(cat);
  expect(members).not.toContain(ben);
});
