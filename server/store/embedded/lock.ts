import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartError } from "../../start-error.ts";
import { processIdentity } from "./process-identity.ts";

/** Held by the one server that works on a data folder. */
export interface DataFolderLock {
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  identity: string | null;
}

/** `server.lock.7`: the seventh server since one that stopped in order. */
const lockName = /^server\.lock\.(\d+)$/;

/**
 * Takes the lock of a data folder.
 *
 * The lock is the file with the highest number, as long as its process runs. Where it does not
 * (it was killed, or the machine restarted), the next number is free to take, and only one of
 * those that try can make that file. Nobody ever removes a lock that may be another's.
 *
 * @throws StartError where another server runs on the folder.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  for (;;) {
    const [latest = 0, ...older] = await lockNumbers(dataFolder);
    await refuseRunning(dataFolder, latest);
    const mine = latest + 1;
    if (!(await claim(dataFolder, mine))) continue;
    const release = () => rm(lockFile(dataFolder, mine), { force: true });
    // Whoever was slow here may have taken a number that had been, and gone, meanwhile.
    const [highest = 0] = await lockNumbers(dataFolder);
    if (highest > mine) {
      await release();
      continue;
    }
    for (const number of [latest, ...older])
      await rm(lockFile(dataFolder, number), { force: true });
    return { release };
  }
}

/** The pid of the server that runs on this data folder, or null. */
export async function runningServer(dataFolder: string): Promise<number | null> {
  const [latest = 0] = await lockNumbers(dataFolder);
  return runningHolder(lockFile(dataFolder, latest));
}

async function refuseRunning(dataFolder: string, number: number): Promise<void> {
  const pid = await runningHolder(lockFile(dataFolder, number));
  if (pid === null) return;
  throw new StartError(
    `Another server (process ${pid}) is running on the data folder ${dataFolder}. Stop it first, or set DATA_DIR to another folder.`,
  );
}

/** Newest first. */
async function lockNumbers(dataFolder: string): Promise<number[]> {
  const names = await readdir(dataFolder);
  const numbers = names.map((name) => Number(lockName.exec(name)?.[1] ?? Number.NaN));
  return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => b - a);
}

function lockFile(dataFolder: string, number: number): string {
  return path.join(dataFolder, `server.lock.${number}`);
}

/** Makes the lock file of that number, whole, unless there is one. */
async function claim(dataFolder: string, number: number): Promise<boolean> {
  const holder: Holder = { pid: process.pid, identity: processIdentity(process.pid) };
  const draft = path.join(dataFolder, `lock-${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(holder)}\n`);
  try {
    await link(draft, lockFile(dataFolder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function runningHolder(file: string): Promise<number | null> {
  try {
    const { pid, identity } = JSON.parse(await readFile(file, "utf8")) as Holder;
    const isRunning = identity !== null && processIdentity(pid) === identity;
    return isRunning ? pid : null;
  } catch {
    return null;
  }
}
