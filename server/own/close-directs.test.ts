import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { directId } from "../directs/direct-id.ts";
import { openDirect } from "../directs/open.ts";
import { createWith } from "../rooms/change.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { setBlocked } from "./block.ts";
import { closeDirects } from "./close-directs.ts";

let domain: TestDomain;
let ctx: Context;
let [ann, ben, cat] = ["", "", ""];

beforeAll(async () => {
  domain = await createTestDomain();
  ctx = domain.ctx;
});
beforeEach(async () => {
  [ann, ben, cat] = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
});
afterAll(() => domain.close());

/** A direct made as by a node that does not know of blocks. */
async function makeUnaware(...people: string[]): Promise<string> {
  const ids = [...people].sort();
  const named = { id: directId(ids), kind: "direct", name: "", topic: "" } as const;
  const room = { ...named, user_ids: ids, made_by: people[0] as string };
  await createWith(ctx, room, async (change) => {
    await change.addMembers(ids, "member");
  });
  return room.id;
}

const isBlocked = async (roomId: string) => (await getMyRoom(ctx, ben, roomId)).blocked === true;

test("BLK-4: a direct that an older node makes in spite of a block is closed, and all are told", async () => {
  await setBlocked(ctx, by(ann), ben, true);
  const roomId = await makeUnaware(ann, ben);
  const { version } = await getMyRoom(ctx, ben, roomId);
  await domain.post(roomId, ben);
  expect(await isBlocked(roomId)).toBe(false);

  expect(await closeDirects(ctx)).toBe(1);
  expect(await getMyRoom(ctx, ben, roomId)).toMatchObject({ version: version + 2, blocked: true });
  expect(domain.events.at(-1)?.changes).toMatchObject({ roomId, room: { blocked: true } });
  for (const userId of [ann, ben]) {
    await expect(domain.post(roomId, userId)).rejects.toMatchObject({ code: "room.blocked" });
  }

  expect(await closeDirects(ctx)).toBe(0);
  await setBlocked(ctx, by(ann), ben, false);
  expect(await isBlocked(roomId)).toBe(false);
  await domain.post(roomId, ben);
});

test("BLK-4: of two who have blocked each other, both are noted; on two nodes at once each once", async () => {
  await setBlocked(ctx, by(ann), ben, true);
  await setBlocked(ctx, by(ben), ann, true);
  const roomId = await makeUnaware(ann, ben);
  const closed = await Promise.all([closeDirects(ctx), closeDirects(ctx)]);
  expect(closed.reduce((sum, one) => sum + one)).toBe(2);
  await setBlocked(ctx, by(ann), ben, false);
  expect(await isBlocked(roomId)).toBe(true);
  await setBlocked(ctx, by(ben), ann, false);
  expect(await isBlocked(roomId)).toBe(false);
});

test("all other rooms stay as they are: of more people, without a block, or with one that has ended", async () => {
  await setBlocked(ctx, by(ann), ben, true);
  const group = await makeUnaware(ann, ben, cat);
  const other = await makeUnaware(ben, cat);
  await expect(openDirect(ctx, by(ben), [ann])).rejects.toMatchObject({ code: "direct.refused" });
  await setBlocked(ctx, by(cat), ben, true);
  await setBlocked(ctx, by(cat), ben, false);
  expect(await closeDirects(ctx)).toBe(0);
  for (const roomId of [group, other]) expect(await isBlocked(roomId)).toBe(false);
});

test("goes through more blocks than it looks at in one go", async () => {
  const many = 1_003;
  await ctx.database.pool.query(
    `INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
     SELECT $1::uuid, 'block', gen_random_uuid()::text, n, now(), '{}'
     FROM generate_series(1, ${many}) AS n`,
    [ann],
  );
  await setBlocked(ctx, by(ben), ann, true);
  await setBlocked(ctx, by(cat), ann, true);
  await makeUnaware(ann, ben);
  await makeUnaware(ann, cat);
  expect(await closeDirects(ctx)).toBe(2);
});
