import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { type AccountPolicy, admitted, createAccount } from "./create-account.ts";
import { countingPasswords, newPerson, openTestAccounts, type TestAccounts } from "./testing.ts";

let place: TestAccounts;
beforeEach(async () => {
  place = await openTestAccounts();
});
afterEach(() => place.close());

const asMember: AccountPolicy = {
  role: "member",
  admit: async () => admitted,
  language: null,
  now: new Date(),
};

async function create(
  input: Partial<ReturnType<typeof newPerson>> = {},
  policy: Parameters<typeof createAccount>[3] = asMember,
) {
  const person = { ...newPerson(), ...input };
  const account = { ...person, displayName: person.name };
  const made = await createAccount(place.database.db, countingPasswords(), account, policy);
  return made.me;
}

describe("the first account", () => {
  test("owns the server, and no later one does", async () => {
    expect((await create()).role).toBe("owner");
    expect((await create()).role).toBe("member");
    expect((await create({}, { ...asMember, role: "admin" })).role).toBe("admin");
  });

  test("is one of those that come at the same time", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => create()));
    expect(made.filter(({ role }) => role === "owner")).toHaveLength(1);
    const stored = await place.database.db.selectFrom("users").selectAll().execute();
    expect(stored).toHaveLength(6);
  });

  test("can be made while registration is closed; no other can", async () => {
    const refuse = () => Promise.reject(new Refusal("auth.rejected"));
    const closed = { ...asMember, admit: refuse };
    const made = await Promise.allSettled([create({}, closed), create({}, closed)]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(create({}, closed)).rejects.toMatchObject({ code: "auth.rejected" });
  });
});

describe("a name or an address", () => {
  test("belongs to one account, however it is spelled", async () => {
    await create({ username: "alice", email: "alice@example.org" });
    await expect(create({ username: " ALICE " })).rejects.toMatchObject({
      code: "auth.username_taken",
      detail: "The user name “alice” is taken; choose another.",
    });
    await expect(create({ email: "Alice@Example.org" })).rejects.toMatchObject({
      code: "auth.email_taken",
    });
  });

  test("goes to one of those who ask at the same time", async () => {
    await create();
    const same = Array.from({ length: 4 }, () => create({ username: "bob" }));
    const made = await Promise.allSettled(same);
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of made) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({ code: "auth.username_taken" });
    }
  });
});

test("a name that speaks for the server is for its owner and its administrators", async () => {
  expect(await create({ username: "admin" })).toMatchObject({ role: "owner" });
  expect(await create({ username: "support" }, { ...asMember, role: "admin" })).toMatchObject({
    role: "admin",
  });
  await expect(create({ username: "system" })).rejects.toMatchObject({
    code: "auth.username_reserved",
    detail: "The user name “system” is reserved; choose another.",
  });
});

test.each([
  ["a", "request.invalid"],
  ["x".repeat(33), "request.invalid"],
  ["with space", "request.invalid"],
  ["ümlaut", "request.invalid"],
  ["me@home", "request.invalid"],
  ["room", "auth.username_reserved"],
  ["Everyone", "auth.username_reserved"],
])("the user name %j is refused", async (username, code) => {
  await expect(create({ username })).rejects.toMatchObject({ code });
});

test.each([
  ["  ", "text.empty"],
  ["\u200b", "text.empty"],
  ["line\nbreak", "text.invalid_characters"],
  ["\ud800", "text.invalid_characters"],
  ["x".repeat(81), "text.too_long"],
])("the display name %j is refused", async (name, code) => {
  await expect(create({ name })).rejects.toMatchObject({ code });
});

test.each(["", "nobody", "a@b", "a b@example.org", "a..b@example.org", `${"x".repeat(250)}@a.org`])(
  "the e-mail address %j is refused",
  async (email) => {
    await expect(create({ email })).rejects.toMatchObject({ code: "request.invalid" });
  },
);

test.each(["1234567", "x".repeat(129)])("the password %j is refused", async (password) => {
  await expect(create({ password })).rejects.toMatchObject({ code: "request.invalid" });
});

test("names are kept tidy", async () => {
  const me = await create({
    username: " Ann.B-c_1 ",
    name: "  Ann   B ",
    email: " Ann+Chat@Example.ORG ",
  });
  expect(me).toMatchObject({
    username: "ann.b-c_1",
    displayName: "Ann B",
    email: "ann+chat@example.org",
  });
});
