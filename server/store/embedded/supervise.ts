import { setTimeout as delay } from "node:timers/promises";
import type { BaseLogger } from "pino";
import type { Postmaster } from "./postmaster.ts";

/** A PostgreSQL that is started again when it dies. */
export interface Supervised {
  readonly pid: number;
  failed: Promise<Error>;
  stop(): Promise<void>;
}

/** Waits before each attempt to bring PostgreSQL back, in milliseconds. */
const attemptDelaysMs = [0, 250, 1_000, 2_000, 4_000];

export function supervise(
  first: Postmaster,
  launch: () => Promise<Postmaster>,
  log: BaseLogger,
): Supervised {
  let current = first;
  let stopping = false;
  let reportFailure: (error: Error) => void;
  const failed = new Promise<Error>((resolve) => {
    reportFailure = resolve;
  });

  const relaunch = async (lastWords: string) => {
    log.error({ lastWords }, "PostgreSQL ended unexpectedly; starting it again");
    let reason = new Error(lastWords);
    for (const delayMs of attemptDelaysMs) {
      await delay(delayMs);
      if (stopping) return;
      try {
        current = await launch();
        log.info({ postgresPid: current.pid }, "PostgreSQL runs again");
        return;
      } catch (error) {
        reason = error as Error;
        log.error({ reason: reason.message }, "PostgreSQL did not start");
      }
    }
    throw reason;
  };
  const watch = async () => {
    while (!stopping) {
      const lastWords = await current.exited;
      if (!stopping) await relaunch(lastWords);
    }
  };
  const watching = watch().catch((error: Error) => reportFailure(error));

  return {
    get pid() {
      return current.pid;
    },
    failed,
    stop: async () => {
      stopping = true;
      await current.stop();
      // A restart that was under way may have brought up another one.
      await watching;
      await current.stop();
    },
  };
}
