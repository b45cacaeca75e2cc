import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { BaseLogger } from "pino";
import { isPostgresOf } from "./process-identity.ts";

const pollMs = 20;

/** Above what any kernel gives to a process. */
const pidOfNobody = 2 ** 22 + 1;

/**
 * Stops a PostgreSQL that outlived its server, because that was killed. It is not adopted: one
 * that we start ourselves has this version's settings, and tells us when it dies.
 */
export async function stopOrphan(clusterFolder: string, log: BaseLogger): Promise<void> {
  const file = path.join(clusterFolder, "postmaster.pid");
  const content = await readFile(file, "utf8").catch(() => null);
  if (content === null) return;
  const pid = Number.parseInt(content, 10);
  if (!isPostgresOf(pid, clusterFolder)) {
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
      if (!isPostgresOf(pid, clusterFolder)) return;
      await delay(pollMs);
    }
  }
  throw new Error(`PostgreSQL, process ${pid}, does not end.`);
}
