import { randomUUID } from "node:crypto";
import { messageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything, type PersonEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { openDirect } from "../directs/open.ts";
import { listMessages } from "../messages/reader.ts";
import { deleteMessage } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { getMyRoom, listMyRooms } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { listBlocks, setBlocked } from "./block.ts";

let domain: TestDomain;
let ctx: Context;
let [ann, ben, cat] = ["", "", ""];
let heard: PersonEvent[] = [];

beforeAll(async () => {
  domain = await createTestDomain();
  ctx = domain.ctx;
  await ctx.bus.subscribe("person", everything, (event) => heard.push(event));
});
beforeEach(async () => {
  [ann, ben, cat] = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
  heard = [];
});
afterAll(() => domain.close());

const block = (who = ann, whom = ben, on = true, context = ctx) =>
  setBlocked(context, by(who), whom, on);
const open = (me: string, ...others: string[]) => openDirect(ctx, by(me), others);
const opened = async (me = ann, ...others: string[]) =>
  (await open(me, ...(others.length > 0 ? others : [ben]))).direct.room.id;
const versionOf = async (userId: string) => (await myChangesSince(ctx, by(userId), 0)).version;
const post = (roomId: string, userId: string) => domain.post(roomId, userId);

describe("BLK-1: a block", () => {
  test("is a row of the log of who blocks, told to nobody else; again it is none", async () => {
    const [before, theirs] = [await versionOf(ann), await versionOf(ben)];
    const row = await block();
    expect(row).toMatchObject({ kind: "block", key: ben, version: before + 1, value: {} });
    expect(await block()).toEqual(row);
    const changes = { since: before, version: before + 1, own: [row] };
    expect(heard).toEqual([{ kind: "person", userId: ann, changes }]);
    expect((await myChangesSince(ctx, by(ann), before)).own).toEqual([row]);
    expect(await versionOf(ben)).toBe(theirs);
    expect(await block(ann, ben, false)).toMatchObject({ version: before + 2, value: null });
    expect(await block(ann, ben, false)).toMatchObject({ version: before + 2, value: null });
    expect(await block(ben, ann, false)).toBeNull();
  });

  test("is told with the direct that it closes, as one change of each, and again as none", async () => {
    const roomId = await opened();
    const { version } = await getMyRoom(ctx, ann, roomId);
    const before = await versionOf(ann);
    heard = [];
    const row = await block();
    expect(row).toMatchObject({ version: before + 1, value: {} });
    expect(await block()).toEqual(row);
    expect(heard).toEqual([
      { kind: "person", userId: ann, changes: { since: before, version: before + 1, own: [row] } },
    ]);
    const room = await getMyRoom(ctx, ben, roomId);
    expect(room).toMatchObject({ version: version + 1, blocked: true });
    expect(domain.events.at(-1)?.changes).toMatchObject({
      ...{ roomId, since: version, version: version + 1, room: { blocked: true } },
    });
    // That it is closed is all that is told.
    expect(JSON.stringify(domain.events.at(-1))).not.toContain("blocked_by");
    await block(ann, ben, false);
    expect(await getMyRoom(ctx, ben, roomId)).not.toHaveProperty("blocked");
  });

  test("of oneself, or of nobody, is refused", async () => {
    await expect(block(ann, ann)).rejects.toMatchObject({ code: "request.invalid" });
    await expect(block(ann, randomUUID())).rejects.toMatchObject({ code: "user.not_found" });
  });

  test("is listed for who blocked, the last one first, page by page", async () => {
    for (const whom of [ben, cat]) await block(ann, whom);
    await block(ben, ann);
    const first = await listBlocks(ctx, by(ann), { limit: 1 });
    expect(first.users.map(({ id }) => id)).toEqual([cat]);
    const cursor = first.nextCursor ?? "";
    const second = await listBlocks(ctx, by(ann), { limit: 1, cursor });
    expect(second).toMatchObject({ users: [{ id: ben }], nextCursor: null });
    await block(ann, cat, false);
    expect((await listBlocks(ctx, by(ann), {})).users.map(({ id }) => id)).toEqual([ben]);
  });
});

describe("BLK-2: while a block stands", () => {
  test("no direct of the two is made: each is told what it is, until it ends", async () => {
    await block();
    await expect(open(ann, ben)).rejects.toMatchObject({ code: "direct.blocked" });
    await expect(open(ben, ann)).rejects.toMatchObject({ code: "direct.refused" });
    for (const userId of [ann, ben]) {
      expect((await listMyRooms(ctx, by(userId))).rooms).toEqual([]);
    }
    await block(ben, ann);
    await block(ann, ben, false);
    await expect(open(ann, ben)).rejects.toMatchObject({ code: "direct.refused" });
    await expect(open(ben, ann)).rejects.toMatchObject({ code: "direct.blocked" });
    await block(ben, ann, false);
    expect((await open(ann, ben)).isNew).toBe(true);
  });

  test("who is blocked makes none with others in it either; who blocked them, and others, do", async () => {
    await block();
    await expect(open(ben, ann, cat)).rejects.toMatchObject({ code: "direct.refused" });
    expect((await open(ann, ben, cat)).isNew).toBe(true);
    const roomId = await opened(cat, ann, ben);
    await post(roomId, ben);
    await post(roomId, ann);
    expect(await getMyRoom(ctx, ann, roomId)).not.toHaveProperty("blocked");
  });

  test("the direct that is there opens, to be read", async () => {
    const roomId = await opened();
    await post(roomId, ben);
    await block();
    for (const [me, other] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      const { direct, isNew } = await open(me, other);
      expect(isNew).toBe(false);
      expect(direct).toMatchObject({ room: { id: roomId, blocked: true }, messages: [{}] });
    }
    expect((await listMessages(ctx, by(ben), roomId, {})).messages).toHaveLength(1);
    await deleteMessage(ctx, by(ben), messageId(roomId, 1));
  });
});

describe("BLK-3: in the direct of two", () => {
  test("nobody writes until both have ended what they blocked", async () => {
    const roomId = await opened();
    const refused = () =>
      Promise.all(
        [ann, ben].map((userId) =>
          expect(post(roomId, userId)).rejects.toMatchObject({ code: "room.blocked" }),
        ),
      );
    await block(ann, ben);
    await block(ben, ann);
    await refused();
    await block(ann, ben, false);
    await refused();
    await block(ben, ann, false);
    await post(roomId, ann);
    await post(roomId, ben);
  });

  test("many blocks at the same moment leave it as the rows say", async () => {
    const roomId = await opened();
    for (let round = 0; round < 8; round += 1) {
      const rows = await Promise.all([
        block(ann, ben, round % 2 === 0),
        block(ann, ben, round % 3 === 0),
        block(ben, ann, round % 4 === 0),
        block(ann, ben, round % 5 < 3),
      ]);
      const news = rows.flatMap((row) => (row ? [`${row.key} ${row.version} ${!row.value}`] : []));
      expect(new Set(news).size).toBe(new Set(news.map((one) => one.slice(0, -5))).size);
      const stands = await Promise.all(
        [ann, ben].map(async (userId) => (await listBlocks(ctx, by(userId), {})).users.length > 0),
      );
      const { blocked = false } = await getMyRoom(ctx, ben, roomId);
      expect(blocked).toBe(stands.includes(true));
    }
  });

  test("posts elsewhere, of one commit with one that is refused, are taken", async () => {
    const [roomId, other] = [await opened(), await domain.addRoom(ann, [ben])];
    await block();
    const results = await Promise.allSettled([
      post(roomId, ben),
      post(other, ben),
      post(roomId, ann),
      post(other, ann),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      ...["rejected", "fulfilled", "rejected", "fulfilled"],
    ]);
  });
});

describe("BLK-6: an invitation", () => {
  const invite = (who: string, roomId: string, ...whom: string[]) =>
    inviteMembers(ctx, by(who), roomId, whom);
  const isIn = async (userId: string, roomId: string) =>
    (await listMyRooms(ctx, by(userId))).rooms.some(({ id }) => id === roomId);

  test("by somebody whom one of them has blocked lets nobody in, and does not say who it was", async () => {
    const roomId = await domain.addRoom(ben);
    const { version } = await getMyRoom(ctx, ben, roomId);
    await block();
    const alone = await invite(ben, roomId, ann).catch((refused: unknown) => refused);
    const together = await invite(ben, roomId, cat, ann).catch((refused: unknown) => refused);
    expect(alone).toMatchObject({ code: "invite.refused" });
    expect(together).toEqual(alone);
    expect(JSON.stringify(together)).not.toContain(ann);
    for (const userId of [ann, cat]) expect(await isIn(userId, roomId)).toBe(false);
    expect((await getMyRoom(ctx, ben, roomId)).version).toBe(version);
    await invite(ben, roomId, cat);
    await block(ann, ben, false);
    await invite(ben, roomId, ann);
    for (const userId of [ann, cat]) expect(await isIn(userId, roomId)).toBe(true);
  });

  test("by who has blocked, or by somebody else, is one as ever", async () => {
    await block();
    const [mine, other] = [await domain.addRoom(ann), await domain.addRoom(cat, [ben])];
    await invite(ann, mine, ben);
    await invite(cat, other, ann);
    expect(await isIn(ben, mine)).toBe(true);
    expect(await isIn(ann, other)).toBe(true);
  });

  test("of who is in the room already is passed over, whomever they have blocked", async () => {
    const roomId = await domain.addRoom(ben, [ann], "public");
    await block();
    expect((await invite(ben, roomId, ann, cat)).users.map(({ id }) => id)).toEqual([cat]);
    expect((await invite(ben, roomId, ann)).members).toEqual([]);
  });
});

test("BLK-4: of a block and a direct that is made at the same moment, also at two nodes, one is first", async () => {
  const nodes = Array.from({ length: 2 }, () => ({
    ...ctx,
    changes: new ChangeQueue(ctx.database, ctx.bus),
  })) as [Context, Context];
  const seen = { made: 0, refused: 0 };
  for (let round = 0; round < 40; round += 1) {
    const [a, b] = [await domain.addUser(), await domain.addUser()];
    // Behind the other by so many questions to the database, to meet it at any of its steps.
    const late = async () => {
      for (let questions = round % 12; questions > 0; questions -= 1) {
        await sql`SELECT 1`.execute(ctx.database.db);
      }
    };
    const [blocked, made] = await Promise.allSettled([
      round % 2 === 0
        ? block(a, b, true, nodes[0])
        : late().then(() => block(a, b, true, nodes[0])),
      round % 2 === 1
        ? openDirect(nodes[1], by(b), [a])
        : late().then(() => openDirect(nodes[1], by(b), [a])),
    ]);
    expect(blocked).toMatchObject({ status: "fulfilled", value: { key: b, value: {} } });
    if (made.status === "fulfilled") {
      seen.made += 1;
      const { id } = made.value.direct.room;
      expect(await getMyRoom(ctx, b, id)).toMatchObject({ blocked: true });
      await expect(post(id, b)).rejects.toMatchObject({ code: "room.blocked" });
    } else {
      seen.refused += 1;
      expect(made.reason).toBeInstanceOf(Refusal);
      expect(made.reason).toMatchObject({ code: "direct.refused" });
      expect((await listMyRooms(ctx, by(b))).rooms).toEqual([]);
      // Whatever was left of it, it is made once the block has ended.
      await block(a, b, false);
      const { direct } = await open(b, a);
      expect(direct.room).toMatchObject({ memberCount: 2 });
      expect(direct.room).not.toHaveProperty("blocked");
    }
  }
  expect(seen.made).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
});
