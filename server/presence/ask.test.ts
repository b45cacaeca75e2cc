import { limits } from "@roost/protocol/limits.ts";
import { expect, test, vi } from "vitest";
import { by } from "../testing/by.ts";
import { ann, ben, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { askPresence } from "./ask.ts";
import { AskedPeople } from "./asked-people.ts";
import { setMyPresence } from "./mine.ts";

setUpRoomOfTwo();

/** Of whom nothing is kept. */
const asking = () => ({ ...server.ctx, asked: new AskedPeople(server.ctx.bus) });
const ask = (asker: string, userId: string) => askPresence(asking(), by(asker), userId);

test("SIG-12: who asks once is told what those are who look", async () => {
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "offline" });
  const [phone, laptop] = [await server.enter(ben), await server.enter(ben)];
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "online" });
  phone.send({ type: "idle", isIdle: true });
  await phone.settled();
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "online" });
  laptop.send({ type: "idle", isIdle: true });
  await laptop.settled();
  await vi.waitFor(async () => expect(await ask(ann, ben)).toMatchObject({ state: "away" }));
  const status = { emoji: "🌴", text: "On leave", until: null };
  const doNotDisturbUntil = new Date(Date.now() + limits.heartbeatTimeoutMs).toISOString();
  await setMyPresence(server.ctx, by(ben), { status, doNotDisturbUntil });
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "away", doNotDisturbUntil, status });
});

test("SIG-8, SIG-12: what somebody hides is told to themselves alone", async () => {
  await server.enter(ben);
  const status = { emoji: null, text: "Here", until: null };
  await setMyPresence(server.ctx, by(ben), { status, hidden: ["state", "status"] });
  expect(await ask(ann, ben)).toEqual({ userId: ben });
  expect(await ask(ben, ben)).toEqual({ userId: ben, state: "online", status });
});

test("SIG-9, SIG-12: of who is offline it is said when they were seen, unless they hide it", async () => {
  const seenAt = "2026-03-01T09:30:00.000Z";
  await setMyPresence(server.ctx, by(ben), { hidden: [] });
  await server.ctx.database.pool.query("UPDATE presences SET seen_at = $2 WHERE user_id = $1", [
    ben,
    seenAt,
  ]);
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "offline", lastSeenAt: seenAt });
  await setMyPresence(server.ctx, by(ben), { hidden: ["lastSeen"] });
  expect(await ask(ann, ben)).toEqual({ userId: ben, state: "offline" });
});

test("of nobody, and to a stranger without the permission, it is not told", async () => {
  await expect(ask(ann, "00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
    code: "user.not_found",
  });
  const stranger = { ...by(await server.addUser()), permissions: [] };
  await expect(askPresence(asking(), stranger, ben)).rejects.toMatchObject({
    code: "user.not_found",
  });
});
