import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
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

/**
 * Takes the lock of a data folder. A lock whose process is gone (it was killed, or the machine
 * restarted) is taken over.
 *
 * @throws StartError where another server runs on the folder.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  const file = lockFile(dataFolder);
  const mine: Holder = { pid: process.pid, identity: processIdentity(process.pid) };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(mine)}\n`);
  try {
    if (!(await linked(draft, file))) {
      await removeStale(file);
      if (!(await linked(draft, file))) throw inUse(dataFolder, await readHolder(file));
    }
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(file, { force: true }) };
}

/** The pid of the server that runs on this data folder, or null. */
export async function runningServer(dataFolder: string): Promise<number | null> {
  const holder = await readHolder(lockFile(dataFolder));
  return holder !== null && isRunning(holder) ? holder.pid : null;
}

function lockFile(dataFolder: string): string {
  return path.join(dataFolder, "server.lock");
}

/** A link is made whole or not at all, and never over an existing file. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(file: string): Promise<void> {
  const holder = await readHolder(file);
  if (holder !== null && isRunning(holder)) throw inUse(path.dirname(file), holder);
  // Moved before it is removed: of two servers that start at once, one moves the stale lock and
  // the other may move the first one's new lock. That one is put back.
  const moved = `${file}.${process.pid}.stale`;
  try {
    await rename(file, moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const movedHolder = await readHolder(moved);
  if (movedHolder !== null && isRunning(movedHolder)) await linked(moved, file);
  await rm(moved, { force: true });
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isRunning(holder: Holder): boolean {
  const identity = processIdentity(holder.pid);
  return identity !== null && identity === holder.identity;
}

function inUse(dataFolder: string, holder: Holder | null): StartError {
  const who = holder === null ? "Another server" : `Another server (process ${holder.pid})`;
  return new StartError(
    `${who} is running on the data folder ${dataFolder}. Stop it first, or set DATA_DIR to another folder.`,
  );
}
