import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]).toString());
const pageBytes = Number(execFileSync("getconf", ["PAGESIZE"]).toString());

/** CPU time that a process has used so far, user and system, in microseconds. */
export function cpuMicroseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name before may have spaces: count from its closing parenthesis (proc(5), fields 14, 15).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / ticksPerSecond;
}

/**
 * CPU time of a process and all that come from it, also of those that have ended: of a PostgreSQL,
 * which has a process for each connection.
 */
export function familyCpuMicroseconds(pid: number): number {
  const stats = new Map<number, string[]>();
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readIfThere(`/proc/${name}/stat`) : null;
    if (stat) stats.set(Number(name), stat.slice(stat.lastIndexOf(")") + 2).split(" "));
  }
  const ticksOf = (one: number): number => {
    // Fields 14 to 17: its own time, and that of children which it has waited for.
    let ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(stats.get(one)?.[at] ?? 0), 0);
    for (const [child, fields] of stats) if (Number(fields[1]) === one) ticks += ticksOf(child);
    return ticks;
  };
  return (ticksOf(pid) * 1_000_000) / ticksPerSecond;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It ended between the listing and the reading.
    return null;
  }
}

/** Memory of a process that is in RAM, in bytes. */
export function residentBytes(pid: number): number {
  const pages = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1];
  return Number(pages) * pageBytes;
}

const opened = new Set<() => Promise<void>>();

/** Has something ended with the bench, however that ends. Returns how to end it earlier, once. */
export function endLater(end: () => Promise<void>): () => Promise<void> {
  const once = async () => {
    if (opened.delete(once)) await end();
  };
  opened.add(once);
  return once;
}

/** Ends what is still open, the newest first. */
export async function endAll(): Promise<void> {
  for (const end of [...opened].reverse()) await end();
}

/** A program of ours in a process of its own that answers what it is told. */
export interface Worker<Command, Answer> {
  pid: number;
  ask(command: Command): Promise<Answer>;
  stop(): Promise<void>;
}

/** What a worker says: an answer, or the error that it ends with. */
type Reply<Answer> = { answer: Answer } | { error: string };

/**
 * Starts a TypeScript program with the Node.js that runs now. Whoever asks it after it has failed
 * gets the error that it failed with.
 */
export async function startWorker<Command, Answer>(
  file: URL,
  nodeOptions: readonly string[] = [],
): Promise<Worker<Command, Answer>> {
  const program = fileURLToPath(file);
  const child = spawn(process.execPath, [...nodeOptions, program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = endLater(() => endProcess(child));
  const failed = new Promise<never>((_, reject) => {
    child.on("message", (reply: Reply<Answer>) => {
      if ("error" in reply) reject(new Error(`${program} failed: ${reply.error}`));
    });
    child.once("exit", (code, signal) => {
      reject(new Error(`${program} ended with ${code ?? signal}`));
    });
  });
  // Until somebody asks, nobody has to know.
  failed.catch(() => {});
  async function nextAnswer(): Promise<Answer> {
    const [reply] = (await Promise.race([once(child, "message"), failed])) as [Reply<Answer>];
    return "error" in reply ? failed : reply.answer;
  }
  await nextAnswer();
  return {
    pid: child.pid as number,
    ask(command) {
      child.send(command as object);
      return nextAnswer();
    },
    stop,
  };
}

/** Serves what `startWorker` asks for, one command after the other. Ends with the first error. */
export function answerAs<Command, Answer>(handle: (command: Command) => Promise<Answer>): void {
  const say = (reply: Reply<Answer | "ready">, said = () => {}) => process.send?.(reply, said);
  let work = Promise.resolve();
  process.on("message", (command: Command) => {
    work = work.then(async () => {
      say({ answer: await handle(command) });
    });
  });
  // Also what is thrown between two commands has to reach whoever asks next, if anybody does.
  process.on("uncaughtException", (error) => {
    console.error(error);
    say({ error: error.message }, () => process.exit(1));
  });
  process.on("disconnect", () => process.exit());
  say({ answer: "ready" });
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
