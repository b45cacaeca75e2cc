import { constants } from "node:fs";
import { access, mkdir, realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { BaseLogger } from "pino";
import { StartError } from "../../start-error.ts";
import { type Account, clusterAccount, launchAs } from "./account.ts";
import {
  clusterFolder,
  databaseName,
  makeSocketFolder,
  socketFolder,
  socketUrl,
} from "./address.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { lockDataFolder } from "./lock.ts";
import { stopOrphan } from "./orphan.ts";
import { launchPostmaster, type Postmaster, PostmasterFailed } from "./postmaster.ts";
import { postgresSettings, type Tuning } from "./settings.ts";
import { supervise } from "./supervise.ts";

/** A PostgreSQL of our own that runs on a data folder. */
export interface Embedded {
  /** Stays the same when PostgreSQL is restarted. */
  url: string;
  /** Of the PostgreSQL that runs now. */
  readonly pid: number;
  /** Resolves with the reason when PostgreSQL ended and cannot be brought back. */
  failed: Promise<Error>;
  /** Writes everything, ends PostgreSQL and gives the data folder free. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: BaseLogger;
  tuning?: Partial<Tuning>;
}

/**
 * Starts the embedded PostgreSQL on a data folder, which is made where there is none, and starts
 * it again should it die. One server at a time may do so on a folder.
 *
 * @throws StartError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const binaries = await findBinaries();
  const dataFolder = await openDataFolder(options.dataDir);
  const lock = await lockDataFolder(dataFolder);
  try {
    const account = clusterAccount(clusterFolder(dataFolder));
    await ensureCluster(clusterFolder(dataFolder), binaries, account);
    await makeSocketFolder(dataFolder, account);
    const tuning = { durable: true, maxConnections: 100, ...options.tuning };
    const launch = () => launchPatiently({ dataFolder, binaries, account, tuning }, options.log);
    const supervised = supervise(await launch(), launch, options.log);
    await ensureDatabase(dataFolder).catch(async (error) => {
      await supervised.stop();
      throw error;
    });
    return {
      url: socketUrl(dataFolder),
      get pid() {
        return supervised.pid;
      },
      failed: supervised.failed,
      stop: async () => {
        await supervised.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    if (error instanceof PostmasterFailed) {
      throw new StartError(
        `PostgreSQL did not start on ${clusterFolder(dataFolder)}. It said: ${error.message} Check the space and the permissions there; docs/operations.md says how to restore a backup.`,
      );
    }
    throw error;
  }
}

async function openDataFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    const folder = await realpath(dataDir);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be written (${(error as Error).message}). Give it to the user that runs Roost, or set DATA_DIR to another folder.`,
    );
  }
}

interface Run {
  dataFolder: string;
  binaries: Binaries;
  account: Account | null;
  tuning: Tuning;
}

/** Processes of a PostgreSQL that was killed need a moment to notice; it does not start before. */
const leftoversPatienceMs = 5_000;

async function launchPatiently(run: Run, log: BaseLogger): Promise<Postmaster> {
  const folder = clusterFolder(run.dataFolder);
  const settings = postgresSettings(socketFolder(run.dataFolder), run.tuning);
  const args = ["-D", folder, ...settings.flatMap((setting) => ["-c", setting])];
  const launch = launchAs(run.account, run.binaries.postgres, args, [folder]);
  await stopOrphan(run.dataFolder, log);
  const deadline = Date.now() + leftoversPatienceMs;
  for (;;) {
    try {
      return await launchPostmaster(launch, log);
    } catch (error) {
      const leftovers =
        error instanceof PostmasterFailed && error.message.includes("shared memory block");
      if (!leftovers || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

async function ensureDatabase(dataFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(dataFolder, "postgres") });
  await client.connect();
  try {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
