import { afterAll, beforeAll, expect, test } from "vitest";
import type { PersonEvent } from "../bus/bus.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { markRead, markReadAndCount } from "./mark.ts";
import { markUnread } from "./mark-unread.ts";

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
  expect(await markReadAndCount(domain.ctx, by(ben), roomId, 4)).toEqual({
    readNumber: 4,
    unread: 3,
  });
  expect(await markReadAndCount(domain.ctx, by(ben), roomId, 3)).toEqual({
    readNumber: 4,
    unread: 3,
  });
  expect(await markReadAndCount(domain.ctx, by(ben), roomId, 999)).toEqual({
    readNumber: 7,
    unread: 0,
  });
  await domain.post(roomId, ann);
  expect((await getMyRoom(domain.ctx, ben, roomId)).unread).toBe(1);
});

test("READ-2: the person's devices are told, and nobody else", async () => {
  const heard: PersonEvent[] = [];
  const others: PersonEvent[] = [];
  await domain.ctx.bus.subscribe("person", ben, (event) => heard.push(event));
  await domain.ctx.bus.subscribe("person", ann, (event) => others.push(event));
  await markRead(domain.ctx, by(ben), roomId, 8);
  expect(heard).toMatchObject([
    { kind: "person", userId: ben, changes: { places: [{ roomId, readNumber: 8 }] } },
  ]);
  expect(others).toEqual([]);
});

test("READ-4: who is not a member has no position", async () => {
  const stranger = await domain.addUser();
  await expect(markRead(domain.ctx, by(stranger), roomId, 1)).rejects.toMatchObject({
    code: "room.not_found",
  });
});

test("READ-6: a position goes back, again too, and on from there; what is not read yet stays", async () => {
  const room = await domain.addRoom(ann, [ben]);
  for (let index = 0; index < 5; index++) await domain.post(room, ann);
  await domain.post(room, ben);
  const mine = () => getMyRoom(domain.ctx, ben, room);
  const { lastNumber } = await mine();
  expect(await mine()).toMatchObject({ readNumber: lastNumber, unread: 0 });
  const heard: PersonEvent[] = [];
  await domain.ctx.bus.subscribe("person", ben, (event) => heard.push(event));
  expect(await markUnread(domain.ctx, by(ben), room, 5)).toEqual({ readNumber: 4, unread: 3 });
  expect(heard).toMatchObject([
    { userId: ben, changes: { places: [{ roomId: room, readNumber: 4, setAt: lastNumber }] } },
  ]);
  const { version } = await mine();
  await markUnread(domain.ctx, by(ben), room, 6);
  expect(heard).toHaveLength(1);
  await markUnread(domain.ctx, by(ben), room, 3);
  expect(await mine()).toMatchObject({ readNumber: 2, unread: 5, version });
  await markRead(domain.ctx, by(ben), room, lastNumber);
  expect(await mine()).toMatchObject({ readNumber: lastNumber, unread: 0 });
  await markUnread(domain.ctx, by(ben), room, 1_000);
  expect(await mine()).toMatchObject({ readNumber: lastNumber - 1 });
  await markUnread(domain.ctx, by(ben), room, 4);
  const { message } = await domain.post(room, ben);
  expect(await mine()).toMatchObject({
    readNumber: message.number,
    unread: 0,
    version: version + 1,
  });
});

test("READ-7: what a device said before it knew that the position was set back does not undo that", async () => {
  const room = await domain.addRoom(ann, [ben]);
  for (let index = 0; index < 3; index++) await domain.post(room, ann);
  const mine = () => getMyRoom(domain.ctx, ben, room);
  const { lastNumber } = await mine();
  const heard: PersonEvent[] = [];
  await domain.ctx.bus.subscribe("person", ben, (event) => heard.push(event));
  await markRead(domain.ctx, by(ben), room, lastNumber);
  await markUnread(domain.ctx, by(ben), room, 4);
  const [before = 0, after = 0] = heard.map(({ changes }) => changes.version);

  const late = await markRead(domain.ctx, by(ben), room, lastNumber, before);
  expect(late).toEqual({ readNumber: 3, isAtEnd: false });
  expect(await mine()).toMatchObject({ readNumber: 3, unread: 2 });
  // What came behind that was not meant.
  const { message } = await domain.post(room, ann);
  await markRead(domain.ctx, by(ben), room, message.number, before);
  expect(await mine()).toMatchObject({ readNumber: message.number, unread: 0 });

  // Of two devices that say it at once, each counts by what it knew.
  await markUnread(domain.ctx, by(ben), room, 4);
  const { changes } = heard.at(-1) ?? {};
  const said = await Promise.all([
    markRead(domain.ctx, by(ben), room, message.number, after),
    markRead(domain.ctx, by(ben), room, 4, changes?.version),
  ]);
  expect(said.map(({ readNumber }) => readNumber).sort()).toEqual([3, 4]);
  expect(await mine()).toMatchObject({ readNumber: 4 });
  // Who does not tell what they know is believed.
  await markRead(domain.ctx, by(ben), room, message.number);
  expect(await mine()).toMatchObject({ readNumber: message.number });
});

test("READ-4, READ-6: who is not a member sets nothing back", async () => {
  const stranger = await domain.addUser();
  await expect(markUnread(domain.ctx, by(stranger), roomId, 1)).rejects.toMatchObject({
    code: "room.not_found",
  });
});
