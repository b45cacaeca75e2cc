import { parseMessageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { changeMessages } from "../managed-messages/change.ts";
import { admin, set } from "../managed-messages/testing.ts";
import { listHistory } from "../messages/history.ts";
import { listPins, setPinned } from "../messages/pins.ts";
import { react } from "../messages/react.ts";
import { getMessage, listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { reportMessage } from "../reports/make.ts";
import { resolveReport } from "../reports/resolve.ts";
import { changesSince } from "../rooms/changes.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import {
  age,
  bodies,
  inDays,
  jobs,
  own,
  setUpRetention,
  tell,
  work,
} from "../testing/retention.ts";
import { ann, ben, roomId, server } from "../testing/room-of-two.ts";
import { beginExpiry } from "./begin.ts";
import { keptSinceIn } from "./going.ts";
import { keptSince } from "./kept-since.ts";

setUpRetention();

describe("RTN-1: messages are kept", () => {
  test("for days of 24 hours, whatever time zone the database has", async () => {
    const now = new Date("2026-04-15T12:00:00Z");
    const { rows } = await server.ctx.database.db.transaction().execute(async (tx) => {
      await sql`SET LOCAL TIME ZONE 'Europe/Berlin'`.execute(tx);
      return sql<{ at: Date }>`SELECT ${keptSinceIn(sql<number>`30`, now)} AS at`.execute(tx);
    });
    expect(rows).toEqual([{ at: keptSince(30, now) }]);
  });

  test("for ever, where nobody says anything else", async () => {
    await tell("old");
    await work(inDays(4_000));
    expect(await jobs()).toEqual([]);
    expect(await bodies()).toEqual(["old"]);
  });

  test("for as many days as the server says, and a room otherwise where that has its own", async () => {
    await own(null);
    const old = await tell("old");
    await age(old, 31);
    await tell("young");
    await set("messagesKeptDays", 30);
    await own(0);
    await work();
    expect(await bodies()).toEqual(["old", "young"]);
    await own(40);
    await work(inDays(2));
    expect(await bodies()).toEqual(["old", "young"]);
    await own(null);
    await work(inDays(4));
    expect(await bodies()).toEqual([null, "young"]);
    await own(10);
    await work(inDays(11));
    expect(await bodies()).toEqual([null, null]);
  });

  test("in an archived room not for longer", async () => {
    await tell("old");
    await updateRoom(server.ctx, by(ann), roomId, { archived: true });
    await own(30);
    await work(inDays(31));
    expect(await bodies()).toEqual([null]);
  });
});

describe("RTN-2: what is too old is really gone", () => {
  test("with its history, mentions, reactions and pin, and what was deleted before", async () => {
    const id = await tell(`hello @room`, ann);
    await editMessage(server.ctx, by(ann), id, "hello @room, again");
    await react(server.ctx, by(ben), id, "🎉", true);
    await setPinned(server.ctx, by(ann), id, true);
    const deleted = await tell("deleted before");
    await deleteMessage(server.ctx, by(ben), deleted);
    await own(30);
    await work(inDays(31));
    const { db } = server.ctx.database;
    const left = async (table: string) => {
      const { rows } = await sql`
        SELECT room_id FROM ${sql.table(table)} WHERE room_id = ${roomId}`.execute(db);
      return rows.length;
    };
    for (const table of ["message_edits", "deleted_messages", "reactions"]) {
      expect([table, await left(table)]).toEqual([table, 0]);
    }
    expect((await listHistory(server.ctx, by(ann), id, {})).versions).toEqual([]);
    expect((await listPins(server.ctx, by(ann), roomId)).messages).toEqual([]);
    const message = await getMessage(server.ctx, by(ann), id);
    expect(message).toMatchObject({ body: "", authorId: ann, deletedAt: expect.any(String) });
    expect(message).not.toHaveProperty("mentions");
    expect((await getMyRoom(server.ctx, ben, roomId)).unread).toBe(0);
    const restored = await changeMessages(
      server.ctx,
      admin(),
      { change: "restore", messageIds: [id, deleted] },
      new Date(),
    );
    expect(restored.results.map(({ problem }) => problem?.code)).not.toContain(undefined);
  });

  test("a reply goes by its own age, and the thread counts those that stand", async () => {
    const root = await tell("root");
    const { number } = parseMessageId(root);
    const answer = (body: string) =>
      server.ctx.posts.post({
        ...{ author: by(ann), roomId, body, threadNumber: number },
        clientMessageId: crypto.randomUUID(),
      });
    const { message } = await answer("old answer");
    await age(message.id, 31);
    await answer("young answer");
    await own(30);
    await work();
    const { threads = [], messages } = await listMessages(server.ctx, by(ann), roomId, {});
    expect(messages.find((one) => one.number === number)?.deletedAt).not.toBeNull();
    expect(threads).toMatchObject([{ number, count: 1, lastNumber: message.number + 1 }]);
  });

  test("what was reported stays with its report until that is resolved", async () => {
    const [first, second] = [await tell("spam"), await tell("more spam")];
    const { db } = server.ctx.database;
    for (const id of [first, second]) {
      await reportMessage(server.ctx, by(ann), id, { reason: "spam" });
    }
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM reports WHERE room_id = ${roomId} ORDER BY number`.execute(db);
    await resolveReport(server.ctx, admin(), rows[0]?.id ?? "", "dismissed");
    await own(30);
    await work(inDays(31));
    const texts = async () =>
      (
        await sql<{ body: string }>`
          SELECT body FROM reports WHERE room_id = ${roomId} ORDER BY number`.execute(db)
      ).rows.map(({ body }) => body);
    expect(await texts()).toEqual(["", "more spam"]);
    await resolveReport(server.ctx, admin(), rows[1]?.id ?? "", "dismissed");
    await tell("later");
    await work(inDays(62));
    expect(await texts()).toEqual(["", ""]);
  });
});

describe("RTN-3: by the log of its room", () => {
  test("devices come to the same, whether they were there or come back, and nothing young is lost", async () => {
    for (let count = 0; count < 250; count += 1) await tell(`old ${count}`);
    const last = await tell("the last old one");
    await age(last, 31);
    const before = await getMyRoom(server.ctx, ann, roomId);
    const held = (await listMessages(server.ctx, by(ann), roomId, { limit: 200 })).messages;
    const replica = new Map(held.map((message) => [message.number, message]));
    server.events.length = 0;
    await own(30);
    const young = await tell("young");
    await work();

    const heard = server.events.filter((event) => event.roomId === roomId);
    let { version } = before;
    for (const { changes } of heard) {
      expect(changes.since).toBe(version);
      expect(changes.messages?.length ?? 0).toBeLessThanOrEqual(100);
      version = changes.version;
    }
    for (let since = before.version, more = true; more; ) {
      const changes = await changesSince(server.ctx, by(ann), roomId, since);
      for (const message of changes.messages ?? []) replica.set(message.number, message);
      ({ version: since, more = false } = changes);
    }
    const now = (await listMessages(server.ctx, by(ann), roomId, { limit: 200 })).messages;
    for (const message of now) expect(replica.get(message.number)).toEqual(message);
    expect(now.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id)).toEqual(
      expect.arrayContaining([young]),
    );
    expect(now.filter(({ body }) => body.startsWith("old"))).toEqual([]);
    expect((await getMyRoom(server.ctx, ann, roomId)).lastNumber).toBe(before.lastNumber + 1);
  });

  test("a node that is gone in the middle loses and doubles nothing", async () => {
    for (let count = 0; count < 150; count += 1) await tell(`old ${count}`);
    await own(30);
    await work(inDays(31), 3);
    expect(await jobs()).toMatchObject([{ state: "waiting", done: 2 }]);
    const { version } = await getMyRoom(server.ctx, ann, roomId);
    await sql`UPDATE jobs SET due_at = now()`.execute(server.ctx.database.db);
    await work(inDays(31));
    expect(await jobs()).toMatchObject([{ state: "done" }]);
    expect(new Set(await bodies())).toEqual(new Set([null]));
    const [job] = await jobs();
    expect(job?.total).toBe(job?.done);
    // What the step that was broken off had done is not done again.
    expect((await getMyRoom(server.ctx, ann, roomId)).version).toBe(version);
  });

  test("once a day, and one that is cancelled is not begun again until then", async () => {
    await tell("old");
    await own(30);
    await beginExpiry(server.ctx, inDays(31));
    await beginExpiry(server.ctx, inDays(31));
    expect(await jobs()).toMatchObject([{ state: "waiting" }]);
    await sql`UPDATE jobs SET state = 'cancelled'`.execute(server.ctx.database.db);
    await beginExpiry(server.ctx, new Date(+inDays(31.9)));
    expect(await jobs()).toMatchObject([{ state: "cancelled" }]);
    await beginExpiry(server.ctx, inDays(32.1));
    expect(await jobs()).toMatchObject([{ state: "cancelled" }, { state: "waiting" }]);
  });
});
