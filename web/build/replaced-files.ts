import { existsSync, readFileSync } from "node:fs";
import { glob, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";

const keptForMs = 14 * 24 * 60 * 60 * 1000;
const keptBytes = 50_000_000;

/** The assets that a build in a folder consists of (`assets/NAME`); none where there is no build. */
export function assetsOfBuild(dist: string): Set<string> {
  const manifest = path.join(dist, ".vite", "manifest.json");
  if (!existsSync(manifest)) return new Set();
  const chunks: { file: string; css?: string[]; assets?: string[] }[] = Object.values(
    JSON.parse(readFileSync(manifest, "utf8")),
  );
  return new Set(chunks.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
}

/** An asset of an earlier build, with its compressed forms. */
interface Replaced {
  files: string[];
  bytes: number;
  replacedMs: number;
}

/**
 * Removes the assets of earlier builds that were replaced more than 14 days ago, and the ones replaced
 * first where all of them, with their compressed forms, have more than 50 MB. Pages that are open during
 * an upgrade ask for the others.
 *
 * @param before The assets of the build that the present one replaces.
 * @param now In milliseconds.
 */
export async function pruneReplacedAssets(
  dist: string,
  before: ReadonlySet<string>,
  now: number,
): Promise<void> {
  let bytes = 0;
  const newestFirst = (await listReplaced(dist, before, now)).sort(
    (a, b) => b.replacedMs - a.replacedMs,
  );
  for (const asset of newestFirst) {
    bytes += asset.bytes;
    if (now - asset.replacedMs <= keptForMs && bytes <= keptBytes) continue;
    for (const file of asset.files) await rm(file);
  }
}

async function listReplaced(dist: string, before: ReadonlySet<string>, now: number) {
  const present = assetsOfBuild(dist);
  const replaced = new Map<string, Replaced>();
  for await (const entry of glob("assets/*", { cwd: dist })) {
    const name = entry
      .split(path.sep)
      .join("/")
      .replace(/\.(?:br|gz)$/, "");
    if (present.has(name)) continue;
    const file = path.join(dist, entry);
    // The time of a file is when it was replaced, since its name says all about its content.
    if (before.has(name)) await utimes(file, now / 1000, now / 1000);
    const { size, mtimeMs } = await stat(file);
    const asset = replaced.get(name) ?? { files: [], bytes: 0, replacedMs: 0 };
    asset.files.push(file);
    asset.bytes += size;
    asset.replacedMs = Math.max(asset.replacedMs, mtimeMs);
    replaced.set(name, asset);
  }
  return [...replaced.values()];
}
