import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { listMessages } from "./reader.ts";

let domain: TestDomain;
let owner: string;

beforeAll(async () => {
  domain = await createTestDomain();
  owner = await domain.addUser();
});
afterAll(() => domain.close());

/** A room of 25 messages, the first of which says who made it. */
async function addTalk() {
  const room = await domain.addRoom(owner);
  for (let index = 0; index < 24; index++) await domain.post(room, owner);
  /** The first and the last number of a page, and what it says of the rest. */
  const numbers = async (query: object) => {
    const page = await listMessages(domain.ctx, by(owner), room, { limit: 10, ...query });
    const { messages, hasBefore, hasAfter } = page;
    return [messages[0]?.number, messages.at(-1)?.number, hasBefore, hasAfter];
  };
  return { room, numbers };
}

test("LIM-5: pages go both ways and meet without gap or overlap", async () => {
  const { numbers } = await addTalk();
  expect(await numbers({})).toEqual([16, 25, true, false]);
  expect(await numbers({ before: 16 })).toEqual([6, 15, true, true]);
  expect(await numbers({ before: 6 })).toEqual([1, 5, false, true]);
  expect(await numbers({ after: 0 })).toEqual([1, 10, false, true]);
  expect(await numbers({ after: 10 })).toEqual([11, 20, true, true]);
  expect(await numbers({ after: 20 })).toEqual([21, 25, true, false]);
  expect(await numbers({ after: 25 })).toEqual([undefined, undefined, true, false]);
  expect(await numbers({ before: 1 })).toEqual([undefined, undefined, false, true]);
  expect(await numbers({ after: 5, before: 12 })).toEqual([6, 11, true, true]);
});

test("a page around a message has it in its middle, or ends where the room does", async () => {
  const { numbers } = await addTalk();
  expect(await numbers({ around: 12 })).toEqual([7, 16, true, true]);
  expect(await numbers({ around: 3 })).toEqual([1, 10, false, true]);
  expect(await numbers({ around: 24 })).toEqual([16, 25, true, false]);
  expect(await numbers({ around: 900 })).toEqual([16, 25, true, false]);
  expect(await numbers({ around: 25, limit: 1 })).toEqual([25, 25, true, false]);
  expect(await numbers({ around: 1, limit: 200 })).toEqual([1, 25, false, false]);
  await expect(numbers({ around: 12, before: 20 })).rejects.toMatchObject({
    code: "request.invalid",
  });
});

test("a page around a time has the first message of then or later", async () => {
  const { room, numbers } = await addTalk();
  // Two by two at the same moment: 2 and 3 at one o'clock, 4 and 5 at two.
  await sql`
    UPDATE messages SET created_at = '2026-03-01T00:00Z'::timestamptz + (number / 2) * interval '1 hour'
    WHERE room_id = ${room}`.execute(domain.ctx.database.db);
  const at = (date: string) => numbers({ date, limit: 1 });
  expect(await at("2020-01-01T00:00:00Z")).toEqual([1, 1, false, true]);
  expect(await at("2026-03-01T00:00:00Z")).toEqual([1, 1, false, true]);
  expect(await at("2026-03-01T00:00:01Z")).toEqual([2, 2, true, true]);
  expect(await at("2026-03-01T03:00:00Z")).toEqual([6, 6, true, true]);
  expect(await at("2026-03-01T05:30:00+02:00")).toEqual([8, 8, true, true]);
  expect(await at("2026-03-01T12:00:00Z")).toEqual([24, 24, true, true]);
  expect(await at("2026-03-01T12:00:01Z")).toEqual([25, 25, true, false]);
  expect(await numbers({ date: "2026-03-01T06:00:00Z" })).toEqual([7, 16, true, true]);
});
