import { limits } from "@roost/protocol/limits.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { getMyPresence, setMyPresence } from "./mine.ts";

let domain: TestDomain;
let ann: string;

beforeAll(async () => {
  domain = await createTestDomain();
});
beforeEach(async () => {
  ann = await domain.addUser();
});
afterAll(() => domain.close());

const later = new Date(Date.now() + 3_600_000).toISOString();

test("at first somebody says nothing of themselves, and hides nothing", async () => {
  expect(await getMyPresence(domain.ctx, by(ann))).toEqual({
    status: null,
    doNotDisturbUntil: null,
    hidden: [],
  });
});

test("where nothing is named, nothing changes", async () => {
  await setMyPresence(domain.ctx, by(ann), { hidden: ["lastSeen"] });
  expect(await setMyPresence(domain.ctx, by(ann), {})).toMatchObject({ hidden: ["lastSeen"] });
});

test("what is not named stays, and null takes away", async () => {
  const status = { emoji: "🌴", text: "  On   leave ", until: later };
  await setMyPresence(domain.ctx, by(ann), { status, hidden: ["lastSeen"] });
  const all = { status: { ...status, text: "On leave" }, hidden: ["lastSeen"] };
  expect(await setMyPresence(domain.ctx, by(ann), { doNotDisturbUntil: later })).toEqual({
    ...all,
    doNotDisturbUntil: later,
  });
  expect(await setMyPresence(domain.ctx, by(ann), { doNotDisturbUntil: null })).toEqual({
    ...all,
    doNotDisturbUntil: null,
  });
  expect((await setMyPresence(domain.ctx, by(ann), { status: null })).status).toBeNull();
});

test("a status of nothing is none, and so is one that is over", async () => {
  const set = async (emoji: string | null, text: string, until: string | null) =>
    (await setMyPresence(domain.ctx, by(ann), { status: { emoji, text, until } })).status;
  expect(await set(null, "  ", null)).toBeNull();
  expect(await set("❤", "", null)).toEqual({ emoji: "❤️", text: "", until: null });
  expect(await set(null, "Back soon", "2020-01-01T00:00:00.000Z")).toBeNull();
});

test.each([
  [{ emoji: "tree", text: "", until: null }, "request.invalid"],
  [{ emoji: "🌴🌴", text: "", until: null }, "request.invalid"],
  [{ emoji: null, text: "\u202Eabc", until: null }, "text.invalid_characters"],
  [{ emoji: null, text: "a".repeat(limits.statusCharacters + 1), until: null }, "text.too_long"],
])("a status that cannot be is refused: %j", async (status, code) => {
  await expect(setMyPresence(domain.ctx, by(ann), { status })).rejects.toMatchObject({ code });
  expect((await getMyPresence(domain.ctx, by(ann))).status).toBeNull();
});
