import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestGateway, type TestGateway } from "../testing/gateway.ts";
import { printed, printedObjects } from "./testing.ts";

let server: TestGateway;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = await createTestGateway();
  environment = { DATABASE_URL: server.ctx.database.pool.options.connectionString };
  await server.addUser("ann");
});
afterAll(() => server.close());

test("BOT-1, BOT-3, CLI-3: a bot is made, listed and given a token by commands, which the audit log has", async () => {
  const [bot] = await printedObjects("bot create", ["ping"], environment);
  expect(bot).toMatchObject({ username: "ping", displayName: "ping", isBot: true, ownerId: null });
  await printed("bot create", ["pong", "--display-name", "Pong bot"], environment);
  expect(await printed("bot list", [], environment)).toEqual([
    ["ping", "member", "enabled", "ping"],
    ["pong", "member", "enabled", "Pong bot"],
  ]);
  const again = printed("bot create", ["ping"], environment);
  await expect(again).rejects.toThrow("“ping” is taken");

  const [[secret]] = (await printed("bot token", ["ping"], environment)) as [[string]];
  expect(secret).toMatch(/^roost_pat_/);
  const options = ["--name", "Production", "--scope", "read", "--until", "2099-12-31"];
  const [token] = await printedObjects("bot token", ["ping", ...options], environment);
  expect(token).toMatchObject({ name: "Production", scopes: ["read"], createdBy: null });
  const ofPerson = printed("bot token", ["ann"], environment);
  await expect(ofPerson).rejects.toThrow("This account is of a person.");
  const unknown = printed("bot token", ["ping", "--scope", "all"], environment);
  await expect(unknown).rejects.toThrow('"all" is no scope');

  const entries = await printedObjects("audit", ["--user", "ping"], environment);
  expect(entries.map(({ means, action }) => [means, action])).toEqual([
    ["command line", "token.made"],
    ["command line", "token.made"],
    ["command line", "bot.made"],
  ]);
  const users = await printedObjects("user list", ["--query", "pong"], environment);
  expect(users).toMatchObject([{ username: "pong", isBot: true, email: null }]);
});
