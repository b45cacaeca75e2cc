import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { expect, test } from "vitest";
import { changesSince } from "../rooms/changes.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { setRole } from "../rooms/set-role.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { listMentions } from "./mentions.ts";
import { postMessage } from "./post.ts";
import { listMessages } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

setUpRoomOfTwo();

const nameOf = async (userId: string) => {
  const row = await server.ctx.database.db
    .selectFrom("users")
    .select("username")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  return row.username;
};
const mentioned = async (userId: string) =>
  (await getMyRoom(server.ctx, userId, roomId)).mentioned ?? [];
const listed = async (userId: string, query = {}) => listMentions(server.ctx, by(userId), query);
const bodies = async (userId: string) => (await listed(userId)).messages.map(({ body }) => body);

test("MNT-1: a message carries whom it mentions, in the answer, live, in changes and on pages", async () => {
  const other = await server.enter(ben);
  const mine = await server.enter(ann);
  mine.send(postFrame(`Hello @${await nameOf(ben)}`));
  const posted = await mine.next("posted");
  expect(posted).toMatchObject({ mentions: [ben], users: [{ id: ben }] });
  const live = await other.next("changes");
  expect(live.messages).toMatchObject([{ mentions: [ben] }]);
  expect(new Set(live.users?.map(({ id }) => id))).toEqual(new Set([ann, ben]));
  const { version } = posted;
  const changes = await changesSince(server.ctx, by(ben), roomId, version - 1);
  const page = await listMessages(server.ctx, by(ben), roomId, { limit: 1 });
  for (const { messages, users } of [changes, page]) {
    expect(messages).toEqual(live.messages);
    expect(new Set(users?.map(({ id }) => id))).toEqual(new Set([ann, ben]));
  }
});

test("MNT-1: who is not in the room is mentioned too, and a name that nobody has mentions nobody", async () => {
  const outsider = await server.addUser();
  const { message } = await server.post(roomId, ann, `@${await nameOf(outsider)} and @nobody-here`);
  expect(message.mentions).toEqual([outsider]);
  expect(await listed(outsider)).toMatchObject({ messages: [] });
  expect((await server.post(roomId, ann, "@nobody-here")).message.mentions).toBeUndefined();
});

test("MNT-2: an edit adds and removes mentions, a deletion takes them", async () => {
  const name = await nameOf(ben);
  const { message } = await server.post(roomId, ann, "Hello");
  const edited = await editMessage(server.ctx, by(ann), message.id, `Hello @${name}`);
  expect(edited.mentions).toEqual([ben]);
  expect(await mentioned(ben)).toEqual([message.number]);
  expect(await bodies(ben)).toEqual([`Hello @${name}`]);
  const again = await editMessage(server.ctx, by(ann), message.id, "Hello all");
  expect(again.mentions).toBeUndefined();
  expect(await mentioned(ben)).toEqual([]);
  await editMessage(server.ctx, by(ann), message.id, `@${name}`);
  expect((await deleteMessage(server.ctx, by(ann), message.id)).mentions).toBeUndefined();
  expect([await mentioned(ben), await bodies(ben)]).toEqual([[], []]);
});

test("MNT-5: where mentions of everybody are guarded, `@room` of a member is plain text, on each way to write", async () => {
  const room = await server.addRoom(ann, [ben]);
  const name = await nameOf(ann);
  await updateRoom(server.ctx, by(ann), room, { guardedMentions: true });
  const { message: plain } = await server.post(room, ben, `@room and @${name}`);
  expect(plain.mentions).toEqual([ann]);
  const edited = await editMessage(server.ctx, by(ben), plain.id, "@room again");
  expect(edited.mentions).toBeUndefined();
  const forward = { roomId: room, number: plain.number };
  const post = { roomId: room, clientMessageId: randomUUID(), body: "@room look", forward };
  const { message: sent } = await postMessage(server.ctx, { ...post, author: by(ben) });
  expect(sent.mentions).toBeUndefined();
  const { message: owner } = await server.post(room, ann, "@room");
  expect(owner.mentions).toEqual([room]);
  await setRole(server.ctx, by(ann), room, ben, "moderator");
  expect((await editMessage(server.ctx, by(ben), plain.id, "@room!")).mentions).toEqual([room]);
  await setRole(server.ctx, by(ann), room, ben, "member");
  await updateRoom(server.ctx, by(ann), room, { guardedMentions: false });
  expect((await server.post(room, ben, "@room")).message.mentions).toEqual([room]);
});

test("MNT-3: unread mentions are those after my position that others wrote, the same live as from the store", async () => {
  const name = await nameOf(ben);
  await server.post(roomId, ann, `@${name} one`);
  await server.post(roomId, ben, `@${name} to myself`);
  const { message: two } = await server.post(roomId, ann, `@${name} two`);
  const { message: all } = await server.post(roomId, ann, "@room listen");
  await server.post(roomId, ann, "nobody");
  expect(await mentioned(ben)).toEqual([two.number, all.number]);
  expect(await mentioned(ann)).toEqual([]);
  // The feed of a node that was there all the time says the same.
  const watching = await server.enter(ben);
  await server.post(roomId, ann, `@${name} three`);
  await watching.next("changes");
  const client = await server.connect();
  client.hello(await server.signIn(ben));
  const { rooms } = await client.next("snapshot");
  expect(rooms.find(({ id }) => id === roomId)?.mentioned).toEqual(await mentioned(ben));
  expect(await mentioned(ben)).toHaveLength(3);
});

test("MNT-3: of messages that are not among the newest, none is an unread mention", async () => {
  const { message } = await server.post(roomId, ann, `@${await nameOf(ben)}`);
  expect(await mentioned(ben)).toEqual([message.number]);
  await server.ctx.database.pool.query(
    "UPDATE rooms SET last_number = last_number + $2 WHERE id = $1",
    [roomId, limits.unreadWindowMessages],
  );
  expect(await mentioned(ben)).toEqual([]);
});

test("MNT-4: my mentions are listed with the newest first, page by page, in the rooms that I am in", async () => {
  const name = await nameOf(ben);
  const elsewhere = await server.addRoom(ann, [ben]);
  const foreign = await server.addRoom(ann);
  await server.post(roomId, ann, "@room before");
  for (const room of [roomId, elsewhere, foreign, roomId]) {
    await server.post(room, ann, `@${name} in ${room}`);
  }
  const expected = [roomId, elsewhere, roomId].map((room) => `@${name} in ${room}`);
  const first = await listed(ben, { limit: 2 });
  const rest = await listed(ben, { limit: 2, cursor: first.nextCursor ?? "" });
  const all = [...first.messages, ...rest.messages];
  expect(all.map(({ body }) => body)).toEqual([...expected, "@room before"]);
  expect(rest.nextCursor).toBeNull();
  expect(new Set(first.users.map(({ id }) => id))).toEqual(new Set([ann, ben]));
  await leaveRoom(server.ctx, by(ben), elsewhere);
  expect(await bodies(ben)).toHaveLength(3);
});

test("MNT-4: what everybody was told before I came in is none of my mentions", async () => {
  const late = await server.addUser();
  await server.post(roomId, ann, "@room early");
  await server.post(roomId, ann, `@${await nameOf(late)} come in`);
  await inviteMembers(server.ctx, by(ann), roomId, [late]);
  await server.post(roomId, ann, "@room welcome");
  expect(await bodies(late)).toEqual(["@room welcome", `@${await nameOf(late)} come in`]);
});

test("DUP-1: a repeat finds whom its first result mentions", async () => {
  const post = { roomId, author: by(ann), clientMessageId: randomUUID() };
  const body = `@${await nameOf(ben)}`;
  const first = await server.ctx.posts.post({ ...post, body });
  const again = await server.ctx.posts.post({ ...post, body: "nobody" });
  expect(again).toEqual({ ...first, repeated: true });
  expect(server.events.at(-1)).toEqual(server.events.at(-2));
});
