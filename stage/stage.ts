import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@roost/server/testing/free-port.ts";
import { endLater, endProcess } from "./process.ts";
import { openSeed, type Seed, startPostgres } from "./seed.ts";

/** A server in a process of its own, on a PostgreSQL of its own, and a way to fill it. */
export interface Stage {
  url: string;
  databaseUrl: string;
  serverPid: number;
  seed: Seed;
  close(): Promise<void>;
}

const serverProgram = fileURLToPath(new URL("../server/main.ts", import.meta.url));
const readyWithinMs = 30_000;

/** Starts all of it in a new folder, which is removed at the end. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "roost-bench-"));
  const postgres = await startPostgres(path.join(folder, "data"));
  const port = await freePort();
  const server = spawn(process.execPath, [serverProgram, "start"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: `${port}`,
      DATABASE_URL: postgres.url,
      LOG_LEVEL: "error",
      AUTH_ATTEMPTS_PER_MINUTE: "0",
      TOKEN_LIFETIME_SECONDS: "86400",
    },
  });
  const url = `http://127.0.0.1:${port}`;
  let seed: Seed | undefined;
  const close = endLater(async () => {
    await seed?.close();
    await endProcess(server);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await ready(url, () => server.exitCode);
  seed = await openSeed(postgres.url);
  return { url, databaseUrl: postgres.url, serverPid: server.pid as number, seed, close };
}

async function ready(url: string, exitCode: () => number | null): Promise<void> {
  const deadlineMs = performance.now() + readyWithinMs;
  while (performance.now() < deadlineMs) {
    if (exitCode() !== null) throw new Error(`The server ended with ${exitCode()}.`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Error(`The server was not ready within ${readyWithinMs} ms.`);
}
