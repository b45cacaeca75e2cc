import { limits } from "@roost/protocol/limits.ts";
import type { ManagedEmojiQuery } from "@roost/protocol/managed-emoji.ts";
import { messageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { beforeEach, expect, test, vi } from "vitest";
import { react } from "../messages/react.ts";
import { listMessages } from "../messages/reader.ts";
import { by } from "../testing/by.ts";
import { gifOf, pngOf, webpOf } from "../testing/images.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { addEmoji } from "./add.ts";
import { deleteEmoji } from "./delete.ts";
import { exportEmoji } from "./export.ts";
import { readEmojiImage } from "./image.ts";
import { listEmoji } from "./list.ts";
import { listManagedEmoji } from "./managed-list.ts";

setUpRoomOfTwo();

const admin = () => by(ann, "admin");
const add = (name: string, image: Buffer = pngOf(16)) => addEmoji(server.ctx, admin(), name, image);
const list = (since?: number) => listEmoji(server.ctx, by(ben), since);
const names = async () => (await list()).emoji.map(({ name }) => name);

beforeEach(async () => {
  for (const name of await names()) await deleteEmoji(server.ctx, admin(), name);
});

test("EMO-1: each change of the list raises its version by one, and is in what changed since", async () => {
  const { version } = await list();
  const parrot = await add("party-parrot", gifOf(32));
  expect(parrot).toMatchObject({
    ...{ name: "party-parrot", version: version + 1, mediaType: "image/gif", width: 32 },
    ...{ addedBy: ann, deletedAt: null },
  });
  const blob = await add("blob");
  expect(blob.version).toBe(version + 2);
  expect(await list()).toEqual({ version: version + 2, isAll: true, emoji: [blob, parrot] });
  expect(await list(version + 1)).toEqual({ version: version + 2, isAll: false, emoji: [blob] });
  await deleteEmoji(server.ctx, admin(), "party-parrot");
  expect(await list()).toEqual({ version: version + 3, isAll: true, emoji: [blob] });
  const gone = { ...parrot, version: version + 3, deletedAt: expect.any(String) };
  expect(await list(version + 2)).toEqual({ version: version + 3, isAll: false, emoji: [gone] });
  expect(await list(version + 3)).toMatchObject({ isAll: false, emoji: [] });
});

test("EMO-1: a version that the list never had gets all of it", async () => {
  const blob = await add("blob");
  expect(await list(blob.version + 1)).toMatchObject({ isAll: true, emoji: [blob] });
});

test("EMO-1: changes at the same moment have a version each", async () => {
  const { version } = await list();
  const added = await Promise.all(Array.from({ length: 8 }, (_, index) => add(`crowd-${index}`)));
  expect(added.map((one) => one.version - version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("EMO-2: the image comes back byte by byte, until the emoji is deleted", async () => {
  const image = webpOf("VP8X", 512, 512);
  const { image: address } = await add("large", image);
  const [, name = "", hash = ""] =
    /^\/api\/emoji\/([^/]+)\/images\/([0-9a-f]{32})$/.exec(address) ?? [];
  const read = (hash: string) => readEmojiImage(server.ctx, by(ben), name, hash);
  expect(await read(hash)).toEqual({ mediaType: "image/webp", bytes: image });
  await expect(read("0".repeat(32))).rejects.toMatchObject({ code: "emoji.not_found" });
  await deleteEmoji(server.ctx, admin(), "large");
  await expect(read(hash)).rejects.toMatchObject({ code: "emoji.not_found" });
  await add("large", pngOf(8));
  await expect(read(hash)).rejects.toMatchObject({ code: "emoji.not_found" });
});

test("EMO-2: what is no image, or too large, is refused, and nothing is stored", async () => {
  const before = await list();
  const tooLong = Buffer.concat([pngOf(8), Buffer.alloc(limits.customEmojiBytes)]);
  for (const [image, code] of [
    [Buffer.from("hello"), "emoji.image_invalid"],
    [Buffer.alloc(0), "emoji.image_invalid"],
    [gifOf(513, 16), "emoji.image_too_large"],
    [webpOf("VP8L", 16, 513), "emoji.image_too_large"],
    [tooLong, "request.too_large"],
  ] as const) {
    await expect(add("bad", image)).rejects.toMatchObject({ code });
  }
  expect(await list()).toEqual(before);
});

test("EMO-3: a name has 2 to 32 characters of those that a shortcode has", async () => {
  const long = "a".repeat(32);
  for (const name of ["oh", "c++", "a_b", "a__b", "100-percent", "4ever", long]) await add(name);
  for (const name of [
    "a",
    `${long}a`,
    "Party",
    "a b",
    "_a",
    "a_",
    "a_-b",
    "-a",
    "+1",
    ":a:",
    "ä2",
    "",
  ]) {
    await expect(add(name), name).rejects.toMatchObject({ code: "emoji.name_invalid" });
  }
});

test("EMO-3: the shortcodes of usual emoji are not given away", async () => {
  for (const name of ["smile", "tada", "thumbsup", "100", "flag-de"]) {
    await expect(add(name), name).rejects.toMatchObject({ code: "emoji.name_reserved" });
  }
});

test("EMO-3: the same image again changes nothing, another one is refused", async () => {
  const blob = await add("blob");
  expect(await addEmoji(server.ctx, by(ben, "owner"), "blob", pngOf(16))).toEqual(blob);
  await expect(add("blob", pngOf(17))).rejects.toMatchObject({ code: "emoji.name_taken" });
  await deleteEmoji(server.ctx, admin(), "blob");
  const anew = await add("blob", pngOf(17));
  expect(anew).toMatchObject({ width: 17, version: blob.version + 2, deletedAt: null });
});

test("EMO-3: deleting again changes nothing; what never was is not found", async () => {
  await add("blob");
  await deleteEmoji(server.ctx, admin(), "blob");
  const { version } = await list();
  await deleteEmoji(server.ctx, admin(), "blob");
  expect((await list()).version).toBe(version);
  const unknown = deleteEmoji(server.ctx, admin(), "never-there");
  await expect(unknown).rejects.toMatchObject({ code: "emoji.not_found" });
});

test("EMO-6: what was deleted comes back at its address with the same image, unless its name has another one", async () => {
  const image = gifOf(24);
  const before = await add("parrot-back", image);
  const hash = before.image.slice(before.image.lastIndexOf("/") + 1);
  await deleteEmoji(server.ctx, admin(), "parrot-back");
  const back = await addEmoji(server.ctx, by(ben, "owner"), "parrot-back", image);
  const version = before.version + 2;
  expect(back).toMatchObject({ version, image: before.image, addedBy: ben, deletedAt: null });
  expect((await readEmojiImage(server.ctx, by(ben), "parrot-back", hash)).bytes).toEqual(image);
  expect(await list(before.version)).toMatchObject({ version, isAll: false, emoji: [back] });
  // Asked for once more, since the answer was lost.
  expect(await add("parrot-back", image)).toEqual(back);
  await deleteEmoji(server.ctx, admin(), "parrot-back");
  const other = await addEmoji(server.ctx, by(ben, "owner"), "parrot-back", pngOf(8));
  await expect(add("parrot-back", image)).rejects.toMatchObject({ code: "emoji.name_taken" });
  expect((await list()).emoji).toEqual([other]);
});

test("LIM-9: a server has so many emoji", async () => {
  const { db } = server.ctx.database;
  const image = { media_type: "image/png", width: 1, height: 1, hash: "0" } as const;
  const { version } = await list();
  const rows = Array.from({ length: limits.customEmoji }, (_, index) => {
    return {
      name: `many-${index}`,
      version: version + 1,
      added_by: ann,
      deleted_at: null,
      ...image,
    };
  });
  await db.insertInto("custom_emoji").values(rows).execute();
  await expect(add("one-more")).rejects.toMatchObject({ code: "emoji.too_many" });
  await deleteEmoji(server.ctx, admin(), "many-0");
  await add("one-more");
  await db.deleteFrom("custom_emoji").where("name", "like", "many-%").execute();
});

test("RGT-1: whoever is signed in sees them; owners and admins of the server manage them", async () => {
  await addEmoji(server.ctx, by(ann, "owner"), "blob", pngOf(16));
  for (const attempt of [
    addEmoji(server.ctx, by(ben), "mine", pngOf(16)),
    deleteEmoji(server.ctx, by(ben), "blob"),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "auth.forbidden" });
  }
  expect(await names()).toEqual(["blob"]);
});

test("EMO-5: people react with an emoji of the server as long as it is there", async () => {
  const { message } = await server.post(roomId, ann, "hello");
  const id = messageId(roomId, message.number);
  const set = (userId: string, emoji: string, on = true) =>
    react(server.ctx, by(userId), id, emoji, on);
  await expect(set(ben, ":blob:")).rejects.toMatchObject({ code: "reaction.invalid" });
  await add("blob");
  expect(await set(ben, ":blob:")).toMatchObject({ emoji: ":blob:", count: 1 });
  expect(await set(ann, ":blob:")).toMatchObject({ emoji: ":blob:", count: 2 });
  for (const emoji of [":blob", "blob", ":Blob:", ":blob::blob:"]) {
    await expect(set(ben, emoji), emoji).rejects.toMatchObject({ code: "reaction.invalid" });
  }
  await deleteEmoji(server.ctx, admin(), "blob");
  const page = await listMessages(server.ctx, by(ben), roomId, {});
  expect(page.reactions).toMatchObject([{ emoji: ":blob:", count: 2 }]);
  // What is there may stay as it is, and be taken back.
  expect(await set(ann, ":blob:")).toMatchObject({ count: 2 });
  expect(await set(ben, ":blob:", false)).toMatchObject({ count: 1 });
  await expect(set(ben, ":blob:")).rejects.toMatchObject({ code: "reaction.invalid" });
});

test("EMO-4: everybody who is connected is told of another version, and a newcomer has it", async () => {
  await add("blob");
  const [annsDevice, bensDevice] = [await server.enter(ann), await server.enter(ben)];
  const added = await add("clap-clap");
  const { version } = added;
  const told = { type: "emoji", since: version - 1, version, emoji: [added] };
  for (const device of [annsDevice, bensDevice]) expect(await device.next("emoji")).toEqual(told);
  const late = await server.connect();
  late.hello(await server.signIn(ben));
  expect(await late.next("welcome")).toMatchObject({ emojiVersion: version });
  await deleteEmoji(server.ctx, admin(), "clap-clap");
  const gone = { name: "clap-clap", deletedAt: expect.any(String) };
  expect(await late.next("emoji")).toMatchObject({ since: version, emoji: [gone] });
});

test("EMO-4: a change of which the news was lost is found by comparing with the store", async () => {
  const device = await server.enter(ben);
  const publish = vi.spyOn(server.ctx.bus, "publish").mockImplementation(() => {});
  const { version } = await add("quiet");
  publish.mockRestore();
  await device.settled();
  expect(device.all("emoji")).toEqual([]);
  await server.gateway.findLostNews();
  expect(await device.next("emoji")).toMatchObject({ version, emoji: [{ name: "quiet" }] });
  await server.gateway.findLostNews();
  await device.settled();
  expect(device.all("emoji")).toEqual([]);
});

test("EMO-4: of many changes at once the version alone is told", async () => {
  const device = await server.enter(ben);
  const publish = vi.spyOn(server.ctx.bus, "publish").mockImplementation(() => {});
  // The gateway looks for lost news by itself, too: not before all are there.
  const sweep = vi.spyOn(server.gateway, "findLostNews").mockResolvedValue();
  for (let index = 0; index <= 100; index += 1) await add(`bulk-${index}`);
  publish.mockRestore();
  sweep.mockRestore();
  await server.gateway.findLostNews();
  expect(await device.next("emoji")).toEqual({ type: "emoji", version: (await list()).version });
});

test("EMO-7: those who look after emoji have each once, page by page, in each order and with all filters", async () => {
  await add("crow");
  await addEmoji(server.ctx, by(ben, "owner"), "auk", pngOf(16));
  for (const name of ["dunlin", "bittern", "gone"]) await add(name);
  await deleteEmoji(server.ctx, admin(), "gone");
  const all = async (query: ManagedEmojiQuery) => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listManagedEmoji(server.ctx, admin(), {
        ...{ ...query, limit: 2 },
        ...(cursor !== null && { cursor }),
      });
      found.push(...page.emoji.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const exported: string[] = [];
    for await (const rows of await exportEmoji(server.ctx, admin(), query)) {
      exported.push(...rows.map(({ name }) => name));
    }
    expect(exported).toEqual(found);
    return found;
  };
  expect(await all({})).toEqual(["auk", "bittern", "crow", "dunlin"]);
  expect(await all({ sort: "oldest" })).toEqual(["crow", "auk", "dunlin", "bittern"]);
  expect(await all({ sort: "newest" })).toEqual(["bittern", "dunlin", "auk", "crow"]);
  expect(await all({ addedBy: ben })).toEqual(["auk"]);
  expect(await all({ query: ":CRO" })).toEqual(["crow"]);
  const { users } = await listManagedEmoji(server.ctx, admin(), { addedBy: ben });
  expect(users).toMatchObject([{ id: ben }]);
  await expect(listManagedEmoji(server.ctx, by(ben), {})).rejects.toMatchObject({
    code: "auth.forbidden",
  });
});

test("EMO-8: the audit log has who added and who deleted one", async () => {
  await add("blob");
  await add("blob");
  await deleteEmoji(server.ctx, admin(), "blob");
  await deleteEmoji(server.ctx, admin(), "blob");
  const { rows } = await sql`
    SELECT action, actor_id AS by, details FROM audit_entries ORDER BY id DESC LIMIT 3`.execute(
    server.ctx.database.db,
  );
  expect(rows.slice(0, 2)).toEqual([
    { action: "emoji.deleted", by: ann, details: { name: "blob" } },
    { action: "emoji.added", by: ann, details: { name: "blob" } },
  ]);
  expect(rows[2]).not.toMatchObject({ details: { name: "blob" } });
});
