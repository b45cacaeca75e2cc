import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldedPerson } from "../store/folded-name.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { createRoom } from "./create.ts";
import { listMembers } from "./members.ts";
import { findRooms } from "./reader.ts";
import { updateRoom } from "./update.ts";

let domain: TestDomain;
let ann: string;
beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser("ann");
});
afterAll(() => domain.close());

async function makeRoom(name: string) {
  return createRoom(domain.ctx, by(ann), { name, kind: "public" });
}

async function found(query: string): Promise<string[]> {
  const { rooms } = await findRooms(domain.ctx, by(ann), { query });
  return rooms.map(({ name }) => name);
}

describe("a public room", () => {
  test.each([
    ["Über uns", "UBER"],
    ["Cafe\u0301 Zoë", "zoe café"],
    ["Ελληνικά", "ΕΛΛΗΝΙΚΑ"],
    ["Ёлка", "елка"],
    ["ISPARTA ılıca", "ılıca ısparta"],
    ["Ｗｉｄｅ", "wide"],
    ["Straßenfest", "STRASSENFEST"],
    ["Đà Nẵng", "da nang"],
    ["100%_sure", "%_"],
  ])("FND-1: called %j is found by %j", async (name, query) => {
    await makeRoom(name);
    expect(await found(query)).toContain(name.normalize("NFC"));
  });

  test("FND-1: is found by its new name once it has one, and by the old one no more", async () => {
    const room = await makeRoom("Öfen");
    await updateRoom(domain.ctx, by(ann), room.id, { name: "Märkte" });
    expect(await found("ofen")).toEqual([]);
    expect(await found("markte")).toEqual(["Märkte"]);
  });
});

/** All pages after each other. */
async function pages<Row>(
  load: (cursor?: string) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): Promise<Row[]> {
  const all: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    all.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

const names = [
  "R10",
  "Zebra",
  "Ähre",
  "R2",
  "Anker",
  "Über",
  "#a",
  "🐦",
  "Яна",
  "Uber",
  "ähre",
  "R2",
];

test("FND-2: pages of rooms follow each other in the order of names, without gap or overlap", async () => {
  for (const name of names) await makeRoom(`Order ${name}`);
  const rows = await pages(async (cursor) => {
    const query = { query: "order", limit: 3, ...(cursor ? { cursor } : {}) };
    const { rooms, nextCursor } = await findRooms(domain.ctx, by(ann), query);
    return { rows: rooms, nextCursor };
  });
  const found = rows.map(({ name }) => name.slice("Order ".length).toLowerCase());
  expect(found).toEqual([
    "#a",
    "🐦",
    "ähre",
    "ähre",
    "anker",
    "r2",
    "r2",
    "r10",
    "uber",
    "über",
    "zebra",
    "яна",
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(names.length);
});

test("FND-2: members are in the order of their names, within each role, and found by them", async () => {
  const ids: string[] = [];
  for (const [index, name] of names.entries()) {
    const id = await domain.addUser(`m${index}`);
    ids.push(id);
    await domain.ctx.database.db
      .updateTable("users")
      .set({ display_name: name, ...foldedPerson(name, `m${index}`) })
      .where("id", "=", id)
      .execute();
  }
  const roomId = await domain.addRoom(ann, ids);
  const users = await pages(async (cursor) => {
    const page = await listMembers(domain.ctx, by(ann), roomId, {
      limit: 3,
      ...(cursor ? { cursor } : {}),
    });
    return { rows: page.users, nextCursor: page.nextCursor };
  });
  expect(users.map(({ displayName }) => displayName)).toEqual([
    ...["ANN", "#a", "🐦", "ähre", "Ähre", "Anker"],
    ...["R2", "R2", "R10", "Uber", "Über", "Zebra", "Яна"],
  ]);
  const { users: called } = await listMembers(domain.ctx, by(ann), roomId, { query: "AHRE" });
  expect(called.map(({ username }) => username).sort()).toEqual(["m10", "m2"]);
});
