import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { clusterFolder } from "../store/embedded/address.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** What a program left when it ended. */
export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A server in a process of its own, as people run it. */
export interface ServerProcess {
  url: string;
  pid: number;
  ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Runs `roost ARGS` to its end. */
export function runRoost(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  input = "",
): Promise<Ended> {
  const child = launch(args, environment);
  child.stdin?.end(input);
  return ending(child);
}

/** Starts a server on a free port and waits until it says its address. */
export async function startServerProcess(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = launch(["start"], { PORT: "0", ...environment });
  const ended = ending(child);
  const ready = new Promise<string>((resolve) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const address = /Roost is ready: (\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const url = await Promise.race([ready, ended]);
  if (typeof url !== "string") throw new Error(`The server did not start: ${url.stderr}`);
  return { url, pid: child.pid as number, ended, kill: (signal) => child.kill(signal) };
}

/** The pid of the PostgreSQL that works, or worked, on a data folder. */
export async function postgresPid(dataDir: string): Promise<number> {
  return Number.parseInt(
    await readFile(path.join(clusterFolder(dataDir), "postmaster.pid"), "utf8"),
    10,
  );
}

/** Of the settings around, only what finds programs: a developer's own must not matter. */
function launch(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const env = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...environment };
  return spawn(process.execPath, [main, ...args], { env, stdio: "pipe" });
}

async function ending(child: ChildProcess): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output.stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...output };
}
