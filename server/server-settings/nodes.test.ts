import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { printed, printedObjects } from "../cli/testing.ts";
import { type RedisServer, startRedis } from "../testing/redis.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";

// Two nodes of one server, each in a process of its own, and commands beside them.

let database: TestDatabase;
let redis: RedisServer;
let nodes: [ServerProcess, ServerProcess];
let environment: NodeJS.ProcessEnv;
let headers: Record<string, string>;

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
  environment = { DATABASE_URL: database.url, REDIS_URL: redis.url, PASSWORD_HASH_COST: "10" };
  const settings = { ...environment, AUTH_ATTEMPTS_PER_MINUTE: "0" };
  const [first, second] = [await startServerProcess(settings), await startServerProcess(settings)];
  nodes = [first, second];
  const { token: secret } = await (await signUp(first)).json();
  const bearer = { authorization: `Bearer ${secret}` };
  const { token } = await (await fetch(`${first.url}/api/auth/token`, { headers: bearer })).json();
  headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
});
afterAll(async () => {
  for (const node of nodes) node.kill("SIGTERM");
  await Promise.all(nodes.map((node) => node.ended));
  await redis.close();
  await database.drop();
});

const signUp = (node: ServerProcess, invite?: string) =>
  fetch(`${node.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...newPerson(), ...(invite !== undefined && { invite }) }),
  });

const modeAt = async (node: ServerProcess) =>
  (await (await fetch(`${node.url}/api/registration`)).json()).mode;

test("REG-2: a change holds on the other node within a second, and one of a command on both", async () => {
  const [first, second] = nodes;
  const changed = await fetch(`${first.url}/api/admin/settings`, {
    ...{ method: "PATCH", headers },
    body: JSON.stringify({ registration: "approval" }),
  });
  expect(changed.status).toBe(200);
  expect(await modeAt(first)).toBe("approval");
  await expect.poll(() => modeAt(second), { timeout: 1_000 }).toBe("approval");

  await printed("registration", ["invite"], environment);
  for (const node of nodes) {
    expect(await (await signUp(node)).json()).toMatchObject({ code: "registration.invite_needed" });
    await expect.poll(() => modeAt(node), { timeout: 3_000 }).toBe("invite");
  }
});

test("REG-4: of those who come for the last use of a link at two nodes, one gets it", async () => {
  const [[url] = []] = await printed("invite create", ["--uses", "1"], environment);
  const invite = url?.slice(url.lastIndexOf("/") + 1);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => signUp(nodes[index % 2] as ServerProcess, invite)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);

  const [[made] = []] = await printed(
    "invite create",
    ["--room", "general", "--until", "2999-01-01"],
    environment,
  );
  const [[id = "", state, uses] = []] = await printed("invite list", [], environment);
  expect([state, uses]).toEqual(["open", "0 uses"]);
  await printed("invite revoke", [id], environment);
  const late = await signUp(nodes[0], made?.slice(made.lastIndexOf("/") + 1));
  expect(await late.json()).toMatchObject({ code: "invite.invalid" });
  const all = await printed("invite list", ["--all"], environment);
  expect(all.map(([, one]) => one).sort()).toEqual(["revoked", "used up"]);
  await expect(printed("invite create", ["--room", "nowhere"], environment)).rejects.toThrow(
    'No room is called "nowhere"',
  );
  const objects = await printedObjects("invite create", ["--uses", "2"], environment);
  expect(objects).toMatchObject([{ maxUses: 2, createdBy: null }]);
});
