import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compressFiles } from "./compress.ts";

let dist: string;

beforeEach(async () => {
  dist = await mkdtemp(path.join(os.tmpdir(), "roost-dist-"));
});

afterEach(() => rm(dist, { recursive: true }));

test("a page that has become small is not served in its former, compressed form", async () => {
  const page = path.join(dist, "index.html");
  const long = "<p>A bird.</p>".repeat(200);
  await writeFile(page, long);
  await compressFiles(dist);
  expect(gunzipSync(await readFile(`${page}.gz`)).toString()).toBe(long);
  await writeFile(page, "<p>A bird.</p>");
  await compressFiles(dist);
  expect(existsSync(`${page}.gz`)).toBe(false);
  expect(existsSync(`${page}.br`)).toBe(false);
});
