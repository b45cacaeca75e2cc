import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { react } from "../messages/react.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { commandLine } from "../people/change-person.ts";
import { silence, unsilence } from "../people/silence.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { createRoom } from "./create.ts";
import { inviteMembers } from "./invite.ts";
import { getMyRoom } from "./reader.ts";
import { setRole } from "./set-role.ts";
import { updateRoom } from "./update.ts";

setUpRoomOfTwo();
/** Of Ben, from before. */
let id: string;
let number: number;
beforeEach(async () => {
  ({ id, number } = (await server.post(roomId, ben, "hello")).message);
});

const set = (patch: object, userId = ann) => updateRoom(server.ctx, by(userId), roomId, patch);
const postAs = (userId: string, clientMessageId = randomUUID(), replyTo?: number) =>
  server.ctx.posts.post({
    ...{ roomId, author: by(userId), clientMessageId, body: "hello" },
    replyTo,
  });
const versionNow = async () => (await getMyRoom(server.ctx, ben, roomId)).version;

/** Puts the last message of somebody back by so long, as if it had been written then. */
async function waited(userId: string, seconds: number): Promise<void> {
  await server.ctx.database.pool.query(
    "UPDATE members SET posted_at = posted_at - make_interval(secs => $3) WHERE room_id = $1 AND user_id = $2",
    [roomId, userId, seconds],
  );
}

/** What is written by somebody who is no moderator: posts, and everything else, on both lanes. */
const posts: Record<string, () => Promise<unknown>> = {
  "a post": () => postAs(ben),
  "a reply": () => postAs(ben, randomUUID(), number),
};
const others: Record<string, () => Promise<unknown>> = {
  "an edit": () => editMessage(server.ctx, by(ben), id, `other ${randomUUID()}`),
  "a reaction": () => react(server.ctx, by(ben), id, "👍", true),
  "an invitation": async () => inviteMembers(server.ctx, by(ben), roomId, [await server.addUser()]),
  "a deletion": () => deleteMessage(server.ctx, by(ben), id),
};

const reasons = [
  ["a room where moderators alone write", { announcement: true }, "room.announcement"],
  ["a room in slow mode", { slowSeconds: 600 }, "room.slow"],
] as const;

describe.each(reasons)("MEM-10, MEM-11: %s", (_, patch, code) => {
  test.each(Object.entries(posts))("refuses %s of a member", async (_, write) => {
    await set(patch);
    const version = await versionNow();
    await expect(write()).rejects.toMatchObject({ code });
    expect(await versionNow()).toBe(version);
  });

  test.each(Object.entries(others))("takes %s of a member", async (_, write) => {
    await set(patch);
    const version = await versionNow();
    await write();
    expect(await versionNow()).toBe(version + 1);
  });

  test("takes posts of owners and moderators, as many as they send", async () => {
    await set(patch);
    await setRole(server.ctx, by(ann), roomId, ben, "moderator");
    await Promise.all([postAs(ann), postAs(ann), postAs(ben), postAs(ben)]);
    await setRole(server.ctx, by(ann), roomId, ben, "member");
    await expect(postAs(ben)).rejects.toMatchObject({ code });
  });

  test("answers the repeat of what was stored before", async () => {
    const clientMessageId = randomUUID();
    const first = await postAs(ben, clientMessageId);
    await set(patch);
    expect(await postAs(ben, clientMessageId)).toEqual({ message: first.message, repeated: true });
  });

  test("says so, to devices that are there and to those that come, and is set once", async () => {
    const device = await server.enter(ben);
    const { version } = await set(patch);
    const change = await device.next("changes");
    expect(change).toMatchObject({ version, room: patch });
    expect(change.messages).toMatchObject([{ system: { byId: ann } }]);
    expect((await set(patch)).version).toBe(version);
    const off = await set({ announcement: false, slowSeconds: 0 });
    expect(off.version).toBe(version + 1);
    expect(off).not.toHaveProperty("announcement");
    expect(off).not.toHaveProperty("slowSeconds");
    await postAs(ben);
  });

  test("is no setting of a member's, and none of a direct", async () => {
    await expect(set(patch, ben)).rejects.toMatchObject({ code: "room.forbidden" });
    const others = [await server.addUser(), await server.addUser()];
    const { direct } = await openDirect(server.ctx, by(ann), others);
    await expect(updateRoom(server.ctx, by(ann), direct.room.id, patch)).rejects.toMatchObject({
      code: "room.wrong_kind",
    });
  });
});

describe("MOD-1: who is muted", () => {
  const mute = (until: Date | null = null) =>
    silence(server.ctx, commandLine, ben, { until, reason: null }, new Date());
  /** What asks for it beside `may-write.ts`: others see it, and it is no message. */
  const writes: Record<string, () => Promise<unknown>> = {
    "an invitation": async () =>
      inviteMembers(server.ctx, by(ben), roomId, [await server.addUser()]),
    "a name of a room": () => set({ name: "Other" }, ben),
    "a room": () => createRoom(server.ctx, by(ben), { name: "Other", kind: "private" }),
  };

  beforeEach(() => setRole(server.ctx, by(ann), roomId, ben, "moderator"));

  test.each(Object.entries(writes))("does not write %s", async (_, write) => {
    await mute();
    const version = await versionNow();
    await expect(write()).rejects.toMatchObject({ code: "me.silenced" });
    expect(await versionNow()).toBe(version);
    await unsilence(server.ctx, commandLine, ben);
    await write();
  });

  test("takes away what they wrote, reads, and is answered the repeat of what was stored before", async () => {
    const clientMessageId = randomUUID();
    const first = await postAs(ben, clientMessageId);
    await mute();
    expect(await postAs(ben, clientMessageId)).toEqual({ message: first.message, repeated: true });
    await others["a deletion"]?.();
    await postAs(ann);
  });

  test("writes again when the time is over", async () => {
    await mute(new Date(Date.now() + 60_000));
    await expect(postAs(ben)).rejects.toMatchObject({ code: "me.silenced" });
    await server.ctx.database.pool.query(
      "UPDATE users SET silenced_until = silenced_until - interval '61 seconds' WHERE id = $1",
      [ben],
    );
    await postAs(ben);
    await others["an edit"]?.();
  });
});

describe("MEM-11: slow mode", () => {
  test("says how long to wait, and takes the next message after that, counted from the last one in this room", async () => {
    await set({ slowSeconds: 60 });
    const refused = await postAs(ben).catch((error: { retryAfterMs: number }) => error);
    const { retryAfterMs = 0 } = refused as { retryAfterMs?: number };
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    await waited(ben, 61);
    const { message } = await postAs(ben);
    await expect(postAs(ben)).rejects.toMatchObject({ code: "room.slow" });
    // A deletion of it does not end the pause.
    await deleteMessage(server.ctx, by(ben), message.id);
    await expect(postAs(ben)).rejects.toMatchObject({ code: "room.slow" });
    const elsewhere = await server.addRoom(ann, [ben]);
    await server.post(elsewhere, ben, "hello");
  });

  test("who has not written yet writes at once", async () => {
    await set({ slowSeconds: 60 });
    const cat = await server.addUser();
    await inviteMembers(server.ctx, by(ann), roomId, [cat]);
    await postAs(cat);
    await expect(postAs(cat)).rejects.toMatchObject({ code: "room.slow" });
  });

  test("of several posts in one commit, the first of each person is taken, and the others wait a whole pause", async () => {
    await set({ slowSeconds: 60 });
    await waited(ben, 61);
    const cat = await server.addUser();
    await inviteMembers(server.ctx, by(ann), roomId, [cat]);
    const again = randomUUID();
    const results = await Promise.allSettled([
      postAs(ann),
      postAs(ben, again),
      postAs(ben),
      postAs(cat),
      postAs(ann),
      postAs(cat),
      postAs(ben, again),
    ]);
    const codes = results.map((result) =>
      result.status === "rejected" ? [result.reason.code, result.reason.retryAfterMs] : "taken",
    );
    const slow = ["room.slow", 60_000];
    expect(codes).toEqual(["taken", "taken", slow, "taken", "taken", slow, "taken"]);
  });

  test("over HTTP and the gateway a refusal carries the time to come back", async () => {
    await set({ slowSeconds: 60 });
    const device = await server.enter(ben);
    const clientMessageId = randomUUID();
    device.send({ type: "post", ref: 7, roomId, clientMessageId, body: "hello" });
    const error = await device.next("error");
    expect(error).toMatchObject({ ref: 7, clientMessageId, code: "room.slow" });
    expect(error.retryAfterMs).toBeGreaterThan(0);
  });
});
