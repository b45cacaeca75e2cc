import type { ReportsPage } from "@roost/protocol/report.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { getMessage } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { listReports } from "./list.ts";
import { reportMessage } from "./make.ts";
import { resolveReport } from "./resolve.ts";

setUpRoomOfTwo();

/** Looks after the server, and is in no room with the others. */
let cat: string;
let reported: string;
beforeEach(async () => {
  cat = await server.addUser();
  reported = await say(ann, "Buy my eggs");
});
const moderator = () => by(cat, "moderator");

async function say(author: string, body: string): Promise<string> {
  const { message } = await server.post(roomId, author, body);
  return message.id;
}

/** Those of this room: all tests of the file share a server. */
async function reportsOf(state: "open" | "resolved"): Promise<ReportsPage["reports"]> {
  const { reports } = await listReports(server.ctx, moderator(), { state, limit: 200 });
  return reports.filter((report) => report.roomId === roomId);
}

describe("a report", () => {
  test("RPT-1: keeps the text that was reported, whatever becomes of the message", async () => {
    await reportMessage(server.ctx, by(ben), reported, {
      reason: "spam",
      note: "  Again   and again ",
    });
    await editMessage(server.ctx, by(ann), reported, "Good morning");
    await deleteMessage(server.ctx, by(ann), reported);
    expect(await reportsOf("open")).toMatchObject([
      {
        messageId: reported,
        reporterId: ben,
        authorId: ann,
        body: "Buy my eggs",
        reason: "spam",
        note: "Again and again",
        resolvedAt: null,
      },
    ]);
  });

  test("RPT-1: takes the place of an open one of the same person", async () => {
    const first = await reportMessage(server.ctx, by(ben), reported, { reason: "spam" });
    const again = await reportMessage(server.ctx, by(ben), reported, { reason: "abuse" });
    expect(again.id).toBe(first.id);
    expect(await reportsOf("open")).toMatchObject([{ reason: "abuse" }]);
  });

  test("RPT-1: is of a message that one can read", async () => {
    const report = (id: string, who: string) =>
      reportMessage(server.ctx, by(who), id, { reason: "other" });
    await expect(report(reported, cat)).rejects.toMatchObject({ code: "message.not_found" });
    await expect(report(`${roomId}.1`, ben)).rejects.toMatchObject({ code: "message.forbidden" });
    await deleteMessage(server.ctx, by(ann), reported);
    await expect(report(reported, ben)).rejects.toMatchObject({ code: "message.not_found" });
    await expect(
      reportMessage(server.ctx, by(ben), await say(ann, "x"), {
        reason: "other",
        note: "x".repeat(501),
      }),
    ).rejects.toMatchObject({ code: "text.too_long" });
  });
});

describe("those who look after the server", () => {
  test("RPT-2: delete the message for everybody, though they are not in its room", async () => {
    const { id } = await reportMessage(server.ctx, by(ben), reported, { reason: "spam" });
    await reportMessage(server.ctx, by(ann), reported, { reason: "other" });
    const client = await server.enter(ben);
    await resolveReport(server.ctx, moderator(), id, "deleted");
    const { messages = [] } = await client.next("changes");
    expect(messages).toMatchObject([{ id: reported, body: "" }]);
    expect(messages[0]?.deletedAt).not.toBeNull();
    expect(await reportsOf("open")).toEqual([]);
    expect(await reportsOf("resolved")).toMatchObject([
      { resolution: "deleted", resolvedById: cat },
      { resolution: "deleted", resolvedById: cat },
    ]);
    const { entries } = await listAudit(server.ctx, by(cat, "admin"), { userId: ann });
    expect(entries).toMatchObject([
      {
        action: "report.resolved",
        actorId: cat,
        userId: ann,
        details: { resolution: "deleted", roomId, reports: 2 },
      },
    ]);
  });

  test("RPT-2: resolve a report once, and may leave the message", async () => {
    const { id } = await reportMessage(server.ctx, by(ben), reported, { reason: "spam" });
    await Promise.all([
      resolveReport(server.ctx, moderator(), id, "dismissed"),
      resolveReport(server.ctx, moderator(), id, "dismissed"),
    ]);
    await resolveReport(server.ctx, moderator(), id, "deleted");
    expect(await reportsOf("resolved")).toMatchObject([{ resolution: "dismissed" }]);
    expect((await getMessage(server.ctx, by(ben), reported)).body).toBe("Buy my eggs");
    const { entries } = await listAudit(server.ctx, by(cat, "admin"), { userId: ann });
    expect(entries).toHaveLength(1);
    // It may be reported once more.
    const next = await reportMessage(server.ctx, by(ben), reported, { reason: "abuse" });
    expect(next.id).not.toBe(id);
  });

  test("RPT-2: see page by page what is open, the oldest first", async () => {
    const ids: string[] = [];
    for (const body of ["one", "two", "three"]) {
      const { id } = await reportMessage(server.ctx, by(ben), await say(ann, body), {
        reason: "spam",
      });
      ids.push(id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: ReportsPage = await listReports(server.ctx, moderator(), {
        limit: 1,
        ...(cursor !== undefined && { cursor }),
      });
      seen.push(...page.reports.filter((one) => one.roomId === roomId).map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
  });

  test("RPT-2: there is no report that nobody made", async () => {
    await expect(
      resolveReport(server.ctx, moderator(), "00000000-0000-4000-8000-000000000000", "dismissed"),
    ).rejects.toMatchObject({ code: "report.not_found" });
  });
});
