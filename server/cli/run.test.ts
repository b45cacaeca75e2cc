import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StartError } from "../start-error.ts";
import { runRoost, startServerProcess } from "../testing/server-process.ts";
import { run } from "./run.ts";

const password = "correct horse battery";
const admin = ["admin", "create", "--password-stdin"];
const named = (name: string) => ["--username", name, "--email", `${name}@example.org`];

let environment: { DATA_DIR: string };

beforeAll(async () => {
  environment = { DATA_DIR: await mkdtemp(path.join(os.tmpdir(), "roost-test-")) };
});

afterAll(() => rm(environment.DATA_DIR, { recursive: true }));

test("admin create works without a server, and beside one, and so does user reset-password", async () => {
  const owner = await runRoost([...admin, ...named("first")], environment, `${password}\n`);
  expect(owner).toMatchObject({ code: 0, stderr: "" });
  expect(owner.stdout).toBe('The account "first" is made; it owns the server.\n');

  const server = await startServerProcess(environment);
  const beside = await runRoost([...admin, ...named("second")], environment, password);
  expect(beside).toMatchObject({ code: 0, stderr: "" });
  expect(beside.stdout).toBe('The account "second" is made; it administers the server.\n');

  const again = await runRoost([...admin, ...named("second")], environment, password);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("The account could not be made. The user name “second” is taken");

  for (const username of ["first", "second"]) {
    const signedIn = await fetch(`${server.url}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    expect(signedIn.status).toBe(200);
  }

  const reset = await runRoost(["user", "reset-password", "Second@example.org"], {
    ...environment,
    PUBLIC_URL: "https://chat.example.org/",
  });
  expect(reset).toMatchObject({ code: 0, stderr: "" });
  const [, token] =
    /^https:\/\/chat\.example\.org\/reset-password#(\S+)$/m.exec(reset.stdout) ?? [];
  const changed = await fetch(`${server.url}/api/auth/reset-password`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, newPassword: "a nest of twigs" }),
  });
  expect(changed.status).toBe(200);

  const nobody = await runRoost(["user", "reset-password", "third"], environment);
  expect(nobody.code).toBe(1);
  expect(nobody.stderr).toContain('Nobody here is called "third"');
  server.kill("SIGTERM");
  await server.ended;
});

test.each([
  [["user", "role", "ann", "king"], '"king" is no role; there are owner, admin'],
  [["user", "disable"], "Give one user name or e-mail address."],
  [["user", "enable", "ann", "--reason", "x"], "Unknown option '--reason'"],
  [["user", "enable", "ann", "ben"], "Give one user name or e-mail address."],
  [["user", "disable", "ann", "--until", "soon"], '"soon" is no time'],
  [["user", "list", "--role", "king"], '"king" is no role'],
  [["audit", "--action", "frob"], '"frob" is no action; there are role.set'],
  [["audit", "--limit", "0"], '"0" is no count of entries'],
  [admin, "--username and --email are needed. For example:"],
  [["admin", "create", "--user", "x"], "Unknown option '--user'"],
  [["admin", "create", ...named("ann")], "Give it on the standard input, with --password-stdin"],
  [["start", "--rolle", "api"], "Unknown option '--rolle'"],
  [["start", "--role", "cook"], 'The setting ROLE is "cook", but it must be api, gateway, worker'],
  [["start", "--role", "gateway"], "A node that is only gateway needs others beside it"],
  [["invite", "create", "--uses", "none"], '"none" is no count of uses from 1'],
  [["invite", "revoke", "it"], "Give the id that `invite list` shows"],
  [["registration", "frob"], "Say who may sign up: open, domain, approval, invite, closed."],
  [["user", "reset-password"], "Whose password is it?"],
  [["user", "reset-2fa"], "Whose second factor is it?"],
  [["database", "distribute"], "The embedded PostgreSQL is one machine"],
  [["user", "create", ...named("ann"), "--role", "king"], '"king" is no role; there are admin'],
  [["user", "create", ...named("ann"), "--role", "owner"], 'hand the server on: "user role"'],
  [["user", "create", ...named("ann"), "--link", "--password-stdin"], "Use --link or"],
  [["user", "list", "ann"], '"ann" is not understood. For example: npm run roost -- user list'],
  [["room", "archive"], "Give one room, by its name or id."],
  [["migrate", "--now"], "Unknown option '--now'"],
  [["frob"], 'There is no command "frob"'],
])("%j is refused with what is wrong", async (args, reason) => {
  const error = await run(args).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  expect(error.message).toContain(reason);
});

test("CLI-2: the exit code says what became of a command, and with --json the error is an object", async () => {
  const typo = await runRoost(["user", "lst"], environment);
  expect(typo).toMatchObject({ code: 2, stdout: "" });
  const option = await runRoost(["user", "list", "--jsn", "--json"], environment);
  expect(option).toMatchObject({ code: 2, stdout: "" });
  expect(JSON.parse(option.stderr)).toEqual({
    error: expect.stringContaining("Unknown option '--jsn'"),
    exitCode: 2,
  });
  const nobody = await runRoost(["user", "enable", "frob", "--json"], environment);
  expect(nobody).toMatchObject({ code: 1, stdout: "" });
  expect(JSON.parse(nobody.stderr)).toEqual({
    error: expect.stringContaining('Nobody here is called "frob"'),
    exitCode: 1,
  });
});

test("help lists the commands, and tells more of one", async () => {
  const ended = await runRoost(["help"], {});
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toContain("admin create");
  const one = await runRoost(["room", "archive", "--help"], {});
  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(one.stdout).toContain("npm run roost -- room archive ROOM");
  expect(one.stdout).toContain("--json prints an object a line with: id, name.");
});
