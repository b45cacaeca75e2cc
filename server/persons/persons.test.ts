import type { OwnRow } from "@roost/protocol/own.ts";
import type { PersonChanges, Place } from "@roost/protocol/person.ts";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PersonEvent } from "../bus/bus.ts";
import { everything } from "../bus/bus.ts";
import { setDraft } from "../own/draft.ts";
import { markRead } from "../reads/mark.ts";
import { markUnread } from "../reads/mark-unread.ts";
import { Refusal } from "../refusal.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { placeMembers } from "../rooms/place-members.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { loadStandings } from "../rooms/standing.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { answerPersonChanges } from "./changes.ts";

let domain: TestDomain;
let people: [string, string, string];
let heard: PersonEvent[];

beforeAll(async () => {
  domain = await createTestDomain();
  await domain.ctx.bus.subscribe("person", everything, (event) => heard.push(event));
});
beforeEach(async () => {
  heard = [];
  people = [await domain.addUser(), await domain.addUser(), await domain.addUser()];
});
afterAll(() => domain.close());

const changesOf = async (userId: string, since = 0) =>
  (await answerPersonChanges(domain.ctx.database.db, [{ userId, since }]))[0] as PersonChanges;

/** The simplest replica of a person's log that there can be. */
function takeAll(changes: readonly PersonChanges[]): Map<string, Place | OwnRow> {
  const held = new Map<string, Place | OwnRow>();
  let version = 0;
  for (const { since, version: next, places = [], own = [] } of changes) {
    expect(since).toBeLessThanOrEqual(version);
    if (next <= version) continue;
    for (const row of places) held.set(row.roomId, row);
    for (const row of own) held.set(`${row.kind} ${row.key}`, row);
    version = next;
  }
  return held;
}

const step = fc.record({
  what: fc.constantFrom("post", "read", "unread", "draft", "come or go", "invite"),
  who: fc.nat(2),
  room: fc.nat(1),
  at: fc.integer({ min: 1, max: 20 }),
});

test("PER-1, PER-2, PER-3: live news, answers from any version and the store agree after any history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.boolean(), async (steps, atOnce) => {
      heard = [];
      const crowd = await Promise.all([0, 1, 2].map(() => domain.addUser()));
      const [owner = ""] = crowd;
      const rooms = [
        await domain.addRoom(owner, [], "public"),
        await domain.addRoom(owner, [], "public"),
      ];
      const acts = steps.map(({ what, who, room, at }) => async () => {
        const [userId, roomId] = [crowd[who] as string, rooms[room] as string];
        if (what === "post") await domain.post(roomId, userId);
        else if (what === "read") await markRead(domain.ctx, by(userId), roomId, at);
        else if (what === "unread") await markUnread(domain.ctx, by(userId), roomId, at);
        else if (what === "draft")
          await setDraft(domain.ctx, by(userId), roomId, { body: "x".repeat(at % 3) });
        else if (what === "invite") await inviteMembers(domain.ctx, by(owner), roomId, crowd);
        else
          await joinRoom(domain.ctx, by(userId), roomId).catch(() =>
            leaveRoom(domain.ctx, by(userId), roomId),
          );
      });
      if (atOnce) await Promise.all(acts.map((act) => act().catch(ignoreRefusal)));
      else for (const act of acts) await act().catch(ignoreRefusal);
      // Where a room was locked for too long, the post was refused.
      const isLate = (fault: unknown) => (fault as { code?: string }).code === "55P03";
      domain.faults.splice(
        0,
        Number.POSITIVE_INFINITY,
        ...domain.faults.filter((one) => !isLate(one)),
      );
      for (const userId of crowd) {
        const whole = await changesOf(userId);
        const mine = heard.filter((event) => event.userId === userId).map(({ changes }) => changes);
        const followed = takeAll(mine.toSorted((a, b) => a.since - b.since));
        const rows = whole.places ?? [];
        expect(followed).toEqual(takeAll([whole]));
        const own = whole.own ?? [];
        const versions = [...rows, ...own].map(({ version }) => version);
        expect(new Set(versions).size).toBe(versions.length);
        for (let since = 0; since <= whole.version; since += 1) {
          const later = await changesOf(userId, since);
          expect(later).toEqual({
            since,
            version: whole.version,
            places: rows.filter(({ version }) => version > since),
            own: own.filter(({ version }) => version > since),
          });
        }
        const [standing] = await loadStandings(domain.ctx.database.db, [{ userId, since: 0 }]);
        expect(standing?.version).toBe(whole.version);
        const isIn = ({ leftAt }: Place) => leftAt === null;
        expect(standing?.memberships.map(({ roomId }) => roomId).sort()).toEqual(
          rows
            .filter(isIn)
            .map(({ roomId }) => roomId)
            .sort(),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("PER-2, SND-5: a post writes nothing into anybody's log, and reads all the same", async () => {
  const [ann, ben] = people;
  const roomId = await domain.addRoom(ann, [ben]);
  const before = await Promise.all(people.map((userId) => changesOf(userId)));
  const { message } = await domain.post(roomId, ben);
  expect(await Promise.all(people.map((userId) => changesOf(userId)))).toEqual(before);
  expect(await getMyRoom(domain.ctx, ben, roomId)).toMatchObject({ readNumber: message.number });
});

test("READ-1: a mark that is no news writes nothing, and many at once share a commit", async () => {
  const [ann, ben] = people;
  const roomId = await domain.addRoom(ann, [ben]);
  for (let index = 0; index < 5; index += 1) await domain.post(roomId, ann);
  const { version } = await changesOf(ben);
  heard = [];
  const marks = [3, 5, 4, 5, 1].map((number) => markRead(domain.ctx, by(ben), roomId, number));
  const positions = await Promise.all(marks);
  expect(new Set(positions.map(({ readNumber }) => readNumber))).toEqual(new Set([5]));
  await markRead(domain.ctx, by(ben), roomId, 2);
  expect(await changesOf(ben, version)).toMatchObject({
    version: version + 1,
    places: [{ readNumber: 5 }],
  });
  expect(heard).toHaveLength(1);
});

test("READ-4: in a commit of many, who is in no room is refused alone", async () => {
  const [ann, ben, cid] = people;
  const roomId = await domain.addRoom(ann, [ben]);
  await domain.post(roomId, ann);
  const [mine, foreign] = await Promise.allSettled([
    markRead(domain.ctx, by(ben), roomId, 3),
    markRead(domain.ctx, by(cid), roomId, 3),
  ]);
  expect(mine).toMatchObject({ value: { readNumber: 3, isAtEnd: true } });
  expect(foreign).toMatchObject({ reason: { code: "room.not_found" } });
});

test("MEM-2, GAP-6: my changes over HTTP bring the rooms that I am in", async () => {
  const [ann, ben] = people;
  const roomId = await domain.addRoom(ann, [ben]);
  const left = await domain.addRoom(ann, [ben]);
  await leaveRoom(domain.ctx, by(ben), left);
  const changes = await myChangesSince(domain.ctx, by(ben), 0);
  expect(changes).toMatchObject({ since: 0, version: 3, rooms: [{ id: roomId, role: "member" }] });
  expect(changes.places?.map((place) => [place.roomId, place.leftAt === null])).toEqual([
    [roomId, true],
    [left, false],
  ]);
  expect(await myChangesSince(domain.ctx, by(ben), 3)).toEqual({
    since: 3,
    version: 3,
    places: [],
    own: [],
    rooms: [],
    users: [],
  });
});

describe("while nodes are upgraded", () => {
  const asBefore = (text: string, ...values: unknown[]) =>
    domain.ctx.database.pool.query(text, values);

  test("PER-1: who is let in and taken out by an older node is told so, and keeps their position", async () => {
    const [ann, ben, cid] = people;
    const roomId = await domain.addRoom(ann, [ben]);
    for (let index = 0; index < 3; index += 1) await domain.post(roomId, ann);
    await markRead(domain.ctx, by(ben), roomId, 4);
    await asBefore(
      "INSERT INTO members (room_id, user_id, role, version, read_number) VALUES ($1, $2, 'member', 3, 2)",
      roomId,
      cid,
    );
    // An older node hands the room on, and takes out who had it.
    await asBefore("UPDATE members SET role = 'owner', version = 9 WHERE user_id = $1", ben);
    await asBefore(
      "UPDATE members SET left_at = now(), version = 9 WHERE room_id = $1 AND user_id = $2",
      roomId,
      ann,
    );
    heard = [];
    await placeMembers(domain.ctx);
    const told = Object.fromEntries(
      heard.map(({ userId, changes }) => [userId, changes.places?.[0]]),
    );
    expect(told).toMatchObject({
      [ann]: { roomId, leftAt: expect.any(String) },
      [ben]: { roomId, leftAt: null, readNumber: 4 },
      [cid]: { roomId, leftAt: null, readNumber: 2 },
    });
    heard = [];
    await placeMembers(domain.ctx);
    expect(heard).toEqual([]);
  });

  test("READ-1: what was read by an older node counts", async () => {
    const [ann, ben] = people;
    const roomId = await domain.addRoom(ann, [ben]);
    for (let index = 0; index < 3; index += 1) await domain.post(roomId, ann);
    await asBefore("UPDATE members SET read_number = 4 WHERE user_id = $1", ben);
    expect(await getMyRoom(domain.ctx, ben, roomId)).toMatchObject({ readNumber: 4, unread: 1 });
    expect(await markRead(domain.ctx, by(ben), roomId, 3)).toMatchObject({ readNumber: 4 });
  });
});

/** Who is not in a room cannot post, read or leave. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
