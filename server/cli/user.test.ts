import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { printAudit } from "./audit.ts";
import { runUserCommand } from "./user.ts";

const password = "correct horse battery";

let database: TestDatabase;
let server: ServerProcess;
let environment: { DATABASE_URL: string };

beforeAll(async () => {
  database = await createTestDatabase();
  environment = { DATABASE_URL: database.url };
  server = await startServerProcess({ ...environment, PASSWORD_HASH_COST: "10" });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
  await database.drop();
});

/** What a command prints, its lines cut at tabs. */
async function printed(command: () => Promise<number>): Promise<string[][]> {
  let output = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    output += chunk;
    return true;
  });
  expect(await command()).toBe(0);
  write.mockRestore();
  const lines = output.trimEnd().split("\n");
  return lines.map((line) => line.split("\t"));
}

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

  const promoted = await printed(() => runUserCommand("role", ["ann", "admin"], environment));
  expect(promoted).toEqual([['"ann" is admin of the server now.']]);
  await expect.poll(list).toBe(200);

  const args = ["ann", "--reason", "Spam", "--until", "2999-01-01"];
  await printed(() => runUserCommand("disable", args, environment));
  await expect.poll(list).toBe(401);
  const suspended = await printed(() =>
    runUserCommand("list", ["--suspended", "--json"], environment),
  );
  expect(suspended.map(([row = ""]) => JSON.parse(row))).toMatchObject([
    { username: "ann", suspension: { reason: "Spam", until: "2999-01-01T00:00:00.000Z" } },
  ]);
  await printed(() => runUserCommand("enable", ["Ann@example.org"], environment));
  const listed = await printed(() => runUserCommand("list", ["--query", "ann"], environment));
  expect(listed).toEqual([["ann", "ann@example.org", "admin", "enabled", "ann"]]);

  const entries = await printed(() => printAudit(["--user", "ann"], environment));
  expect(entries.map((cells) => cells.slice(1, 5))).toEqual([
    ["command line", "-", "person.unsuspended", "ann"],
    ["command line", "-", "person.suspended", "ann"],
    ["command line", "-", "role.set", "ann"],
  ]);
});

test("nobody is found whom there is not, and the owner is kept", async () => {
  const nobody = runUserCommand("enable", ["frob"], environment);
  await expect(nobody).rejects.toThrow('Nobody here is called "frob"');
  const owner = runUserCommand("disable", ["owner"], environment);
  await expect(owner).rejects.toThrow("The owner of a server cannot be suspended.");
});
