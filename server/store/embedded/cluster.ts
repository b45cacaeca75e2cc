import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { StartError } from "../../start-error.ts";
import { type Account, launchAs, namedAccount } from "./account.ts";
import { superuser } from "./address.ts";
import type { Binaries } from "./binaries.ts";

/** PostgreSQL's own format of data, which changes with its major version. */
const majorVersion = "18";

/**
 * Makes the cluster's folder where there is none.
 *
 * @throws StartError where there is one that this PostgreSQL cannot open.
 */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  if (!existsSync(folder)) {
    await createCluster(folder, binaries, account);
    return;
  }
  await takeOver(folder, account);
  const version = await readFile(path.join(folder, "PG_VERSION"), "utf8").catch(() => null);
  if (version === null) {
    throw new StartError(
      `${folder} is not a folder of PostgreSQL's. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  if (version.trim() !== majorVersion) {
    throw new StartError(
      `${folder} was made by PostgreSQL ${version.trim()}, and this Roost brings PostgreSQL ${majorVersion}. Start the Roost that made it, export the data with pg_dump, and import it into a new data folder; docs/operations.md says how.`,
    );
  }
}

/** A restored or copied cluster may belong to somebody else, and PostgreSQL only opens its own. */
async function takeOver(folder: string, account: Account | null): Promise<void> {
  const owner = (await stat(folder)).uid;
  const wanted = account?.uid ?? process.getuid?.();
  if (owner === wanted) return;
  if (account === null) {
    throw new StartError(
      `${folder} belongs to another user (number ${owner}), under whom Roost ran before. Start it as that user or as root again, or give the folder to this one: sudo chown -R ${wanted} ${folder}.`,
    );
  }
  await giveTo(folder, account);
}

/** Made under another name and moved when complete: an interrupted first start leaves no half. */
async function createCluster(
  folder: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const maker = account === null ? null : namedAccount();
  if (maker !== null) await chown(draft, maker.uid, maker.gid);
  const args = [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    // The socket's folder is closed to others.
    "--auth=trust",
    "--encoding=UTF8",
    // The same order and the same lower() on every machine, for all of Unicode.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--locale=${process.platform === "linux" ? "C.UTF-8" : "C"}`,
    "--no-instructions",
  ];
  const launch = launchAs(maker, binaries.initdb, args, [draft]);
  try {
    await promisify(execFile)(launch.command, launch.args, {
      ...launch.ids,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new StartError(
      `PostgreSQL could not make its folder ${folder}: ${reason.replaceAll(/\s+/g, " ")}. Check the space and the permissions there, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  if (account !== null) await giveTo(draft, account);
  await rename(draft, folder);
}

async function giveTo(folder: string, account: Account): Promise<void> {
  const inside = await readdir(folder, { recursive: true });
  for (const name of [".", ...inside]) {
    await chown(path.join(folder, name), account.uid, account.gid);
  }
}
