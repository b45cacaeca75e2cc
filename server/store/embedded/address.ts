import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { StartError } from "../../start-error.ts";
import type { Account } from "./account.ts";

/** The embedded PostgreSQL's superuser and database; nobody else reaches its socket. */
export const superuser = "roost";
export const databaseName = "roost";

/** Part of the socket's file name; there is no TCP port. */
export const socketPort = 5432;

/** How PostgreSQL calls its socket. */
export const socketName = `.s.PGSQL.${socketPort}`;

/** What the kernel takes: 104 bytes on macOS, 108 on Linux, with the closing zero. */
const socketPathBytesMax = 103;

/** The folder of PostgreSQL's own files in a data folder. */
export function clusterFolder(dataFolder: string): string {
  return path.join(dataFolder, "postgres");
}

/**
 * The folder of PostgreSQL's socket: the cluster's, or, where the kernel would find that path too
 * long, a private one beside the other temporary files, the same at every start.
 */
export function socketFolder(dataFolder: string): string {
  const inside = clusterFolder(dataFolder);
  if (Buffer.byteLength(path.join(inside, socketName)) <= socketPathBytesMax) return inside;
  const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 16);
  return path.join(os.tmpdir(), `roost-${name}`);
}

/** Makes the folder of the socket where it is not the cluster's own, closed to all others. */
export async function makeSocketFolder(dataFolder: string, account: Account | null): Promise<void> {
  const folder = socketFolder(dataFolder);
  if (folder === clusterFolder(dataFolder)) return;
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const self = process.getuid?.() ?? 0;
  const found = await lstat(folder);
  if (!found.isDirectory() || (found.uid !== self && found.uid !== account?.uid)) {
    throw new StartError(
      `The path of the data folder is too long for a socket, and ${folder}, which would hold it instead, belongs to somebody else. Remove it, or set DATA_DIR to a shorter path.`,
    );
  }
  if (account !== null) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
}

/** How clients reach the embedded PostgreSQL. */
export function socketUrl(dataFolder: string, database = databaseName): string {
  const query = new URLSearchParams({
    host: socketFolder(dataFolder),
    port: String(socketPort),
    user: superuser,
    // Settings for another PostgreSQL in the environment must not reach this one.
    sslmode: "disable",
  });
  return `postgres:///${database}?${query}`;
}
