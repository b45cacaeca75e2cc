import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Accounts, Roost } from "@roost/sdk";
import {
  runRoost,
  type ServerProcess,
  startServerProcess,
} from "@roost/server/testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "@roost/server/testing/test-database.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));
const password = "correct horse battery";

let database: TestDatabase;
let server: ServerProcess;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({
    DATABASE_URL: database.url,
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
    AUTH_ATTEMPTS_PER_MINUTE: "0",
  });
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-bot-"));
  await symlink(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
});

afterAll(async () => {
  server?.kill("SIGTERM");
  await server?.ended;
  await database?.drop();
  if (folder) await rm(folder, { recursive: true });
});

async function signUp(username: string): Promise<Accounts> {
  const accounts = new Accounts({ url: server.url });
  const email = `${username}@example.org`;
  await accounts.signUp({ username, displayName: username, email, password });
  return accounts;
}

/** The first program of the page, as its readers copy it. */
async function programOfThePage(): Promise<string> {
  const page = await readFile(new URL("bots.md", import.meta.url), "utf8");
  const program = /```ts\n([\s\S]*?)```/.exec(page)?.[1];
  if (program === undefined) throw new Error("docs/bots.md has no program.");
  return program;
}

async function says(bot: ChildProcess, text: string): Promise<void> {
  if (!bot.stdout) throw new Error("The bot has no output.");
  for await (const chunk of bot.stdout) {
    if (String(chunk).includes(text)) return;
  }
  throw new Error(`The bot ended without saying "${text}".`);
}

/** What the page has people type, with another token than its own. */
async function commandsOfThePage(): Promise<string[][]> {
  const page = await readFile(new URL("bots.md", import.meta.url), "utf8");
  const lines = page.matchAll(/^npm run roost -- (.+)$/gm);
  return [...lines].map(([, words = ""]) => words.replaceAll('"', "").split(" "));
}

test("the page: its commands make a bot and a token, its program is 15 lines, answers ping, and ends when it is told to", async () => {
  const program = await programOfThePage();
  expect(program.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  const file = path.join(folder, "ping.ts");
  await writeFile(file, program);

  const alice = await signUp("alice");
  const outputs: string[] = [];
  for (const command of await commandsOfThePage()) {
    const { code, stdout } = await runRoost(command, { DATABASE_URL: database.url });
    expect([command, code]).toEqual([command, 0]);
    outputs.push(stdout);
  }
  expect(outputs).toHaveLength(2);
  const roost = new Roost({ url: server.url, token: () => alice.token() });
  await roost.connect();
  const roomId = roost.rooms.get()[0]?.id ?? "";
  const [ping] = (await roost.api.users({ query: "ping" })).users;
  expect(ping).toMatchObject({ username: "ping", displayName: "Ping", isBot: true });
  await roost.api.invite(roomId, [ping?.id ?? ""]);

  const bot = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, ROOST_URL: server.url, ROOST_TOKEN: outputs[1]?.trim() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(bot, "exit");
  await says(bot, "Listening in 1 rooms.");

  const answers: string[] = [];
  const answered = new Promise<void>((resolve) => {
    roost.on("message", (message) => {
      if (message.authorId !== null) answers.push(message.body);
      if (message.body === "pong") resolve();
    });
  });
  roost.send(roomId, "ping");
  await answered;
  expect(answers).toEqual(["ping", "pong"]);

  bot.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  roost.close();
});
