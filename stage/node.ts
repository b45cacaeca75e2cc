import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@roost/server/testing/free-port.ts";
import { endProcess } from "./process.ts";

export { freePort };

/** A Roost server in a process of its own. */
export interface ServerNode {
  /** `http://…`, without a slash at the end. */
  url: string;
  /** Where its gateway is. */
  gatewayUrl: string;
  pid: number;
  /** Sends a signal: `SIGKILL` ends it without a word, `SIGSTOP` pauses it. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended, however it did. */
  ended: Promise<void>;
  /** Ends it in an orderly way. */
  stop(): Promise<void>;
}

export interface NodeSettings {
  databaseUrl: string;
  /** Where it runs. */
  folder: string;
  /** More settings of the server. */
  environment?: NodeJS.ProcessEnv;
  /** Options of Node.js itself, such as `--cpu-prof`. */
  nodeOptions?: readonly string[];
  port?: number;
}

/** As `npm start` has them; docs/decisions/0013-a-small-young-generation.md says why. */
export const serverNodeOptions = ["--max-semi-space-size=16", "--no-parallel-scavenge"];

const serverProgram = fileURLToPath(new URL("../server/main.ts", import.meta.url));
const readyWithinMs = 30_000;

/** Starts a server on a database and waits until it is ready. */
export async function startNode(settings: NodeSettings): Promise<ServerNode> {
  const port = settings.port ?? (await freePort());
  const nodeOptions = [...serverNodeOptions, ...(settings.nodeOptions ?? [])];
  const args = [...nodeOptions, serverProgram, "start"];
  const child = spawn(process.execPath, args, {
    cwd: settings.folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: `${port}`,
      DATABASE_URL: settings.databaseUrl,
      LOG_LEVEL: "error",
      AUTH_ATTEMPTS_PER_MINUTE: "0",
      RATE_LIMIT_PERCENT: "0",
      CONNECTIONS_PER_PERSON: "0",
      CONNECTIONS_PER_ADDRESS: "0",
      TOKEN_LIFETIME_SECONDS: "86400",
      ...settings.environment,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, "exit").then(() => {});
  try {
    await ready(url, () => child.exitCode ?? child.signalCode);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    url,
    gatewayUrl: `${url.replace("http", "ws")}/ws`,
    pid: child.pid as number,
    signal: (signal) => void child.kill(signal),
    ended,
    stop: () => endProcess(child),
  };
}

async function ready(url: string, ending: () => number | string | null): Promise<void> {
  const deadlineMs = performance.now() + readyWithinMs;
  while (performance.now() < deadlineMs) {
    const end = ending();
    if (end !== null) throw new Error(`The server ended with ${end}.`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Error(`The server was not ready within ${readyWithinMs} ms.`);
}
