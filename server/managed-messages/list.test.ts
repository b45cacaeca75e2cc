import type { ManagedMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { parseMessageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { getMessage } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { reportMessage } from "../reports/make.ts";
import { deleteRoom } from "../rooms/delete.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server } from "../testing/room-of-two.ts";
import { getManagedMessage } from "./details.ts";
import { exportMessages, listManagedMessages, type NamedMessage } from "./list.ts";
import {
  admin,
  auditOf,
  bodies,
  change,
  codeOf,
  listed,
  open,
  say,
  setUpMessages,
} from "./testing.ts";

setUpMessages();

describe("the list of messages", () => {
  test("HIS-1, PAN-1: has what was written in public rooms, once, in both orders, page by page", async () => {
    for (const body of ["one", "two", "three", "four", "five"]) await say(body);
    await say("hidden", ben, roomId);
    const wish = { authorId: ben, limit: 2 } as const;
    const all = ["five", "four", "three", "two", "one"];
    expect(bodies(await listed(wish))).toEqual(all);
    expect(bodies(await listed({ ...wish, sort: "oldest" }))).toEqual(all.toReversed());
    expect(bodies(await listed({ ...wish, roomId: open }))).toEqual(all);
    expect(bodies(await listed({ roomId: open, limit: 2, sort: "oldest" }))).toEqual(
      all.toReversed(),
    );
    const everywhere = await listed({ limit: 3 });
    expect(bodies(everywhere).slice(0, 5)).toEqual(all);
    expect(new Set(everywhere.map(({ id }) => id)).size).toBe(everywhere.length);
  });

  test("finds words, people, times, what is deleted and what is reported, and all of it together", async () => {
    const heron = await say("A grey Heron, 100% sure");
    const stork = await say("a stork", ann);
    const owl = await say("an owl at night");
    await deleteMessage(server.ctx, by(ben), owl);
    await reportMessage(server.ctx, by(ben), stork, { reason: "spam" });
    const ids = async (wish: ManagedMessagesQuery) => {
      const mine = (await listed({ roomId: open, ...wish })).map(({ id }) => id);
      const { roomId: _, ...everywhere } = wish;
      const all = (await listed(everywhere)).map(({ id }) => id);
      expect(all.filter((id) => id.startsWith(open))).toEqual(mine);
      return mine;
    };
    expect(await ids({ query: "heron GREY" })).toEqual([heron]);
    expect(await ids({ query: "0% s" })).toEqual([heron]);
    expect(await ids({ query: "_" })).toEqual([]);
    expect(await ids({ query: "night" })).toEqual([owl]);
    expect(await ids({ authorId: ann })).toEqual([stork]);
    expect(await ids({ deleted: true })).toEqual([owl]);
    expect(await ids({ deleted: false })).toEqual([stork, heron]);
    expect(await ids({ reported: true })).toEqual([stork]);
    expect(await ids({ reported: false })).toEqual([owl, heron]);
    expect(await ids({ authorId: ben, deleted: true, query: "owl" })).toEqual([owl]);
    expect(await ids({ authorId: ben, reported: true })).toEqual([]);
    const at = new Date(Date.now() - 3_600_000);
    const { number } = parseMessageId(heron);
    await sql`UPDATE messages SET created_at = ${at} WHERE room_id = ${open} AND number <= ${number}`.execute(
      server.ctx.database.db,
    );
    const between = new Date(+at + 1).toISOString();
    expect(await ids({ from: between })).toEqual([owl, stork]);
    expect(await ids({ to: between })).toEqual([heron]);
    expect(await ids({ from: at.toISOString(), to: between, sort: "oldest" })).toEqual([heron]);
    expect((await listed({ roomId: open, reported: true }))[0]).toMatchObject({ reports: 1 });
  });

  test("HIS-2: a page says up to when it was searched, and the next one goes on there", async () => {
    await sql`
      INSERT INTO messages (room_id, number, version, author_id, body, created_at)
      SELECT ${open}, n + 10, n + 10, ${ben}, CASE WHEN n IN (3, 5500) THEN 'a needle' ELSE 'hay' END,
        now() - interval '1 day' + n * interval '1 second'
      FROM generate_series(1, 7000) n`.execute(server.ctx.database.db);
    await sql`UPDATE rooms SET last_number = 7010 WHERE id = ${open}`.execute(
      server.ctx.database.db,
    );
    for (const where of [{ authorId: ben }, { roomId: open }]) {
      const wish = { ...where, query: "needle" };
      const first = await listManagedMessages(server.ctx, admin(), wish, new Date());
      expect(bodies(first.messages)).toEqual(["a needle"]);
      expect(first.searchedUntil).not.toBeNull();
      const { nextCursor: cursor } = first;
      expect(cursor).not.toBeNull();
      const further = { ...wish, ...(cursor !== null && { cursor }) };
      const second = await listManagedMessages(server.ctx, admin(), further, new Date());
      expect(second.messages).toHaveLength(1);
      expect(second).toMatchObject({ searchedUntil: null, nextCursor: null });
      expect(Date.parse(first.searchedUntil ?? "")).toBeGreaterThan(
        Date.parse(second.messages[0]?.createdAt ?? ""),
      );
    }
  });

  test("HIS-1, PAN-6: of private rooms, directs and deleted rooms nothing is told", async () => {
    const hidden = await say("hidden", ben, roomId);
    const { direct } = await openDirect(server.ctx, by(ann), [ben]);
    await say("between us", ben, direct.room.id);
    const gone = await server.addRoom(ann, [ben], "public");
    await say("gone", ben, gone);
    await deleteRoom(server.ctx, by(ann), gone);
    expect(await listed({ authorId: ben })).toEqual([]);
    for (const room of [roomId, direct.room.id, gone]) {
      expect(await codeOf(listed({ roomId: room }))).toBe("room.not_found");
    }
    expect(await codeOf(getManagedMessage(server.ctx, admin(), hidden, new Date()))).toBe(
      "message.not_found",
    );
    expect(await change("delete", [hidden])).toEqual(["message.not_found"]);
    expect((await getMessage(server.ctx, by(ben), hidden)).deletedAt).toBeNull();
  });

  test("PAN-1: is exported as it is listed, and the audit log has that", async () => {
    for (const body of ["one", "two"]) await say(body);
    const pages = await exportMessages(server.ctx, admin(), { roomId: open }, new Date());
    const rows: NamedMessage[] = [];
    for await (const page of pages) rows.push(...page);
    expect(bodies(rows)).toEqual(["two", "one"]);
    expect(rows[0]?.author).toMatch(/^user-/);
    expect(await auditOf()).toMatchObject([
      { action: "list.exported", details: { list: "messages" } },
    ]);
  });

  test("HIS-1: a message comes with those around it, and with what it said before", async () => {
    for (let count = 0; count < 12; count += 1) await say(`before ${count}`);
    const id = await say("frist");
    await editMessage(server.ctx, by(ben), id, "first");
    await say("after");
    const read = await getManagedMessage(server.ctx, admin(), id, new Date());
    expect(read.message).toMatchObject({ id, body: "first", room: { id: open, kind: "public" } });
    expect(bodies(read.before)).toEqual(Array.from({ length: 10 }, (_, at) => `before ${at + 2}`));
    expect(bodies(read.after)).toEqual(["after"]);
    expect(read.versions.map(({ body }) => body)).toEqual(["frist"]);
    expect(read.users.map((user) => user.id)).toEqual([ben]);
  });
});
