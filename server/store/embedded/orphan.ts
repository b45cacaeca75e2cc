import { readFile, writeFile } from "node:fs/promises";
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
 * Stops a PostgreSQL that outlived its server, because that was killed. It is not adopted: one
 * that we start ourselves has this version's settings, and tells us when it dies.
 */
export async function stopOrphan(dataFolder: string, log: BaseLogger): Promise<void> {
  const folder = clusterFolder(dataFolder);
  const file = path.join(folder, "postmaster.pid");
  const content = await readFile(file, "utf8").catch(() => null);
  if (content === null) return;
  const pid = Number.parseInt(content, 10);
  if (!isPostgresOf(pid, folder)) {
    if (await isListening(path.join(socketFolder(dataFolder), socketName))) {
      throw new StartError(
        `A PostgreSQL that this process cannot see, perhaps in another container, is running on the data folder ${dataFolder}. Stop it first, or set DATA_DIR to another folder.`,
      );
    }
    // The number may belong to another program by now, which would keep PostgreSQL from starting.
    // The rest of the file is PostgreSQL's way to find processes of its own that are left.
    await writeFile(file, content.replace(/^\d+/, String(pidOfNobody)));
    return;
  }
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
