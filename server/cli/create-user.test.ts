import { afterAll, beforeAll, expect, test } from "vitest";
import { runRoost } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { printed, printedObjects } from "./testing.ts";

let database: TestDatabase;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url, PASSWORD_HASH_COST: "10", REGISTRATION: "closed" };
});
afterAll(() => database.drop());

const named = (name: string) => ["--username", name, "--email", `${name}@example.org`];

test("CLI-1, CLI-3: accounts that commands make are in the audit log, each with its role", async () => {
  const [owner] = await printedObjects("admin create", [...named("ann"), "--link"], environment);
  expect(owner).toMatchObject({ username: "ann", role: "owner" });
  const piped = ["user", "create", ...named("ben"), "--role", "moderator", "--password-stdin"];
  const ben = await runRoost(piped, environment, "correct horse battery\n");
  expect(ben).toMatchObject({ code: 0, stderr: "" });
  expect(ben.stdout).toBe('The account "ben" is made; it is moderator of the server.\n');
  const [cat] = await printedObjects("user create", [...named("cat"), "--link"], {
    ...environment,
    PUBLIC_URL: "https://chat.example.org",
  });
  expect(cat).toMatchObject({ role: "member", displayName: "cat" });
  expect(cat?.resetLink).toMatch(/^https:\/\/chat\.example\.org\/reset-password#\S+$/);

  const made = await printedObjects("audit", ["--action", "account.created"], environment);
  expect(made.map(({ means, details }) => [means, details])).toEqual([
    ["command line", { username: "cat", role: "member" }],
    ["command line", { username: "ben", role: "moderator" }],
    ["command line", { username: "ann", role: "owner" }],
  ]);
  expect(made[0]?.userId).toBe(cat?.id);
});

test("an account that there is is not made again, and nothing is said of it in the audit log", async () => {
  const again = printed("user create", [...named("dan"), "--link"], environment);
  expect((await again).flat().join("\n")).toContain("/reset-password#");
  const twice = printed("user create", [...named("dan"), "--link"], environment);
  await expect(twice).rejects.toThrow(
    "The account could not be made. The user name “dan” is taken",
  );
  const made = await printed(
    "audit",
    ["--user", "dan", "--action", "account.created"],
    environment,
  );
  expect(made).toHaveLength(1);
});
