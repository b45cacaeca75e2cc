import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { beforeEach, expect, test } from "vitest";
import { setMyPresence } from "../presence/mine.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { postMessage } from "./post.ts";
import { editMessage } from "./rewrite.ts";

setUpRoomOfTwo();

/** A member who is connected, and one who is not. */
let here: string;
let gone: string;

beforeEach(async () => {
  [here, gone] = [await server.addUser(), await server.addUser()];
  await inviteMembers(server.ctx, by(ann), roomId, [here, gone]);
  await server.enter(here);
});

const send = async (author: string, body: string, more = {}) => {
  const post = { roomId, author: by(author), clientMessageId: randomUUID(), body, ...more };
  return (await postMessage(server.ctx, post)).message;
};

const nameOf = async (userId: string) => {
  const { rows } = await server.ctx.database.pool.query(
    "SELECT username FROM users WHERE id = $1",
    [userId],
  );
  return rows[0].username;
};

test("MNT-6: `@here` mentions the members who are there, and nobody else", async () => {
  await server.enter(ann);
  // Somebody who is there, and not in the room.
  await server.enter(await server.addUser());
  expect((await send(ann, "@here come")).mentions).toEqual([here]);
  const both = await send(ann, `@here and @${await nameOf(gone)}`);
  expect(both.mentions?.toSorted()).toEqual([here, gone].toSorted());
  expect((await send(ann, "`@here`")).mentions).toBeUndefined();
});

test("MNT-6: who is idle everywhere, or hides whether they are there, is none of them", async () => {
  const away = await server.enter(ben);
  away.send({ type: "idle", isIdle: true });
  await away.settled();
  await setMyPresence(server.ctx, by(here), { hidden: ["state"] });
  expect((await send(ann, "@here")).mentions).toBeUndefined();
});

test("MNT-6: an edit keeps them as long as it says `@here`, and adds nobody by it", async () => {
  const message = await send(ann, "@here one");
  await server.enter(ben);
  const edit = (body: string) => editMessage(server.ctx, by(ann), message.id, body);
  expect((await edit("@here two")).mentions).toEqual([here]);
  const named = await edit(`@here and @${await nameOf(gone)}`);
  expect(named.mentions?.toSorted()).toEqual([here, gone].toSorted());
  expect((await edit("@here again")).mentions).toEqual([here]);
  expect((await edit("nobody")).mentions).toBeUndefined();
  expect((await edit("@here once more")).mentions).toBeUndefined();
});

test("MNT-6: a forward with it mentions them, too", async () => {
  const { number } = await send(ann, "look");
  const forwarded = await send(ann, "@here", { forward: { roomId, number } });
  expect(forwarded.mentions).toEqual([here]);
});

test("MNT-5, MNT-6: a member mentions nobody by it where that is guarded, and nobody does in a large room", async () => {
  await updateRoom(server.ctx, by(ann), roomId, { guardedMentions: true });
  expect((await send(ben, "@here")).mentions).toBeUndefined();
  expect((await send(ann, "@here")).mentions).toEqual([here]);
  await server.ctx.database.pool.query("UPDATE rooms SET member_count = $2 WHERE id = $1", [
    roomId,
    limits.hereMembers + 1,
  ]);
  expect((await send(ann, "@here")).mentions).toBeUndefined();
});

test("MNT-6: who is in none of its rooms asks for nobody by it", async () => {
  await expect(send(await server.addUser(), "@here")).rejects.toMatchObject({
    code: "room.not_found",
  });
});
