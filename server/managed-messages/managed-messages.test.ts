import { parseMessageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { runJobs } from "../jobs/run-jobs.ts";
import { works } from "../jobs/works.ts";
import { listHistory } from "../messages/history.ts";
import { setPinned } from "../messages/pins.ts";
import { react } from "../messages/react.ts";
import { getMessage, listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server } from "../testing/room-of-two.ts";
import { changeFoundMessages } from "./change-found.ts";
import { getManagedMessage } from "./details.ts";
import { forgetDeleted } from "./forget.ts";
import { openMessages } from "./open.ts";
import {
  admin,
  auditOf,
  bodies,
  cat,
  change,
  codeOf,
  inspector,
  listed,
  open,
  say,
  set,
  setUpMessages,
} from "./testing.ts";

setUpMessages();

const day = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * day);

describe("a deleted message", () => {
  test("HIS-3: is kept beside the messages for who looks after them, and in no answer to others", async () => {
    const id = await say("sparow");
    await editMessage(server.ctx, by(ben), id, "sparrow");
    await deleteMessage(server.ctx, by(ann), id);
    const read = await getManagedMessage(server.ctx, admin(), id, new Date());
    expect(read.message).toMatchObject({ body: "sparrow", deletedById: ann });
    expect(Date.parse(read.message.restorableUntil ?? "")).toBeGreaterThan(+daysFromNow(29));
    expect(read.versions.map(({ body }) => body)).toEqual(["sparow"]);
    const seen = [
      await getMessage(server.ctx, by(ben), id),
      await listMessages(server.ctx, by(ben), open, {}),
      await listHistory(server.ctx, by(ben), id, {}),
      await getMyRoom(server.ctx, ben, open),
    ];
    expect(JSON.stringify(seen)).not.toMatch(/sparr?ow/);
  });

  test("HIS-3: is gone for good when the time is over, at once where none is kept", async () => {
    const { database } = server.ctx;
    const kept = async () => {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*)::int FROM deleted_messages WHERE room_id = ${open}`.execute(database.db);
      return rows[0]?.count;
    };
    const id = await say("first");
    await deleteMessage(server.ctx, by(ben), id);
    await forgetDeleted(server.ctx, daysFromNow(29));
    expect(await kept()).toBe(1);
    // What is over is neither shown nor brought back, though it was not taken away yet.
    const later = daysFromNow(31);
    const { message, versions } = await getManagedMessage(server.ctx, admin(), id, later);
    expect({ ...message, versions }).toMatchObject({ body: "", restorableUntil: null });
    expect(await change("restore", [id], admin(), later)).toEqual(["message.not_kept"]);
    expect(await listed({ roomId: open, query: "first" }, admin(), later)).toEqual([]);
    await forgetDeleted(server.ctx, later);
    expect(await kept()).toBe(0);
    await set("deletedKeptDays", 0);
    await deleteMessage(server.ctx, by(ben), await say("second"));
    expect(await kept()).toBe(0);
  });

  test("HIS-4: comes back on all devices as one change, with its texts, and without its reactions and its pin", async () => {
    const device = await server.enter(ben);
    const root = await say("root");
    const post = { roomId: open, author: by(ben), clientMessageId: crypto.randomUUID() };
    const threadNumber = parseMessageId(root).number;
    const { message } = await server.ctx.posts.post({ ...post, threadNumber, body: "answr @room" });
    const { id } = message;
    await editMessage(server.ctx, by(ben), id, "answer @room");
    await react(server.ctx, by(ann), id, "👍", true);
    await setPinned(server.ctx, by(ann), id, true);
    const before = await getMessage(server.ctx, by(ann), id);
    await deleteMessage(server.ctx, by(ben), id);
    const { version } = await getMyRoom(server.ctx, ann, open);
    expect(await change("restore", [id])).toEqual(["done"]);
    const after = await getMessage(server.ctx, by(ann), id);
    const { pinned: _, ...rest } = before;
    expect(after).toEqual({ ...rest, version: version + 1, restoredVersion: version + 1 });
    const page = await listMessages(server.ctx, by(ann), open, {});
    expect(page.reactions).toEqual([]);
    expect(page.threads).toMatchObject([{ count: 1, version: version + 1 }]);
    const { versions } = await listHistory(server.ctx, by(ann), id, {});
    expect(versions.map(({ body }) => body)).toEqual(["answer @room", "answr @room"]);
    for (;;) {
      const frame = await device.next("changes");
      if (frame.version <= version) continue;
      expect(frame).toMatchObject({ since: version, messages: [after] });
      break;
    }
    expect(await change("restore", [id])).toEqual(["done"]);
    expect((await getMyRoom(server.ctx, ann, open)).version).toBe(version + 1);
    expect(await auditOf()).toMatchObject([
      {
        action: "message.restored",
        userId: ben,
        details: { roomId: open, number: message.number, deletedById: ben },
      },
    ]);
  });

  test("HIS-4, READ-3: is unread to nobody when it is back", async () => {
    const id = await say("hello");
    await say("hello again");
    const unread = async () => (await getMyRoom(server.ctx, ann, open)).unread;
    expect(await unread()).toBe(2);
    await deleteMessage(server.ctx, by(ben), id);
    expect(await unread()).toBe(1);
    await change("restore", [id]);
    expect(await unread()).toBe(1);
    await deleteMessage(server.ctx, by(ben), id);
    await change("restore", [id]);
    expect(await unread()).toBe(1);
  });

  test("HIS-4, MEM-9: does not come back into an archived room", async () => {
    const id = await say("hello");
    await deleteMessage(server.ctx, by(ben), id);
    await updateRoom(server.ctx, by(ann), open, { archived: true });
    expect(await change("restore", [id])).toEqual(["room.archived"]);
    await updateRoom(server.ctx, by(ann), open, { archived: false });
    expect(await change("restore", [id])).toEqual(["done"]);
  });
});

describe("HIS-6: what one request does to several messages", () => {
  test("is done to each, and what keeps it from one keeps it from no other", async () => {
    const [one, two, event] = [await say("one"), await say("two"), `${open}.1`];
    const wrong = [event, `${open}.99`, `${crypto.randomUUID()}.1`];
    expect(await change("delete", [one, ...wrong, two])).toEqual([
      "done",
      "message.not_found",
      "message.not_found",
      "message.not_found",
      "done",
    ]);
    expect(bodies(await listed({ roomId: open, deleted: true }))).toEqual(["two", "one"]);
    expect((await auditOf()).map(({ action }) => action)).toEqual([
      "message.deleted",
      "message.deleted",
    ]);
    expect(await change("delete", [one])).toEqual(["done"]);
    expect(await auditOf()).toHaveLength(2);
    expect(await codeOf(change("delete", [one], by(ann)))).toBe("auth.forbidden");
  });
});

describe("HIS-7: all messages that are found", () => {
  const faults: unknown[] = [];
  const work = (now = new Date()) =>
    runJobs(
      { ctx: server.ctx, works, now: () => now, onFault: (error) => faults.push(error) },
      new AbortController().signal,
    );
  const jobOf = async (id: string) => {
    const { rows } = await sql<{ state: string; done: number; total: number }>`
      SELECT state, done, total FROM jobs WHERE id = ${id}`.execute(server.ctx.database.db);
    return rows[0];
  };
  beforeEach(async () => {
    await sql`DELETE FROM jobs`.execute(server.ctx.database.db);
    await sql`UPDATE users SET role = 'admin' WHERE id = ${cat}`.execute(server.ctx.database.db);
    faults.length = 0;
  });

  test("are deleted by a job, and brought back by another", async () => {
    for (let count = 0; count < 230; count += 1) await say(`spam ${count}`);
    await say("no more", ann);
    const wish = { authorId: ben, query: "spam" };
    const start = (what: "delete" | "restore") =>
      changeFoundMessages(server.ctx, admin(), { change: what, ...wish }, new Date());
    const { jobId } = await start("delete");
    await say("spam, and it is not meant");
    await work();
    expect(await jobOf(jobId)).toMatchObject({ state: "done", done: 3, total: 3 });
    expect(bodies(await listed({ authorId: ben, deleted: false }))).toEqual([
      "spam, and it is not meant",
    ]);
    const back = await start("restore");
    await work();
    expect(await jobOf(back.jobId)).toMatchObject({ state: "done" });
    expect(await listed({ authorId: ben, deleted: true })).toEqual([]);
    expect(await listed({ authorId: ben, query: "spam" })).toHaveLength(231);
    expect(faults).toEqual([]);
  });

  test("are not, where it is not said which ones, or who asked may no longer", async () => {
    const start = (wish: object) =>
      changeFoundMessages(server.ctx, admin(), { change: "delete", ...wish }, new Date());
    expect(await codeOf(start({}))).toBe("request.invalid");
    expect(await codeOf(start({ roomId }))).toBe("room.not_found");
    await say("spam");
    const { jobId } = await start({ authorId: ben });
    await sql`UPDATE users SET role = 'member' WHERE id = ${cat}`.execute(server.ctx.database.db);
    await work();
    expect(await jobOf(jobId)).toMatchObject({ state: "waiting" });
    expect(faults).toMatchObject([{ code: "auth.forbidden" }]);
    expect(await listed({ authorId: ben, deleted: true })).toEqual([]);
  });
});

describe("HIS-5: a private room or a direct", () => {
  const reason = "A court asks for it";
  const opening = (wish: object, actor = inspector()) =>
    openMessages(
      server.ctx,
      actor,
      { reason, ...wish } as { roomId: string; reason: string },
      new Date(),
    );

  test("is read for an hour by who may and says why, which the audit log and the room tell", async () => {
    const id = await say("between us", ben, roomId);
    const device = await server.enter(ben);
    expect(await codeOf(listed({ roomId }, inspector()))).toBe("room.not_opened");
    expect(await codeOf(getManagedMessage(server.ctx, inspector(), id, new Date()))).toBe(
      "room.not_opened",
    );
    expect(await change("delete", [id], inspector())).toEqual(["room.not_opened"]);
    expect(await opening({ roomId })).toMatchObject({ roomId });
    expect(bodies(await listed({ roomId }, inspector()))).toEqual(["between us"]);
    expect(await device.next("changes")).toMatchObject({
      messages: [{ authorId: null, system: { event: "inspected", byId: cat } }],
    });
    expect(await auditOf()).toMatchObject([
      { action: "messages.opened", details: { roomId, kind: "private", reason, told: true } },
    ]);
    const later = new Date(Date.now() + 3_601_000);
    expect(await codeOf(listed({ roomId }, inspector(), later))).toBe("room.not_opened");
    // Nobody else, and not without the permission that it took.
    const other = { ...inspector(), id: ann };
    expect(await codeOf(listed({ roomId }, other))).toBe("room.not_opened");
    expect(await codeOf(listed({ roomId }))).toBe("room.not_found");
    expect(await listed({ authorId: ben }, inspector())).toEqual([]);
  });

  test("is found by the people of the direct, and tells nothing where the settings say so", async () => {
    await set("tellsInspections", false);
    const { direct } = await openDirect(server.ctx, by(ann), [ben]);
    const { id } = direct.room;
    const message = await say("between us", ben, id);
    expect(await opening({ userIds: [ben, ann] })).toMatchObject({ roomId: id });
    expect(bodies(await listed({ roomId: id }, inspector()))).toEqual(["between us"]);
    expect((await getMyRoom(server.ctx, ann, id)).lastNumber).toBe(parseMessageId(message).number);
    expect(await auditOf()).toMatchObject([{ details: { kind: "direct", told: false } }]);
    expect(await change("delete", [message], inspector())).toEqual(["done"]);
    expect(await change("restore", [message], inspector())).toEqual(["done"]);
  });

  test("is opened by nobody without the permission or a reason, and where there is none", async () => {
    expect(await codeOf(opening({ roomId }, admin()))).toBe("auth.forbidden");
    expect(await codeOf(opening({ roomId, reason: " " }))).toBe("text.empty");
    expect(await codeOf(opening({ roomId: open }))).toBe("room.wrong_kind");
    expect(await codeOf(opening({ roomId: crypto.randomUUID() }))).toBe("room.not_found");
    expect(await codeOf(opening({ userIds: [ann, cat] }))).toBe("room.not_found");
    expect(await auditOf()).toEqual([]);
  });
});
