import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { deleteUser } from "./delete-user.ts";
import { printed, printedObjects } from "./testing.ts";
import { disableUser, enableUser } from "./user.ts";

const password = "correct horse battery";

let database: TestDatabase;
let server: ServerProcess;
let environment: { DATABASE_URL: string };

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url };
  server = await startServerProcess({ ...environment, PASSWORD_HASH_COST: "10" });
});
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
  await database.drop();
});

async function signUp(name: string): Promise<Record<string, string>> {
  const signedUp = await fetch(`${server.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, username: name, email: `${name}@example.org`, password }),
  });
  const headers = { authorization: `Bearer ${(await signedUp.json()).token}` };
  const { token } = await (await fetch(`${server.url}/api/auth/token`, { headers })).json();
  return { authorization: `Bearer ${token}` };
}

test("a running server knows at once what was done to somebody, and the audit log has it", async () => {
  await signUp("owner");
  const headers = await signUp("ann");
  const list = async () => (await fetch(`${server.url}/api/admin/people`, { headers })).status;
  expect(await list()).toBe(403);

  const promoted = await printed("user role", ["ann", "admin"], environment);
  expect(promoted).toEqual([['"ann" is admin of the server now.']]);
  await expect.poll(list).toBe(200);

  const args = ["ann", "--reason", "Spam", "--until", "2999-01-01"];
  await printed("user disable", args, environment);
  await expect.poll(list).toBe(401);
  expect(await printedObjects("user list", ["--suspended"], environment)).toMatchObject([
    { username: "ann", suspension: { reason: "Spam", until: "2999-01-01T00:00:00.000Z" } },
  ]);
  await printed("user enable", ["Ann@example.org"], environment);
  const listed = await printed("user list", ["--query", "ann"], environment);
  expect(listed).toEqual([["ann", "ann@example.org", "admin", "enabled", "ann"]]);

  const entries = await printed("audit", ["--user", "ann"], environment);
  expect(entries.map((cells) => cells.slice(1, 5))).toEqual([
    ["command line", "-", "person.unsuspended", "ann"],
    ["command line", "-", "person.suspended", "ann"],
    ["command line", "-", "role.set", "ann"],
  ]);
});

test("DEL-1: an account is deleted after some days or at once, and kept until then", async () => {
  const headers = await signUp("dora");
  const mine = async () => (await fetch(`${server.url}/api/me`, { headers })).status;
  const [begun] = await printedObjects("user delete", ["dora"], environment);
  expect(Date.parse(begun?.at as string)).toBeGreaterThan(Date.now() + 13 * 86_400_000);
  await expect.poll(mine).toBe(401);
  const [kept] = await printedObjects("user delete", ["dora", "--cancel"], environment);
  expect(kept).toMatchObject({ username: "dora", at: null });
  await printed("user delete", ["dora", "--now"], environment);
  const names = async () => (await printed("user list", ["--query", "dora"], environment)).length;
  await expect.poll(names, { timeout: 10_000 }).toBe(0);
  const owner = deleteUser(["owner"], environment);
  await expect(owner).rejects.toThrow("Hand the server on to somebody else first.");
});

test("nobody is found whom there is not, and the owner is kept", async () => {
  const nobody = enableUser(["frob"], environment);
  await expect(nobody).rejects.toThrow('Nobody here is called "frob"');
  const owner = disableUser(["owner"], environment);
  await expect(owner).rejects.toThrow("The owner of a server cannot be suspended.");
});

test("CLI-1: with --json each command about people prints the objects of the table", async () => {
  await signUp("cat");
  const [disabled] = await printedObjects("user disable", ["cat"], environment);
  expect(disabled).toMatchObject({ username: "cat" });
  const [enabled] = await printedObjects("user enable", ["cat"], environment);
  expect(enabled).toEqual(disabled);
  const [promoted] = await printedObjects("user role", ["cat", "moderator"], environment);
  expect(promoted).toEqual({ ...disabled, role: "moderator", customRole: null });
  const [link] = await printedObjects("user reset-password", ["cat"], environment);
  expect(link).toMatchObject({
    ...disabled,
    resetLink: expect.stringContaining("/reset-password#"),
  });
  const entries = await printedObjects("audit", ["--user", "cat"], environment);
  expect(entries.map(({ action }) => action)).toEqual([
    "reset-link.made",
    "role.set",
    "person.unsuspended",
    "person.suspended",
  ]);
});
