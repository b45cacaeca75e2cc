import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserEvent } from "../bus/bus.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { markRead } from "./mark.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let roomId: string;

beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser();
  ben = await domain.addUser();
  roomId = await domain.addRoom(ann, [ben]);
  for (let index = 0; index < 5; index++) await domain.post(roomId, ann);
});
afterAll(() => domain.close());

test("READ-1, READ-3: the highest position counts, in any order, and never beyond the newest message", async () => {
  expect((await getMyRoom(domain.ctx, ben, roomId)).unread).toBe(5);
  expect(await markRead(domain.ctx, ben, roomId, 4)).toEqual({ readNumber: 4, unread: 3 });
  expect(await markRead(domain.ctx, ben, roomId, 3)).toEqual({ readNumber: 4, unread: 3 });
  expect(await markRead(domain.ctx, ben, roomId, 999)).toEqual({ readNumber: 7, unread: 0 });
  await domain.post(roomId, ann);
  expect((await getMyRoom(domain.ctx, ben, roomId)).unread).toBe(1);
});

test("READ-2: the person's devices are told, and nobody else", async () => {
  const heard: UserEvent[] = [];
  const others: UserEvent[] = [];
  await domain.ctx.bus.subscribeUser(ben, (event) => heard.push(event));
  await domain.ctx.bus.subscribeUser(ann, (event) => others.push(event));
  await markRead(domain.ctx, ben, roomId, 8);
  expect(heard).toEqual([{ userId: ben, kind: "read", roomId, number: 8 }]);
  expect(others).toEqual([]);
});

test("READ-4: who is not a member has no position", async () => {
  const stranger = await domain.addUser();
  await expect(markRead(domain.ctx, stranger, roomId, 1)).rejects.toMatchObject({
    code: "room.not_found",
  });
});
