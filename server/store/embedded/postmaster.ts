import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { BaseLogger } from "pino";
import type { Launch } from "./account.ts";

/** One run of PostgreSQL's server process, from ready to its end. */
export interface Postmaster {
  pid: number;
  /** Resolves with what it said last when the process has ended. */
  exited: Promise<string>;
  /** Ends the connections, writes everything and ends. */
  stop(): Promise<void>;
}

/** It ended before it took connections. */
export class PostmasterFailed extends Error {
  override readonly name = "PostmasterFailed";
}

const keptLines = 8;
/** When each signal is sent, should the one before not have been enough. */
const stopSignalsMs = { SIGINT: 0, SIGQUIT: 2_000, SIGKILL: 3_000 } as const;

/**
 * Starts PostgreSQL and waits until it takes connections.
 *
 * @throws PostmasterFailed with PostgreSQL's own words.
 */
export async function launchPostmaster(launch: Launch, log: BaseLogger): Promise<Postmaster> {
  const child = spawn(launch.command, launch.args, {
    ...launch.ids,
    // A session of its own: Ctrl-C in the terminal is for the server, which stops it in order.
    detached: true,
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lastLines: string[] = [];
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(lastLines.join(" ")));
  });
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      report(line, log);
      if (line.endsWith("database system is ready to accept connections")) resolve();
    });
  });
  const failure = await Promise.race([ready, exited]);
  if (failure !== undefined) throw new PostmasterFailed(failure);

  const stop = async () => {
    const timers = Object.entries(stopSignalsMs).map(([signal, afterMs]) =>
      setTimeout(() => child.kill(signal as NodeJS.Signals), afterMs),
    );
    await exited;
    for (const timer of timers) clearTimeout(timer);
  };
  return { pid: child.pid as number, exited, stop };
}

function report(line: string, log: BaseLogger): void {
  const [, level, text] = /^(\w+): {2}(.*)$/.exec(line) ?? [];
  // Every stop ends the connections that are still open.
  if (text?.startsWith("terminating connection")) log.debug(`PostgreSQL: ${text}`);
  else if (level === "PANIC") log.error(`PostgreSQL: ${text}`);
  else if (level === "FATAL" || level === "WARNING") log.warn(`PostgreSQL: ${text}`);
  else log.debug(`PostgreSQL: ${text ?? line}`);
}
