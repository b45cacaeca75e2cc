import type { Me } from "@roost/protocol/user.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  ] as const) {
    await place.accounts.signUp({ ...newPerson(username), name }, new Headers());
  }
});
afterAll(() => place.close());

async function names(query: string): Promise<string[]> {
  const found = await listUsers(ctx, { query, limit: 50 });
  return found.users.map(({ username }) => username);
}

test("pages follow each other in the order of the user names", async () => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(ctx, cursor === undefined ? {} : { cursor });
    pages.push(page.users.map(({ username }) => username));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(pages).toEqual([["100_percent", "anton"], ["bert", "dora"], ["zoe"]]);
});

test("a query matches anywhere in user names and display names", async () => {
  expect(await names("ANT")).toEqual(["anton", "dora"]);
  expect(await names("zoë")).toEqual(["zoe"]);
  expect(await names("  ")).toHaveLength(5);
  expect(await names("nobody")).toEqual([]);
});

test("a query is taken literally", async () => {
  expect(await names("%")).toEqual(["100_percent"]);
  expect(await names("_")).toEqual(["100_percent"]);
  expect(await names("\\")).toEqual([]);
  expect(await names("' OR 1=1 --")).toEqual([]);
});

test("a cursor that no page gave out is refused", async () => {
  for (const cursor of ["", "x", Buffer.from('["a","b"]').toString("base64url")]) {
    await expect(listUsers(ctx, { cursor })).rejects.toMatchObject({ code: "request.invalid" });
  }
});

test("nobody sees e-mail addresses but their own", async () => {
  const { users } = await listUsers(ctx, { limit: 50 });
  expect(Object.keys(users[0] ?? {}).sort()).toEqual(["displayName", "id", "username"]);
  const dora = users.find(({ username }) => username === "dora");
  expect(await getMe(ctx, dora?.id ?? "")).toEqual<Me>({
    id: dora?.id ?? "",
    username: "dora",
    displayName: "Dora Ant",
    email: "dora@example.org",
    role: "owner",
  });
});

test("an account that is gone has to sign in again", async () => {
  await expect(getMe(ctx, "00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
    code: "auth.required",
  });
});
