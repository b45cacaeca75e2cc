import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "../../start-error.ts";
import { lockDataFolder, runningServer } from "./lock.ts";

const pidOfNobody = 2 ** 22 + 1;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-lock-"));
  file = path.join(folder, "server.lock.1");
});

afterEach(() => rm(folder, { recursive: true }));

async function holderOf(name: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(folder, name), "utf8"));
}

test("keeps a second server out until the first one is done", async () => {
  const lock = await lockDataFolder(folder);
  expect(await runningServer(folder)).toBe(process.pid);
  const refusal = await lockDataFolder(folder).catch((error) => error);
  expect(refusal).toBeInstanceOf(StartError);
  expect(refusal.message).toContain(`process ${process.pid}) is running on the data folder`);

  await lock.release();
  expect(await runningServer(folder)).toBe(null);
  await lockDataFolder(folder);
});

test.each([
  ["of a process that is gone", { pid: pidOfNobody, identity: "x" }],
  ["of a process whose number went to another", { pid: process.pid, identity: "before" }],
  ["that was cut short", null],
])("a lock %s is taken over", async (_name, holder) => {
  await writeFile(file, holder === null ? '{"pi' : JSON.stringify(holder));
  expect(await runningServer(folder)).toBe(null);
  await lockDataFolder(folder);
  expect(await holderOf("server.lock.2")).toMatchObject({ pid: process.pid });
  expect(await readdir(folder)).toEqual(["server.lock.2"]);
});

test("of servers that find a stale lock together, one gets it", async () => {
  for (let round = 0; round < 50; round++) {
    await writeFile(file, JSON.stringify({ pid: pidOfNobody, identity: "x" }));
    const attempts = Array.from({ length: 4 }, () => lockDataFolder(folder));
    const outcomes = await Promise.allSettled(attempts);
    const locks = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(locks).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["server.lock.2"]);
    await rm(path.join(folder, "server.lock.2"));
  }
});
