import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { everything, type PersonEvent } from "../bus/bus.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { arrangeList, fileRoom, muteRoom, removeSection, setSection, sortSection } from "./list.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let roomId: string;
let heard: PersonEvent[] = [];

beforeAll(async () => {
  domain = await createTestDomain();
  await domain.ctx.bus.subscribe("person", everything, (event) => heard.push(event));
});
beforeEach(async () => {
  [ann, ben] = [await domain.addUser(), await domain.addUser()];
  roomId = await domain.addRoom(ann, [ben]);
  heard = [];
});
afterAll(() => domain.close());

const ownOf = async (userId: string) =>
  (await myChangesSince(domain.ctx, by(userId), 0)).own?.filter(({ value }) => value !== null) ??
  [];
const held = (rows: readonly OwnRow[], kind: OwnRow["kind"], key: string) =>
  rows.find((row) => row.kind === kind && row.key === key)?.value;

test("LST-1: muting a room and putting it into a section at once are two rows, of which each stays", async () => {
  const section = randomUUID();
  await Promise.all([
    muteRoom(domain.ctx, by(ben), roomId, true),
    fileRoom(domain.ctx, by(ben), roomId, { section }),
    setSection(domain.ctx, by(ben), section, { name: "  Nest \u00a0 work " }),
    arrangeList(domain.ctx, by(ben), { unreadFirst: true }),
    arrangeList(domain.ctx, by(ben), { order: [section, "rooms"] }),
    arrangeList(domain.ctx, by(ben), { sort: "name" }),
  ]);
  const rows = await ownOf(ben);
  expect(held(rows, "muted", roomId)).toEqual({});
  expect(held(rows, "filed", roomId)).toEqual({ section });
  expect(held(rows, "section", section)).toEqual({ name: "Nest work" });
  const list = { sort: "name", unreadFirst: true, order: [section, "rooms"] };
  expect(held(rows, "list", "list")).toEqual(list);
  expect(new Set(heard.map(({ userId }) => userId))).toEqual(new Set([ben]));
  expect(await ownOf(ann)).toEqual([]);
  const count = heard.length;
  expect(await muteRoom(domain.ctx, by(ben), roomId, false)).toMatchObject({ value: null });
  expect(held(await ownOf(ben), "filed", roomId)).toEqual({ section });
  await arrangeList(domain.ctx, by(ben), { sort: "name" });
  await fileRoom(domain.ctx, by(ben), roomId, { section });
  // What is no news writes nothing.
  expect(heard).toHaveLength(count + 1);
});

test("LST-2: a section that is taken away takes no room with it, and what leaves the room holds until it is back", async () => {
  const section = randomUUID();
  const open = await domain.addRoom(ann, [ben], "public");
  await setSection(domain.ctx, by(ben), section, { name: "Work" });
  await fileRoom(domain.ctx, by(ben), open, { section });
  await muteRoom(domain.ctx, by(ben), open, true);
  expect(await removeSection(domain.ctx, by(ben), section)).toMatchObject({ value: null });
  expect(await removeSection(domain.ctx, by(ben), randomUUID())).toBeNull();
  expect(held(await ownOf(ben), "filed", open)).toEqual({ section });
  await leaveRoom(domain.ctx, by(ben), open);
  const gone = { code: "room.not_found" };
  await expect(muteRoom(domain.ctx, by(ben), open, true)).rejects.toMatchObject(gone);
  await expect(fileRoom(domain.ctx, by(ben), open, { section })).rejects.toMatchObject(gone);
  await joinRoom(domain.ctx, by(ben), open);
  expect(held(await ownOf(ben), "muted", open)).toEqual({});
  expect(await fileRoom(domain.ctx, by(ben), open, null)).toMatchObject({ value: null });
  expect(await fileRoom(domain.ctx, by(ben), roomId, null)).toBeNull();
});

test("LST-2: what is kept of a room that one has left can be taken away", async () => {
  const section = randomUUID();
  await fileRoom(domain.ctx, by(ben), roomId, { section });
  await muteRoom(domain.ctx, by(ben), roomId, true);
  await leaveRoom(domain.ctx, by(ben), roomId);
  expect(await muteRoom(domain.ctx, by(ben), roomId, false)).toMatchObject({ value: null });
  expect(await fileRoom(domain.ctx, by(ben), roomId, null)).toMatchObject({ value: null });
  expect(await ownOf(ben)).toEqual([]);
  // Nor is there anything to be found out about rooms of others.
  expect(await muteRoom(domain.ctx, by(ben), randomUUID(), false)).toBeNull();
});

test("LST-5: how a section is sorted is a row of its own, which goes with it", async () => {
  const [section, other] = [randomUUID(), randomUUID()];
  await setSection(domain.ctx, by(ben), section, { name: "Work" });
  const byHand = { sort: "hand", order: [roomId, other] } as const;
  await sortSection(domain.ctx, by(ben), section, { ...byHand, order: [...byHand.order] });
  await sortSection(domain.ctx, by(ben), "rooms", { sort: "name" });
  expect(held(await ownOf(ben), "sorted", section)).toEqual(byHand);
  expect(held(await ownOf(ben), "sorted", "rooms")).toEqual({ sort: "name" });
  expect(await sortSection(domain.ctx, by(ben), "rooms", null)).toMatchObject({ value: null });
  expect(await sortSection(domain.ctx, by(ben), "directs", null)).toBeNull();
  await removeSection(domain.ctx, by(ben), section);
  expect(await ownOf(ben)).toEqual([]);
});

test("LST-3: what is unread in a muted room is counted as in any other", async () => {
  const user = (await domain.ctx.database.db.selectFrom("users").selectAll().execute()).find(
    ({ id }) => id === ben,
  );
  await muteRoom(domain.ctx, by(ben), roomId, true);
  await domain.post(roomId, ann, "One");
  const { message } = await domain.post(roomId, ann, `Two, @${user?.username}`);
  const room = await getMyRoom(domain.ctx, ben, roomId);
  expect(room).toMatchObject({ unread: 2, mentioned: [message.number] });
});

test("a section has a name of a line, and not a long one", async () => {
  const name = (text: string) => setSection(domain.ctx, by(ben), randomUUID(), { name: text });
  await expect(name(" ")).rejects.toMatchObject({ code: "text.empty" });
  const long = "x".repeat(limits.sectionNameCharacters + 1);
  await expect(name(long)).rejects.toMatchObject({ code: "text.too_long" });
  await expect(name("a\nb")).rejects.toMatchObject({ code: "text.invalid_characters" });
});
