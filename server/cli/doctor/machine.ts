import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../../config.ts";
import { broken, type Finding, ok, reasonOf, warning } from "./finding.ts";

const mebibyte = 2 ** 20;
const littleBytes = 1_024 * mebibyte;
/** PostgreSQL writes its log in files of 16 MiB, a few of them at once. */
const tooLittleBytes = 128 * mebibyte;

/** Files that may be open: one for each connection, and some of the server's own. */
const fewFiles = 4_096;
const tooFewFiles = 512;

/** Whether the data folder can be written, and how much room is left there. */
export async function checkDisk({ databaseUrl, dataDir }: Config): Promise<Finding> {
  if (databaseUrl !== undefined) {
    return ok("disk", "DATA_DIR is not used with DATABASE_URL; look after PostgreSQL's own disk.");
  }
  const folder = nearestFolder(path.resolve(dataDir));
  const probe = path.join(folder, `roost-doctor-${randomUUID()}`);
  try {
    await writeFile(probe, "");
    await rm(probe);
    const { bavail, bsize } = await statfs(folder);
    return ofFreeBytes(folder, bavail * bsize);
  } catch (error) {
    const advice = "Give it to the user that runs Roost, or set DATA_DIR to another folder.";
    return broken("disk", `${folder} cannot be written (${reasonOf(error)}).`, advice);
  }
}

/** The folder itself; where there is none, that in which it would be made. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || folder === path.dirname(folder)
    ? folder
    : nearestFolder(path.dirname(folder));
}

export function ofFreeBytes(folder: string, bytes: number): Finding {
  const found = `${Math.floor(bytes / mebibyte)} MiB are free in ${folder}.`;
  const advice =
    "Free some room or move DATA_DIR to a larger disk: PostgreSQL stops when it is full.";
  if (bytes < tooLittleBytes) return broken("disk", found, advice);
  if (bytes < littleBytes) return warning("disk", found, advice);
  return ok("disk", found);
}

interface Limits {
  userLimits?: Record<string, { soft: unknown }>;
}

/** How many files a process that is started from here may have open. */
export function checkLimits(): Finding {
  // Otherwise it asks for the names of all addresses.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as Limits;
  return ofOpenFiles(userLimits?.open_files?.soft);
}

/** @param limit A number, or `unlimited`. */
export function ofOpenFiles(limit: unknown): Finding {
  const files = Number(limit);
  if (Number.isNaN(files)) return ok("limits", "Open files are not limited.");
  const found = `A process may have ${files} files open, and each connection is one.`;
  const advice =
    "Raise it: LimitNOFILE=65536 in the unit of systemd, or ulimit -n 65536 in the shell that starts Roost.";
  if (files < tooFewFiles) return broken("limits", found, advice);
  if (files < fewFiles) return warning("limits", found, advice);
  return ok("limits", found);
}
