import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assetsOfBuild, pruneReplacedAssets } from "./replaced-files.ts";

const day = 24 * 60 * 60 * 1000;
const now = Date.parse("2026-03-20T12:00:00Z");
const megabyte = 1_000_000;

let dist: string;

beforeEach(async () => {
  dist = await mkdtemp(path.join(os.tmpdir(), "roost-dist-"));
  await mkdir(path.join(dist, ".vite"));
  await mkdir(path.join(dist, "assets"));
});

afterEach(() => rm(dist, { recursive: true }));

async function build(assets: readonly string[]) {
  const manifest = { "index.html": { file: assets[0], css: assets.slice(1) } };
  await writeFile(path.join(dist, ".vite", "manifest.json"), JSON.stringify(manifest));
}

async function addFile(name: string, { replacedMs = now, bytes = 10 } = {}) {
  const file = path.join(dist, "assets", name);
  await writeFile(file, "");
  await truncate(file, bytes);
  await utimes(file, replacedMs / 1000, replacedMs / 1000);
}

async function prune(before: readonly string[] = [], at = now) {
  await pruneReplacedAssets(dist, new Set(before), at);
  return (await readdir(path.join(dist, "assets"))).sort();
}

test("files of earlier builds are kept for 14 days after they were replaced, and then go", async () => {
  await build(["assets/index-new.js"]);
  await addFile("index-new.js");
  await addFile("index-13d.js", { replacedMs: now - 13 * day });
  await addFile("index-14d.js", { replacedMs: now - 14 * day });
  await addFile("index-15d.js", { replacedMs: now - 15 * day });
  await addFile("index-15d.js.br", { replacedMs: now - 15 * day });
  expect(await prune()).toEqual(["index-13d.js", "index-14d.js", "index-new.js"]);
});

test("the days of a file count from the build that replaced it, however old it is", async () => {
  await build(["assets/index-new.js"]);
  await addFile("index-new.js");
  const built = { replacedMs: now - 100 * day };
  for (const name of ["index-old.js", "index-old.js.br", "index-old.js.gz"]) {
    await addFile(name, built);
  }
  const kept = ["index-new.js", "index-old.js", "index-old.js.br", "index-old.js.gz"];
  expect(await prune(["assets/index-old.js"])).toEqual(kept);
  // Later builds do not count it as replaced once more.
  expect(await prune(["assets/index-new.js"], now + 14 * day)).toEqual(kept);
  expect(await prune(["assets/index-new.js"], now + 15 * day)).toEqual(["index-new.js"]);
});

test("of more than 50 MB the files that were replaced first go, each with its compressed forms", async () => {
  await build(["assets/index-new.js"]);
  await addFile("index-new.js");
  const replaced = (days: number, megabytes: number) => ({
    replacedMs: now - days * day,
    bytes: megabytes * megabyte,
  });
  await addFile("a.js", replaced(1, 20));
  await addFile("b.js", replaced(2, 20));
  await addFile("b.js.gz", replaced(2, 6));
  await addFile("b.js.br", replaced(2, 4));
  expect(await prune()).toHaveLength(5);
  // One byte too many: the oldest goes, though its compressed form alone would fit.
  await addFile("a.js.br", { ...replaced(1, 0), bytes: 1 });
  expect(await prune()).toEqual(["a.js", "a.js.br", "index-new.js"]);
});

test("a file and its compressed forms go together, whatever their own times", async () => {
  await build(["assets/index-new.js"]);
  await addFile("index-new.js");
  await addFile("a.js", { replacedMs: now - 15 * day });
  await addFile("a.js.br", { replacedMs: now - 13 * day });
  expect(await prune()).toEqual(["a.js", "a.js.br", "index-new.js"]);
  expect(await prune([], now + 2 * day)).toEqual(["index-new.js"]);
});

test("files of the present build never go, however old or large, nor do they count", async () => {
  await build(["assets/index-new.js", "assets/style-same.css", "assets/font.woff2"]);
  const old = { replacedMs: now - 400 * day, bytes: 60 * megabyte };
  const present = ["font.woff2", "index-new.js", "index-new.js.br", "style-same.css"];
  for (const name of present) await addFile(name, old);
  await addFile("index-old.js", { replacedMs: now - day });
  // The style sheet was in the build before as well: it was not replaced.
  expect(await prune(["assets/style-same.css", "assets/index-old.js"])).toEqual(
    [...present, "index-old.js"].sort(),
  );
});

test("a folder without a build has no assets to keep", () => {
  expect(assetsOfBuild(dist)).toEqual(new Set());
});
