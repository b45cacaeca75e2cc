import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { setPinned } from "../messages/pins.ts";
import { postMessage } from "../messages/post.ts";
import { react } from "../messages/react.ts";
import { editMessage } from "../messages/rewrite.ts";
import { setBlocked } from "../own/block.ts";
import { commandLine } from "../people/change-person.ts";
import { silence, unsilence } from "../people/silence.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId as madeRoom, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { type postingRefusals, writingRefusals } from "./may-write.ts";
import { getMyRoom } from "./reader.ts";
import { setRole } from "./set-role.ts";
import { updateRoom } from "./update.ts";

setUpRoomOfTwo();

/** By the code with which Ben is refused: how Ann sets that up, in which room, and how she ends it. */
interface Reason {
  isDirect: boolean;
  /** It is about Ben, and nothing of the room. */
  isOfPerson?: true;
  set: (roomId: string, on: boolean) => Promise<unknown>;
}

const patched = (on: object, off: object): Reason => ({
  isDirect: false,
  set: (roomId, isOn) => updateRoom(server.ctx, by(ann), roomId, isOn ? on : off),
});

const reasons: Record<(typeof postingRefusals)[number], Reason> = {
  "me.silenced": {
    ...{ isDirect: false, isOfPerson: true },
    set: (_, on) =>
      on
        ? silence(server.ctx, commandLine, ben, { until: null, reason: null }, new Date())
        : unsilence(server.ctx, commandLine, ben),
  },
  "room.archived": patched({ archived: true }, { archived: false }),
  "room.blocked": { isDirect: true, set: (_, on) => setBlocked(server.ctx, by(ann), ben, on) },
  "room.announcement": patched({ announcement: true }, { announcement: false }),
  "room.slow": patched({ slowSeconds: 600 }, { slowSeconds: 0 }),
};

/** What Ben wrote before: one to edit, one to react to, and one that he reacted to. */
interface Before {
  roomId: string;
  id: string;
  number: number;
  reacted: string;
}

type Way = (before: Before) => Promise<unknown>;

const post = (roomId: string, more: object = {}) =>
  postMessage(server.ctx, {
    ...{ roomId, author: by(ben), clientMessageId: randomUUID(), body: "hello", ...more },
  });

/** Every way to post, through the queue and as a change of the room … */
const posts: Record<string, Way> = {
  "a post": ({ roomId }) => post(roomId),
  "a reply": ({ roomId, number }) => post(roomId, { replyTo: number }),
  "a reply in a thread": ({ roomId, number }) => post(roomId, { threadNumber: number }),
  "a forwarded message": ({ roomId, number }) => post(roomId, { forward: { roomId, number } }),
};
/** … and to write what is none. */
const others: Record<string, Way> = {
  "an edit": ({ id }) => editMessage(server.ctx, by(ben), id, `other ${randomUUID()}`),
  "a reaction": ({ id }) => react(server.ctx, by(ben), id, "👍", true),
  "a reaction that is taken back": ({ reacted }) => {
    return react(server.ctx, by(ben), reacted, "👍", false);
  },
};

async function setUp({ isDirect }: Reason): Promise<Before> {
  const roomId = isDirect
    ? (await openDirect(server.ctx, by(ben), [ann])).direct.room.id
    : madeRoom;
  const { message } = await post(roomId);
  const reacted = (await post(roomId)).message.id;
  await react(server.ctx, by(ben), reacted, "👍", true);
  return { roomId, id: message.id, number: message.number, reacted };
}

const versionOf = async ({ roomId }: Before) => (await getMyRoom(server.ctx, ben, roomId)).version;

describe.each(Object.entries(reasons))(
  "MEM-9, MEM-10, MEM-11, BLK-3, MOD-1: %s",
  (code, reason) => {
    const forbidsAll = (writingRefusals as readonly string[]).includes(code);

    test.each(Object.entries(posts))("refuses %s, until it is over", async (_, write) => {
      const before = await setUp(reason);
      await reason.set(before.roomId, true);
      const version = await versionOf(before);
      await expect(write(before)).rejects.toMatchObject({ code });
      expect(await versionOf(before)).toBe(version);
      await reason.set(before.roomId, false);
      await write(before);
      expect(await versionOf(before)).toBe(version + (reason.isOfPerson ? 1 : 2));
    });

    test.each(Object.entries(others))(
      `${forbidsAll ? "refuses" : "takes"} %s`,
      async (_, write) => {
        const before = await setUp(reason);
        await reason.set(before.roomId, true);
        const version = await versionOf(before);
        if (!forbidsAll) {
          await write(before);
          return expect(await versionOf(before)).toBe(version + 1);
        }
        await expect(write(before)).rejects.toMatchObject({ code });
        expect(await versionOf(before)).toBe(version);
        await reason.set(before.roomId, false);
        await write(before);
        expect(await versionOf(before)).toBe(version + (reason.isOfPerson ? 1 : 2));
      },
    );

    test("refuses to type, where it forbids to write", async () => {
      const before = await setUp(reason);
      await reason.set(before.roomId, true);
      const device = await server.enter(ben);
      device.send({ type: "typing", ref: 4, roomId: before.roomId });
      device.send({ type: "sync", ref: 5, roomId: before.roomId, since: await versionOf(before) });
      const answer = forbidsAll ? await device.next("error") : await device.next("changes");
      expect(answer).toMatchObject(forbidsAll ? { ref: 4, code } : { ref: 5 });
    });

    test("refuses who pins, where it forbids to write", async () => {
      const before = await setUp(reason);
      // In a direct whoever is in it pins.
      if (!reason.isDirect) await setRole(server.ctx, by(ann), before.roomId, ben, "moderator");
      await reason.set(before.roomId, true);
      const pin = setPinned(server.ctx, by(ben), before.id, true);
      if (forbidsAll) await expect(pin).rejects.toMatchObject({ code });
      else await pin;
    });
  },
);

test("MEM-11: messages that are forwarded wait for each other as all posts do, also in one commit", async () => {
  const { message } = await post(madeRoom);
  await updateRoom(server.ctx, by(ann), madeRoom, { slowSeconds: 60 });
  await server.ctx.database.pool.query(
    "UPDATE members SET posted_at = posted_at - interval '61 s' WHERE room_id = $1",
    [madeRoom],
  );
  const forward = { roomId: madeRoom, number: message.number };
  const results = await Promise.allSettled([
    post(madeRoom, { forward }),
    post(madeRoom, { forward }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  const [, refused] = results;
  expect(refused).toMatchObject({ reason: { code: "room.slow" } });
  await expect(post(madeRoom)).rejects.toMatchObject({ code: "room.slow" });
});
