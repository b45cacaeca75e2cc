import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort } from "./free-port.ts";

/** A Redis in a process of its own that keeps nothing on disk. */
export interface RedisServer {
  url: string;
  port: number;
  /** Where the nodes of a cluster speak to each other. */
  clusterPort: number;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  /** It keeps its connections and answers nothing. */
  pause(): void;
  resume(): void;
  /** Sends a command as one would type it, and returns the first piece of the answer. */
  ask(command: string): Promise<string>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

export interface RedisServerOptions {
  /** As a part of a Redis Cluster; the slots are left to the caller. */
  cluster?: boolean;
  /** More of what `redis-server` takes. */
  args?: readonly string[];
  /** Valkey, for instance. */
  program?: string;
}

/**
 * Starts `redis-server` on a free port of the loopback interface, in a new temporary folder.
 *
 * @throws Error with what it said, where it does not start.
 */
export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "roost-test-redis-"));
  const port = await freePort();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  args.push("--appendonly", "no");
  const clusterPort = await freePort();
  if (options.cluster) args.push("--cluster-enabled", "yes", "--cluster-port", `${clusterPort}`);
  args.push(...(options.args ?? []));
  const launch = () => startProgram(options.program ?? "redis-server", args);
  let child = await launch();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    clusterPort,
    kill: () => endNow(child),
    async restart() {
      await endNow(child);
      child = await launch();
    },
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    ask: (command) => ask(port, command),
    async close() {
      await endNow(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, "data");
    if (String(answer).startsWith("-")) throw new Error(`${command}: ${answer}`);
    return String(answer);
  } finally {
    socket.destroy();
  }
}

/** Resolves when it takes connections. */
async function startProgram(program: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (/ready to accept connections/i.test(output)) resolve();
    });
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(`${program} did not start: ${output}`);
  });
  await Promise.race([ready, ended]);
  // Its end is no failure any more.
  ended.catch(() => {});
  return child;
}

async function endNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
