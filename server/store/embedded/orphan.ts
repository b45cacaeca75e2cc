import { readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { BaseLogger } from "pino";
import { StartError } from "../../start-error.ts";
import { clusterFolder, socketFolder, socketName } from "./address.ts";
import { isPostgresOf } from "./process-identity.ts";

const pollMs = 20;

/** Above what any kernel gives to a process. */
const pidOfNobody = 2 ** 22 + 1;

/**
 * Clears the way for a PostgreSQL on this data folder after one that was killed, or whose server
 * was. One that still runs is stopped, not adopted: one that we start ourselves has this
 * version's settings, and tells us when it dies.
 */
export async function stopOrphan(dataFolder: string, log: BaseLogger): Promise<void> {
  const pidFile = path.join(clusterFolder(dataFolder), "postmaster.pid");
  const content = await readFile(pidFile, "utf8").catch(() => null);
  if (content === null) return;
  const pid = Number.parseInt(content, 10);
  if (isPostgresOf(pid, clusterFolder(dataFolder))) {
    await stop(pid, clusterFolder(dataFolder), log);
    return;
  }
  const socket = path.join(socketFolder(dataFolder), socketName);
  if (await isListening(socket)) {
    throw new StartError(
      `A PostgreSQL that this process cannot see, perhaps in another container, is running on the data folder ${dataFolder}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  // The number may belong to another program by now, which would keep PostgreSQL from starting.
  // The rest of the first file is PostgreSQL's way to find processes of its own that are left.
  await writeFile(pidFile, content.replace(/^\d+/, String(pidOfNobody)));
  await rm(`${socket}.lock`, { force: true });
}

async function stop(pid: number, folder: string, log: BaseLogger): Promise<void> {
  log.warn({ postgresPid: pid }, "stopping a PostgreSQL whose server was killed");
  // Fast shutdown, immediate shutdown, and what cannot be refused.
  for (const [signal, patienceMs] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    process.kill(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (!isPostgresOf(pid, folder)) return;
      await delay(pollMs);
    }
  }
  throw new Error(`PostgreSQL, process ${pid}, does not end.`);
}

function isListening(socketFile: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketFile);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
