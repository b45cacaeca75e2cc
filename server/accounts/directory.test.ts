import { serverRoles } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { by } from "../testing/by.ts";
import { getMe, listUsers } from "./directory.ts";
import { newPerson, openTestAccounts, type TestAccounts } from "./testing.ts";

let place: TestAccounts;
let ctx: Parameters<typeof listUsers>[0];
beforeAll(async () => {
  place = await openTestAccounts();
  ctx = { database: place.database, pageSize: 2 };
  for (const [username, name] of [
    ["dora", "Dora Ant"],
    ["anton", "Toni"],
    ["100_percent", "100%"],
    ["zoe", "Zoë"],
    ["bert", "Bert"],
    ["andre", "Andr\u00e9 Mu\u0308ller"],
    ["oe", "O\u0308zlem I\u015f\u0131k"],
    ["fjodor", "Фёдор"],
    ["r10", "Robot 10"],
    ["r2", "Robot 2"],
    ["a2", "Ä"],
  ] as const) {
    await place.accounts.signUp({ ...newPerson(username), name }, new Headers());
  }
});
afterAll(() => place.close());

const somebody = by("00000000-0000-4000-8000-000000000000");

async function names(query: string): Promise<string[]> {
  const found = await listUsers(ctx, somebody, { query, limit: 50 });
  return found.users.map(({ username }) => username);
}

test("FND-2: pages follow each other in the order of the names: Ä beside A, 2 before 10", async () => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(ctx, somebody, cursor === undefined ? {} : { cursor });
    pages.push(page.users.map(({ displayName }) => displayName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(pages).toEqual([
    ["100%", "Ä"],
    ["André Müller", "Bert"],
    ["Dora Ant", "Özlem Işık"],
    ["Robot 2", "Robot 10"],
    ["Toni", "Zoë"],
    ["Фёдор"],
  ]);
});

test.each([
  ["ANT", ["dora", "anton"]],
  ["zoë", ["zoe"]],
  ["zoe\u0308", ["zoe"]],
  ["ZOE", ["zoe"]],
  ["muller", ["andre"]],
  ["müller andré", ["andre"]],
  ["mul @and", ["andre"]],
  ["@ant", ["anton"]],
  ["ozlem isik", ["oe"]],
  ["ÖZLEM IŞIK", ["oe"]],
  ["федор", ["fjodor"]],
  ["ｒｏｂｏｔ", ["r2", "r10"]],
  ["nobody", []],
  ["muller bert", []],
  ["robot 1", ["r10"]],
  ["obot 1", ["r10"]],
  ["1 robo", ["r10"]],
  ["0 robot", []],
])("FND-1: %j finds %j", async (query, found) => {
  expect(await names(query)).toEqual(found);
});

test("no word finds everybody", async () => {
  expect(await names("  ")).toHaveLength(11);
});

test("a query is taken literally", async () => {
  expect(await names("%")).toEqual(["100_percent"]);
  expect(await names("_")).toEqual(["100_percent"]);
  expect(await names("\\")).toEqual([]);
  expect(await names("' OR 1=1 --")).toEqual([]);
});

test("a cursor that no page gave out is refused", async () => {
  for (const cursor of ["", "x", Buffer.from('["a","b","c"]').toString("base64url")]) {
    await expect(listUsers(ctx, somebody, { cursor })).rejects.toMatchObject({
      code: "request.invalid",
    });
  }
});

test("nobody sees e-mail addresses but their own", async () => {
  const { users } = await listUsers(ctx, somebody, { limit: 50 });
  expect(Object.keys(users[0] ?? {}).sort()).toEqual(["displayName", "id", "username"]);
  const dora = users.find(({ username }) => username === "dora");
  expect(await getMe(ctx, by(dora?.id ?? ""))).toEqual<Me>({
    id: dora?.id ?? "",
    username: "dora",
    displayName: "Dora Ant",
    email: "dora@example.org",
    role: "owner",
    permissions: [...serverRoles.owner],
  });
});

test("an account that is gone has to sign in again", async () => {
  await expect(getMe(ctx, somebody)).rejects.toMatchObject({
    code: "auth.required",
  });
});
