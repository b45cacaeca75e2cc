import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort, serverNodeOptions } from "@roost/stage/node.ts";
import { endLater } from "@roost/stage/process.ts";

const serverProgram = fileURLToPath(new URL("../server/main.ts", import.meta.url));

const readyWithinMs = 60_000;
/** A node that was told to stop, has not by then, and was not paused meanwhile, is stuck. */
const stopWithinMs = 30_000;
/** As with any supervisor: what ends is started again, after a moment. */
const startAgainMs = 300;

export interface NodeOptions {
  name: string;
  logFile: string;
  environment: NodeJS.ProcessEnv;
  /** It ended although nobody ended it. */
  onDeath: (reason: string) => void;
}

/** A server process that is started again whenever it ends, until `close()`. */
export class Node {
  readonly name: string;
  readonly port: number;
  readonly #options: NodeOptions;
  #child: ChildProcess | null = null;
  /** Somebody wants the process that runs now to end. */
  #isEnding = false;
  #isReady = false;
  #isPaused = false;
  #isClosed = false;

  static async start(options: NodeOptions): Promise<Node> {
    const node = new Node(options, await freePort());
    endLater(() => node.close());
    node.#launch();
    await node.ready();
    return node;
  }

  private constructor(options: NodeOptions, port: number) {
    this.#options = options;
    this.name = options.name;
    this.port = port;
  }

  /** Resolves when it takes requests. */
  async ready(): Promise<void> {
    const deadline = performance.now() + readyWithinMs;
    while (performance.now() < deadline) {
      const child = this.#child;
      const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`, {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => null);
      await answer?.body?.cancel();
      // It may be the answer of one that has ended since.
      if (answer?.ok && child === this.#child) {
        this.#isReady = true;
        return;
      }
      await delay(100);
    }
    throw new Error(`${this.name} was not ready within ${readyWithinMs} ms.`);
  }

  /** As a lost machine. Resolves when it has ended; it starts again by itself. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** In order, as for an update. Resolves when it has ended; it starts again by itself. */
  async stop(): Promise<void> {
    let leftMs = stopWithinMs;
    const watch = setInterval(() => {
      leftMs = this.#isPaused ? stopWithinMs : leftMs - 1_000;
      if (leftMs > 0) return;
      clearInterval(watch);
      this.#options.onDeath(`${this.name} did not stop within ${stopWithinMs} ms of SIGTERM`);
      this.#child?.kill("SIGKILL");
    }, 1_000);
    await this.#end("SIGTERM");
    clearInterval(watch);
  }

  pause(): void {
    this.#isPaused = true;
    this.#child?.kill("SIGSTOP");
  }

  resume(): void {
    this.#isPaused = false;
    this.#child?.kill("SIGCONT");
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.resume();
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.#isEnding = true;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  #launch(): void {
    if (this.#isClosed) return;
    this.#isReady = false;
    this.#isPaused = false;
    this.#isEnding = false;
    const log = openSync(this.#options.logFile, "a");
    const child = spawn(process.execPath, [...serverNodeOptions, serverProgram, "start"], {
      stdio: ["ignore", log, log],
      env: { ...process.env, ...this.#options.environment, PORT: `${this.port}` },
    });
    closeSync(log);
    this.#child = child;
    child.once("exit", (code, signal) => {
      // Without its database a server does not start, and says so; that is no death.
      if (!this.#isEnding && this.#isReady) {
        this.#options.onDeath(`${this.name} ended by itself: ${signal ?? `exit code ${code}`}`);
      }
      setTimeout(() => this.#launch(), startAgainMs);
      if (!this.#isClosed) void this.ready().catch(() => {});
    });
  }
}
