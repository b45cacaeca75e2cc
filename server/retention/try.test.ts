import { describe, expect, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { admin, cat, set } from "../managed-messages/testing.ts";
import { getRoom } from "../rooms/reader.ts";
import { changeSettings } from "../server-settings/change.ts";
import { by } from "../testing/by.ts";
import {
  age,
  bodies,
  dayMs,
  inDays,
  own,
  setDays,
  setUpRetention,
  tell,
  work,
} from "../testing/retention.ts";
import { ben, roomId, server } from "../testing/room-of-two.ts";
import { getRetention } from "./read.ts";
import { tryRetention } from "./try.ts";

setUpRetention();

describe("RTN-4: nobody shortens the time without having seen what goes", () => {
  test("of a room: how much, and from when to when; then it can be said for an hour", async () => {
    const [first, second] = [await tell("one"), await tell("two")];
    await age(first, 50);
    await age(second, 40);
    await tell("young");
    const wish = { days: 30, roomId };
    await expect(setDays(30)).rejects.toMatchObject({
      code: "retention.not_tried",
    });
    const now = new Date();
    const tried = await tryRetention(server.ctx, admin(), wish, now);
    expect(tried).toMatchObject({ messages: 2, roomCount: 1, directs: { rooms: 0, messages: 0 } });
    expect(tried.rooms).toMatchObject([
      { id: roomId, messages: 2, from: expect.any(String), to: expect.any(String) },
    ]);
    const { from, to, before } = tried;
    expect(Math.round((+now - +new Date(from ?? 0)) / dayMs)).toBe(50);
    expect(Math.round((+now - +new Date(to ?? 0)) / dayMs)).toBe(40);
    expect(Math.round((+now - +new Date(before)) / dayMs)).toBe(30);
    expect(await bodies()).toEqual(["one", "two", "young"]);

    for (const days of [29, 31]) {
      await expect(setDays(days)).rejects.toMatchObject({
        code: "retention.not_tried",
      });
    }
    await setDays(30);
    await work();
    expect(await bodies()).toEqual([null, null, "young"]);
    // More is said at once, and so is the same again.
    for (const days of [30, 31, 0, null]) {
      await setDays(days);
    }
    const { entries } = await listAudit(server.ctx, by(cat, "admin"), { action: "retention.set" });
    expect(
      entries.filter(({ details }) => "roomId" in details && details.roomId === roomId),
    ).toMatchObject([
      { details: { before: 0, after: null } },
      { details: { before: 31, after: 0 } },
      { details: { before: 30, after: 31 } },
      { details: { after: 30 } },
    ]);
  });

  test("of the server, in all rooms that go by it", async () => {
    await own(null);
    const old = await tell("old");
    await age(old, 31);
    const { environment } = server.ctx.settings;
    const say30 = () =>
      changeSettings({ ...server.ctx, environment }, admin(), { messagesKeptDays: 30 });
    await expect(say30()).rejects.toMatchObject({ code: "retention.not_tried" });
    const tried = await tryRetention(server.ctx, admin(), { days: 30 }, new Date());
    expect(tried).toMatchObject({ messages: 1, rooms: [{ id: roomId, messages: 1 }] });
    await say30();
    await server.ctx.settings.look();
    expect(await getRetention(server.ctx, admin())).toEqual({ days: 30, lastRunAt: null });
    await changeSettings({ ...server.ctx, environment }, admin(), { messagesKeptDays: null });
  });

  test("nobody else's look counts, nor an old one", async () => {
    const dan = await server.addUser();
    await tryRetention(server.ctx, by(dan, "admin"), { days: 30, roomId }, new Date());
    await own(null);
    await expect(setDays(30)).rejects.toMatchObject({ code: "retention.not_tried" });
    await tryRetention(server.ctx, admin(), { days: 30, roomId }, new Date());
    await expect(setDays(30, inDays(1 / 23))).rejects.toMatchObject({
      code: "retention.not_tried",
    });
  });
});

test("RTN-5: who sees a room is told for how long messages are kept there", async () => {
  await own(null);
  expect(await getRoom(server.ctx, by(ben), roomId)).not.toHaveProperty("keptDays");
  await set("messagesKeptDays", 30);
  expect(await getRoom(server.ctx, by(ben), roomId)).toMatchObject({ keptDays: 30 });
  await own(7);
  expect(await getRoom(server.ctx, by(ben), roomId)).toMatchObject({ keptDays: 7 });
  await own(0);
  expect(await getRoom(server.ctx, by(ben), roomId)).not.toHaveProperty("keptDays");
});
