import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getMessage, listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { markRead } from "../reads/mark.ts";
import { by } from "../testing/by.ts";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { findRooms, getMyRoom, getRoom } from "./reader.ts";
import { removeMember } from "./remove.ts";
import { updateRoom } from "./update.ts";
import { joinWelcomeRooms } from "./welcome.ts";

let server: TestGateway;
let ann: string;
let ben: string;
let roomId: string;
/** Of Ben. */
let messageId: string;

beforeAll(async () => {
  server = await createTestGateway();
});
beforeEach(async () => {
  [ann, ben] = [await server.addUser(), await server.addUser()];
  roomId = await server.addRoom(ann, [ben], "public");
  messageId = (await server.post(roomId, ben)).message.id;
});
afterAll(() => server.close());

const setArchived = (archived: boolean, userId = ann, room = roomId) =>
  updateRoom(server.ctx, by(userId), room, { archived });

const postAs = (authorId: string, clientMessageId = randomUUID(), room = roomId) =>
  server.ctx.posts.post({ roomId: room, author: by(authorId), clientMessageId, body: "hello" });

/** Every way to write in a room or to come into it, on both lanes. */
const writing: Record<string, () => Promise<unknown>> = {
  "a post": () => postAs(ben),
  "an edit": () => editMessage(server.ctx, by(ben), messageId, `other ${randomUUID()}`),
  "an invitation": async () => inviteMembers(server.ctx, by(ben), roomId, [await server.addUser()]),
  "somebody who joins": async () => joinRoom(server.ctx, by(await server.addUser()), roomId),
};

describe("MEM-9: an archived room", () => {
  test.each(Object.entries(writing))("refuses %s until it is restored", async (_, write) => {
    await setArchived(true);
    const { version } = await getMyRoom(server.ctx, ben, roomId);
    await expect(write()).rejects.toMatchObject({ code: "room.archived" });
    expect((await getMyRoom(server.ctx, ben, roomId)).version).toBe(version);
    await setArchived(false);
    await write();
    expect((await getMyRoom(server.ctx, ben, roomId)).version).toBe(version + 2);
  });

  test("is read, renamed, left and tidied up", async () => {
    const cat = await server.addUser();
    await inviteMembers(server.ctx, by(ann), roomId, [cat]);
    await setArchived(true);
    expect((await listMessages(server.ctx, by(ben), roomId, {})).messages.at(-1)).toMatchObject({
      system: { event: "archived", byId: ann },
    });
    expect(await getMessage(server.ctx, by(ann), messageId)).toMatchObject({ body: "hello" });
    await markRead(server.ctx, by(ben), roomId, 1);
    await updateRoom(server.ctx, by(ann), roomId, { name: "old" });
    await deleteMessage(server.ctx, by(ann), messageId);
    await removeMember(server.ctx, by(ann), roomId, cat);
    await leaveRoom(server.ctx, by(ben), roomId);
    expect(await getRoom(server.ctx, by(ann), roomId)).toMatchObject({
      name: "old",
      memberCount: 1,
      archivedAt: expect.any(String),
    });
  });

  test("answers repeats of what was stored before, on both lanes", async () => {
    const clientMessageId = randomUUID();
    const first = await postAs(ben, clientMessageId);
    const edited = await editMessage(server.ctx, by(ben), messageId, "edited");
    await setArchived(true);
    expect(await postAs(ben, clientMessageId)).toEqual({ message: first.message, repeated: true });
    expect(await editMessage(server.ctx, by(ben), messageId, "edited")).toEqual(edited);
  });

  test("is a room that is not there to who is not in it", async () => {
    await setArchived(true);
    await expect(postAs(await server.addUser())).rejects.toMatchObject({ code: "room.not_found" });
    await expect(postAs(ann, randomUUID(), randomUUID())).rejects.toMatchObject({
      code: "room.not_found",
    });
  });

  test("is found by nobody who looks for rooms to join", async () => {
    const name = `quay ${randomUUID()}`;
    await updateRoom(server.ctx, by(ann), roomId, { name });
    const found = async () => (await findRooms(server.ctx, by(ben), { query: name })).rooms.length;
    expect(await found()).toBe(1);
    await setArchived(true);
    expect(await found()).toBe(0);
  });

  test("keeps no new account from coming in elsewhere", async () => {
    const { id: general } = await server.ctx.database.db
      .selectFrom("rooms")
      .select("id")
      .where("auto_join", "=", true)
      .executeTakeFirstOrThrow();
    const joinGeneral = async () => {
      const userId = await server.addUser();
      await joinWelcomeRooms(server.ctx, by(userId));
      return getMyRoom(server.ctx, userId, general).then(
        () => true,
        () => false,
      );
    };
    const owner = await server.addUser();
    await joinWelcomeRooms(server.ctx, by(owner, "admin"));
    await setArchived(true, owner, general);
    expect(await joinGeneral()).toBe(false);
    await setArchived(false, owner, general);
    expect(await joinGeneral()).toBe(true);
  });

  test("fails posts into it alone, among those of one commit", async () => {
    const open = await server.addRoom(ann, [ben]);
    await setArchived(true);
    const clientMessageId = randomUUID();
    const before = await postAs(ben, clientMessageId, open);
    const results = await Promise.allSettled([
      postAs(ben),
      postAs(ben, randomUUID(), open),
      postAs(ann, clientMessageId),
      postAs(ben, clientMessageId, open),
      postAs(randomUUID()),
      postAs(ann, randomUUID(), open),
    ]);
    expect(
      results.map((result) =>
        result.status === "rejected" ? result.reason.code : result.value.message.number,
      ),
    ).toEqual([
      "room.archived",
      before.message.number + 1,
      "room.archived",
      before.message.number,
      "room.not_found",
      before.message.number + 2,
    ]);
  });

  test("refuses what stands behind its archiving in the same commit", async () => {
    const results = await Promise.allSettled([
      editMessage(server.ctx, by(ben), messageId, "in time"),
      setArchived(true),
      editMessage(server.ctx, by(ben), messageId, "too late"),
      updateRoom(server.ctx, by(ben), roomId, { archived: false }),
      setArchived(false),
      editMessage(server.ctx, by(ben), messageId, "again"),
    ]);
    expect(
      results.map((result) => (result.status === "rejected" ? result.reason.code : "done")),
    ).toEqual(["done", "done", "room.archived", "room.forbidden", "done", "done"]);
    expect(await getMessage(server.ctx, by(ann), messageId)).toMatchObject({ body: "again" });
  });

  test("says on both lanes of the gateway why it refuses, and that it was archived and restored", async () => {
    const client = await server.enter(ben);
    await setArchived(true);
    expect(await client.next("changes")).toMatchObject({
      room: { id: roomId, archivedAt: expect.any(String) },
      messages: [{ system: { event: "archived", byId: ann } }],
      users: [{ id: ann }],
    });
    const clientMessageId = randomUUID();
    client.send({ type: "post", ref: 7, roomId, clientMessageId, body: "hello" });
    expect(await client.next("error")).toEqual({
      type: "error",
      ref: 7,
      clientMessageId,
      code: "room.archived",
      detail: expect.any(String),
    });
    const late = await server.connect();
    late.hello(await server.signIn(ben));
    expect((await late.next("snapshot")).rooms).toMatchObject([{ archivedAt: expect.any(String) }]);
    await setArchived(false);
    const restored = await client.next("changes");
    expect(restored).toMatchObject({ messages: [{ system: { event: "restored" } }] });
    expect(restored.room).not.toHaveProperty("archivedAt");
  });

  test("is archived once: doing it again changes nothing", async () => {
    const { version, archivedAt } = await setArchived(true);
    expect(await setArchived(true)).toMatchObject({ version, archivedAt });
  });
});
