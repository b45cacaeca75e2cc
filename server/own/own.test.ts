import { randomUUID } from "node:crypto";
import { defaultSettings } from "@roost/protocol/default-settings.ts";
import { limits } from "@roost/protocol/limits.ts";
import { messageId, parseMessageId } from "@roost/protocol/message-id.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { everything, type PersonEvent } from "../bus/bus.ts";
import { deleteMessage } from "../messages/rewrite.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { listDrafts, setDraft } from "./draft.ts";
import { listSaved, saveMessage } from "./save.ts";
import { getSettings, setSetting } from "./setting.ts";

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

const versionOf = async (userId: string) =>
  (await myChangesSince(domain.ctx, by(userId), 0)).version;

test("OWN-1: a draft is a row of its author's log, told to nobody else, and taken away by an empty one", async () => {
  const before = await versionOf(ben);
  const row = await setDraft(domain.ctx, by(ben), roomId, { body: "Half a thou " });
  expect(row).toMatchObject({ kind: "draft", key: roomId, version: before + 1 });
  expect(row?.value).toEqual({ body: "Half a thou " });
  expect(heard).toEqual([
    {
      kind: "person",
      userId: ben,
      changes: { since: before, version: before + 1, own: [row] },
    },
  ]);
  expect(await listDrafts(domain.ctx, by(ben))).toEqual({ drafts: [row] });
  expect(await listDrafts(domain.ctx, by(ann))).toEqual({ drafts: [] });
  expect(await setDraft(domain.ctx, by(ben), roomId, { body: " \n" })).toMatchObject({
    version: before + 2,
    value: null,
  });
  expect(await listDrafts(domain.ctx, by(ben))).toEqual({ drafts: [] });
});

test("OWN-1: what is no news writes nothing", async () => {
  expect(await setDraft(domain.ctx, by(ben), roomId, { body: "" })).toBeNull();
  const first = await setDraft(domain.ctx, by(ben), roomId, { body: "the same" });
  expect(await setDraft(domain.ctx, by(ben), roomId, { body: "the same" })).toEqual(first);
  expect(heard).toHaveLength(1);
});

test("a draft keeps no character that cannot be sent, and is bounded", async () => {
  const row = await setDraft(domain.ctx, by(ben), roomId, { body: "a\u0000b\u001bc" });
  expect(row?.value).toEqual({ body: "abc" });
  const long = "x".repeat(limits.draftCharacters + 1);
  await expect(setDraft(domain.ctx, by(ben), roomId, { body: long })).rejects.toMatchObject({
    code: "text.too_long",
  });
});

test("who has left a room has no draft in it, and gets none", async () => {
  await setDraft(domain.ctx, by(ben), roomId, { body: "before" });
  await leaveRoom(domain.ctx, by(ben), roomId);
  expect(await listDrafts(domain.ctx, by(ben))).toEqual({ drafts: [] });
  await expect(setDraft(domain.ctx, by(ben), roomId, { body: "after" })).rejects.toMatchObject({
    code: "room.not_found",
  });
});

test("OWN-1: what is kept of a room that one has left can be taken away: a draft, a message", async () => {
  const id = await post(roomId, "Good to know");
  const { number } = parseMessageId(id);
  await saveMessage(domain.ctx, by(ben), id, true);
  await setDraft(domain.ctx, by(ben), roomId, { body: "before" });
  await setDraft(domain.ctx, by(ben), roomId, { body: "aside", threadNumber: number });
  await leaveRoom(domain.ctx, by(ben), roomId);
  await expect(saveMessage(domain.ctx, by(ben), id, true)).rejects.toMatchObject({
    code: "message.not_found",
  });
  const reply = setDraft(domain.ctx, by(ben), roomId, { body: "", replyTo: number });
  await expect(reply).rejects.toMatchObject({ code: "room.not_found" });
  for (const gone of [
    await saveMessage(domain.ctx, by(ben), id, false),
    await setDraft(domain.ctx, by(ben), roomId, { body: " " }),
    await setDraft(domain.ctx, by(ben), roomId, { body: "", threadNumber: number }),
  ]) {
    expect(gone).toMatchObject({ value: null });
  }
  // Nor is there anything to be found out about rooms of others.
  expect(await saveMessage(domain.ctx, by(ben), messageId(randomUUID(), 1), false)).toBeNull();
  expect(await setDraft(domain.ctx, by(ben), randomUUID(), { body: "" })).toBeNull();
});

test("OWN-1: saved messages are listed page by page, as they are now, without what is not to be seen any more", async () => {
  const other = await domain.addRoom(ann, [ben]);
  const posted = await Promise.all(["one", "two", "three"].map((body) => post(roomId, body)));
  const elsewhere = await post(other, "elsewhere");
  for (const id of [...posted, elsewhere]) await saveMessage(domain.ctx, by(ben), id, true);
  await saveMessage(domain.ctx, by(ann), posted[0] as string, true);
  const bodies = async (limit = 10) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSaved(domain.ctx, by(ben), { limit, ...(cursor && { cursor }) });
      found.push(...page.saved.map(({ message }) => message.body));
      expect(page.saved.length).toBeLessThanOrEqual(limit);
      expect(page.users.map(({ id }) => id)).toEqual(page.saved.length > 0 ? [ann] : []);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  };
  expect(await bodies()).toEqual(["elsewhere", "three", "two", "one"]);
  expect(await bodies(1)).toEqual(await bodies());
  await deleteMessage(domain.ctx, by(ann), posted[1] as string);
  await leaveRoom(domain.ctx, by(ben), other);
  expect(await bodies()).toEqual(["three", "one"]);
  expect(await saveMessage(domain.ctx, by(ben), posted[2] as string, false)).toMatchObject({
    value: null,
  });
  expect(await saveMessage(domain.ctx, by(ben), posted[2] as string, false)).toMatchObject({
    value: null,
  });
  expect(await bodies()).toEqual(["one"]);
  await expect(saveMessage(domain.ctx, by(ben), posted[1] as string, true)).rejects.toMatchObject({
    code: "message.not_found",
  });
  await expect(saveMessage(domain.ctx, by(ben), elsewhere, true)).rejects.toMatchObject({
    code: "message.not_found",
  });
});

test("OWN-4: a setting is a row of one's log, is as for everybody until it is chosen, and takes its own values alone", async () => {
  expect(await getSettings(domain.ctx, by(ann))).toEqual(defaultSettings);
  const row = await setSetting(domain.ctx, by(ann), "enterSends", false);
  expect(row).toMatchObject({ kind: "setting", key: "enterSends", value: false });
  expect(heard).toMatchObject([{ userId: ann, changes: { own: [row] } }]);
  expect(await getSettings(domain.ctx, by(ann))).toEqual({ ...defaultSettings, enterSends: false });
  expect(await getSettings(domain.ctx, by(ben))).toEqual(defaultSettings);
  await expect(setSetting(domain.ctx, by(ann), "enterSends", 3)).rejects.toMatchObject({
    code: "request.invalid",
  });
  await setSetting(domain.ctx, by(ann), "enterSends", null);
  expect(await setSetting(domain.ctx, by(ann), "formattingBar", null)).toBeNull();
  expect(await getSettings(domain.ctx, by(ann))).toEqual(defaultSettings);
  await sql`
    INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
    VALUES (${ann}, 'setting', 'wingspan', 100, now(), '3')`.execute(domain.ctx.database.db);
  expect(await getSettings(domain.ctx, by(ann))).toEqual(defaultSettings);
});

test("LIM-7: who keeps too much is told to take something away, and may", async () => {
  const id = await post(roomId, "one more");
  await sql`
    INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
    SELECT ${ben}, 'saved', ${roomId} || '.' || n, 100 + n, now(), '{}'
    FROM generate_series(1, ${limits.ownRows}) n`.execute(domain.ctx.database.db);
  await sql`UPDATE persons SET version = 100000 WHERE user_id = ${ben}`.execute(
    domain.ctx.database.db,
  );
  const kept = `${roomId}.1`;
  await expect(setDraft(domain.ctx, by(ben), roomId, { body: "text" })).rejects.toMatchObject({
    code: "me.full",
  });
  await saveMessage(domain.ctx, by(ben), kept, false);
  expect(await saveMessage(domain.ctx, by(ben), id, true)).toMatchObject({ value: {} });
});

test("OWN-1: of many writes at once each gets a version of its own, and the log tells all of them", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => post(roomId, `${index}`)));
  const before = await versionOf(ben);
  const rows = await Promise.all([
    ...ids.map((id) => saveMessage(domain.ctx, by(ben), id, true)),
    ...ids.map((id) => setDraft(domain.ctx, by(ben), roomId, { body: id })),
  ]);
  const versions = rows.map((row) => row?.version ?? 0).sort((a, b) => a - b);
  expect(versions).toEqual(versions.map((_, index) => before + 1 + index));
  const { own = [], version } = await myChangesSince(domain.ctx, by(ben), before);
  expect(version).toBe(versions.at(-1));
  expect(own).toHaveLength(21);
  const told = heard.filter(({ userId }) => userId === ben).map(({ changes }) => changes.version);
  expect(told.sort((a, b) => a - b)).toEqual(versions);
});

test("OWN-1: a log that does not fit into one answer comes in several, each row once", async () => {
  const count = limits.changesRows + 50;
  await sql`
    INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
    SELECT ${ben}, 'saved', ${roomId} || '.' || n, 100 + n, now(), '{}'
    FROM generate_series(1, ${count}) n`.execute(domain.ctx.database.db);
  await sql`UPDATE persons SET version = ${100 + count} WHERE user_id = ${ben}`.execute(
    domain.ctx.database.db,
  );
  const first = await myChangesSince(domain.ctx, by(ben), 0);
  expect(first).toMatchObject({ more: true });
  const second = await myChangesSince(domain.ctx, by(ben), first.version);
  expect(second.more).toBeUndefined();
  const keys = [...(first.own ?? []), ...(second.own ?? [])].map(({ key }) => key);
  expect(new Set(keys).size).toBe(count);
  expect(keys).toHaveLength(count);
});

async function post(room: string, body: string): Promise<string> {
  return (await domain.post(room, ann, body)).message.id;
}
