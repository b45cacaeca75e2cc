import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { listMessages } from "../messages/reader.ts";
import { commandLine } from "../people/change-person.ts";
import { silence, unsilence } from "../people/silence.ts";
import { suspend, unsuspend } from "../people/suspend.ts";
import { Refusal } from "../refusal.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { editScheduled, listScheduled, schedule, unschedule } from "./schedule.ts";
import { sendDue } from "./send-due.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let roomId: string;
let time: number;
const now = () => new Date(time);
const inMs = (ms: number) => new Date(time + ms).toISOString();

beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  time = Date.now();
  [ann, ben] = [await domain.addUser(), await domain.addUser()];
  roomId = await domain.addRoom(ann, [ben]);
});
afterAll(() => domain.close());

async function keep(body: string, ms = 60_000, more = {}, author = ben): Promise<string> {
  const clientMessageId = randomUUID();
  const asked = { clientMessageId, body, sendAt: inMs(ms), ...more };
  await schedule(domain.ctx, by(author), roomId, asked);
  return clientMessageId;
}

const mine = async (userId = ben) =>
  (await listScheduled(domain.ctx, by(userId))).scheduled.map(({ value }) => value);
const bodies = async () => {
  const { messages } = await listMessages(domain.ctx, by(ann), roomId, {});
  return messages.filter(({ system }) => system === null).map(({ body }) => body);
};
const run = (ctx: Context = domain.ctx) => sendDue(ctx, now);

test("SCH-1: a message is sent when its time has come, as its author wrote it, and is gone from their log", async () => {
  const root = (await domain.post(roomId, ann, "Who brings bread?")).message.number;
  const place = { replyTo: root, threadNumber: root, alsoInRoom: true };
  const id = await keep("I do", 60_000, place);
  await run();
  expect(await bodies()).toEqual(["Who brings bread?"]);
  expect(await mine()).toMatchObject([{ roomId, body: "I do", sendAt: inMs(60_000), ...place }]);
  expect(await mine(ann)).toEqual([]);
  time += 60_000;
  await run();
  const { messages } = await listMessages(domain.ctx, by(ann), roomId, {});
  expect(messages.at(-1)).toMatchObject({
    ...{ body: "I do", authorId: ben, clientMessageId: id, replyTo: root, threadNumber: root },
    // Nobody has read anything by that.
    ...{ inRoom: true, seen: 0 },
  });
  expect(await mine()).toEqual([]);
  const { own = [] } = await myChangesSince(domain.ctx, by(ben), 0);
  expect(own.filter(({ kind }) => kind === "scheduled")).toMatchObject([{ key: id, value: null }]);
});

test("SCH-1: those of a room are sent in the order of their times, those of one time in that of writing", async () => {
  await keep("third", 2_000);
  await keep("first", 1_000);
  await keep("second", 1_000);
  time += 5_000;
  await Promise.all([run(), run(), run()]);
  expect(await bodies()).toEqual(["first", "second", "third"]);
});

test("SCH-2: it is stored once, though several nodes send it, or one ends after any step", async () => {
  await keep("once");
  time += 60_000;
  const { posts } = domain.ctx;
  const dying = (post: Context["posts"]["post"]) =>
    ({ ...domain.ctx, posts: { post } }) as unknown as Context;
  // It ends before it has posted; …
  await expect(run(dying(() => Promise.reject(new Error("gone"))))).rejects.toThrow("gone");
  expect(await mine()).toMatchObject([{ body: "once", sending: true }]);
  // … and after that, before it has said so.
  const after = dying(async (post) => {
    await posts.post(post);
    throw new Error("gone");
  });
  await expect(run(after)).rejects.toThrow("gone");
  expect(await bodies()).toEqual(["once"]);
  await Promise.all(Array.from({ length: 5 }, () => run()));
  expect(await bodies()).toEqual(["once"]);
  expect(await mine()).toEqual([]);
});

test("SCH-2: what is being sent is changed by nobody; what the database could not store waits", async () => {
  const id = await keep("frozen");
  time += 60_000;
  const busy = {
    ...domain.ctx,
    posts: { post: () => Promise.reject(new Refusal("server.busy", "", 1)) },
  };
  await run(busy as unknown as Context);
  const refused = { code: "scheduled.sending" };
  await expect(editScheduled(domain.ctx, by(ben), id, { body: "x" })).rejects.toMatchObject(
    refused,
  );
  await expect(unschedule(domain.ctx, by(ben), id)).rejects.toMatchObject(refused);
  await run();
  expect(await bodies()).toEqual(["frozen"]);
});

test("SCH-3: what is refused stays with the reason, and is sent once it is tried again", async () => {
  const id = await keep("late");
  const second = await keep("later");
  await updateRoom(domain.ctx, by(ann), roomId, { archived: true });
  time += 60_000;
  await run();
  await run();
  expect(await mine()).toMatchObject([
    { body: "late", failure: { code: "room.archived" } },
    { body: "later", failure: { code: "room.archived" } },
  ]);
  expect((await mine())[0]).not.toHaveProperty("sending");
  await updateRoom(domain.ctx, by(ann), roomId, { archived: false });
  await editScheduled(domain.ctx, by(ben), id, { body: "better late", sendAt: inMs(0) });
  await run();
  expect(await bodies()).toEqual(["better late"]);
  await leaveRoom(domain.ctx, by(ben), roomId);
  await editScheduled(domain.ctx, by(ben), second, { sendAt: inMs(0) });
  await run();
  expect(await mine()).toMatchObject([{ failure: { code: "room.not_found" } }]);
  expect(await unschedule(domain.ctx, by(ben), second)).toMatchObject({ value: null });
  expect(await unschedule(domain.ctx, by(ben), second)).toBeNull();
  expect(await mine()).toEqual([]);
});

test("SCH-3: what the root of a thread or slow mode does not let through is told, or waits for its pause", async () => {
  await keep("no such thread", 0, { threadNumber: 900 });
  await run();
  expect(await mine()).toMatchObject([{ failure: { code: "thread.not_found" } }]);
  await updateRoom(domain.ctx, by(ann), roomId, { slowSeconds: 600 });
  await domain.post(roomId, ben, "just now");
  await keep("after the pause", 0);
  await run();
  const waiting = (await mine()).find(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      "sendAt" in value &&
      value.body === "after the pause",
  );
  expect(waiting).not.toHaveProperty("failure");
  expect(waiting).not.toHaveProperty("sending");
  const { sendAt } = waiting as { sendAt: string };
  expect(Date.parse(sendAt) - time).toBeGreaterThan(500_000);
  expect(await bodies()).toEqual(["just now"]);
});

test("SCH-1: in slow mode they wait for each other in the order of their times", async () => {
  await updateRoom(domain.ctx, by(ann), roomId, { slowSeconds: 600 });
  await domain.post(roomId, ben, "just now");
  await keep("second", 0);
  await keep("third", 30_000);
  await keep("first", -1_000);
  await run();
  // Of all that are due, the first one alone was moved.
  const moved = (await mine()).filter((value) => JSON.stringify(value).includes("movedFrom"));
  expect(moved).toMatchObject([{ body: "first", movedFrom: inMs(-1_000) }]);
  time += 60_000;
  await run();
  expect(await bodies()).toEqual(["just now"]);
  // Whichever of them the pause is over for.
  await updateRoom(domain.ctx, by(ann), roomId, { slowSeconds: 0 });
  await run();
  expect(await bodies()).toEqual(["just now"]);
  time += 600_000;
  await Promise.all([run(), run()]);
  expect(await bodies()).toEqual(["just now", "first", "second", "third"]);
});

test("SCH-1: a time that is chosen anew is the place of what slow mode had moved", async () => {
  await updateRoom(domain.ctx, by(ann), roomId, { slowSeconds: 600 });
  await domain.post(roomId, ben, "just now");
  const id = await keep("first", -1_000);
  await keep("second", 0);
  await run();
  await editScheduled(domain.ctx, by(ben), id, { body: "still first" });
  expect(await mine()).toContainEqual(expect.objectContaining({ movedFrom: inMs(-1_000) }));
  await editScheduled(domain.ctx, by(ben), id, { sendAt: inMs(1_000) });
  await updateRoom(domain.ctx, by(ann), roomId, { slowSeconds: 0 });
  time += 2_000;
  await run();
  expect(await bodies()).toEqual(["just now", "second", "still first"]);
});

/**
 * Posts as ever, but for what is refused, and says what was tried, and how many of them at once.
 *
 * @param meeting The first ones wait until so many are there, and for any that would come beside them.
 */
function watched(isRefused: (post: { roomId: string }) => boolean, meeting = 1) {
  const met = Promise.withResolvers<void>();
  const seen = { tried: [] as string[], atOnce: 0 };
  let open = 0;
  const post: Context["posts"]["post"] = async (one) => {
    seen.tried.push(one.body);
    open += 1;
    seen.atOnce = Math.max(seen.atOnce, open);
    if (open === meeting) {
      for (let turn = 0; turn < 20; turn++) await sql`SELECT 1`.execute(domain.ctx.database.db);
      met.resolve();
    }
    await met.promise;
    open -= 1;
    if (isRefused(one)) throw new Refusal("server.busy", "", 1);
    return domain.ctx.posts.post(one);
  };
  return { ctx: { ...domain.ctx, posts: { post } } as unknown as Context, seen };
}

test("SCH-1: what the database cannot store now is tried once a run, and keeps nobody else waiting", async () => {
  // As many as are looked for at once, all of one person for one room, and behind them one of somebody else.
  await keep("0", 0);
  await sql`
    WITH log AS (UPDATE persons SET version = version + 99 WHERE user_id = ${ben} RETURNING version)
    INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
    SELECT o.user_id, o.kind, gen_random_uuid()::text, log.version - 99 + n, now(),
      o.value || jsonb_build_object('body', n::text)
    FROM log, own_rows o, generate_series(1, 99) n
    WHERE o.user_id = ${ben} AND o.kind = 'scheduled'`.execute(domain.ctx.database.db);
  const other = await domain.addRoom(ann);
  const toOther = { clientMessageId: randomUUID(), body: "elsewhere", sendAt: inMs(1_000) };
  await schedule(domain.ctx, by(ann), other, toOther);
  time += 1_000;
  const { ctx, seen } = watched((post) => post.roomId === roomId);
  await run(ctx);
  expect(seen.tried.toSorted()).toEqual(["0", "elsewhere"]);
  // The next one begins with the same one, though it was touched since.
  await run(ctx);
  expect(seen.tried.slice(2)).toEqual(["0"]);
  await sql`DELETE FROM own_rows WHERE user_id = ${ben}`.execute(domain.ctx.database.db);
});

test("SCH-1: not more than some rooms are written to at once, and each in its order", async () => {
  const rooms = await Promise.all(Array.from({ length: 20 }, () => domain.addRoom(ann, [ben])));
  for (const room of rooms) {
    for (const body of ["a", "b"]) {
      const asked = { clientMessageId: randomUUID(), body, sendAt: inMs(0) };
      await schedule(domain.ctx, by(ben), room, asked);
    }
  }
  const { ctx, seen } = watched(() => false, 8);
  await run(ctx);
  expect(seen.tried).toHaveLength(40);
  expect(seen.atOnce).toBe(8);
  for (const room of rooms) {
    const { messages } = await listMessages(domain.ctx, by(ann), room, {});
    const said = messages.filter(({ system }) => system === null).map(({ body }) => body);
    expect(said).toEqual(["a", "b"]);
  }
});

test("SCH-3: it is changed and taken away until its time, and only by its author", async () => {
  const id = await keep("draft of it");
  await editScheduled(domain.ctx, by(ben), id, { body: "the real one" });
  await expect(editScheduled(domain.ctx, by(ann), id, { body: "not mine" })).rejects.toMatchObject({
    code: "scheduled.not_found",
  });
  expect(await unschedule(domain.ctx, by(ann), id)).toBeNull();
  const gone = await keep("never");
  await unschedule(domain.ctx, by(ben), gone);
  time += 60_000;
  await run();
  expect(await bodies()).toEqual(["the real one"]);
});

test("LIM-8: too many, too far away, of no room of mine, or with no text it is refused", async () => {
  const refused = (change: Promise<unknown>, code: string) =>
    expect(change).rejects.toMatchObject({ code });
  await refused(keep(" "), "text.empty");
  await refused(keep("x".repeat(limits.messageBodyCharacters + 1)), "text.too_long");
  await refused(keep("far", (limits.scheduleDays + 1) * 86_400_000), "request.invalid");
  await refused(keep("foreign", 0, {}, await domain.addUser()), "room.not_found");
  for (let count = 0; count < limits.scheduledMessages; count += 1) await keep(`${count}`);
  await refused(keep("one more"), "me.full");
  // Those that are there are sent all the same.
  time += 60_000;
  await run();
  expect(await mine()).toEqual([]);
  const last = await bodies();
  expect(last).toEqual(last.map((_, index) => `${limits.scheduledMessages - last.length + index}`));
});

test("PPL-3: what somebody has scheduled is not sent while they are suspended", async () => {
  const id = await keep("late");
  await suspend(domain.ctx, commandLine, ben, { until: null, reason: null }, now());
  time += 60_000;
  await run();
  expect(await mine()).toMatchObject([{ body: "late", failure: { code: "auth.suspended" } }]);
  await unsuspend(domain.ctx, commandLine, ben);
  await editScheduled(domain.ctx, by(ben), id, { sendAt: inMs(0) });
  await run();
  expect(await bodies()).toEqual(["late"]);
});

test("MOD-1: what somebody has scheduled is not sent while they are muted", async () => {
  const id = await keep("late");
  await silence(domain.ctx, commandLine, ben, { until: null, reason: null }, now());
  time += 60_000;
  await run();
  expect(await mine()).toMatchObject([{ body: "late", failure: { code: "me.silenced" } }]);
  await unsilence(domain.ctx, commandLine, ben);
  await editScheduled(domain.ctx, by(ben), id, { sendAt: inMs(0) });
  await run();
  expect(await bodies()).toEqual(["late"]);
});
