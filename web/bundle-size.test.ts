import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const limitBytes = 180_000;
const dist = path.join(import.meta.dirname, "dist");

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}

const manifestFile = path.join(dist, ".vite", "manifest.json");
const manifest: Record<string, Chunk> = existsSync(manifestFile)
  ? JSON.parse(readFileSync(manifestFile, "utf8"))
  : {};

/** What the first screens load without anybody pressing anything. */
const firstScreens = [
  "index.html",
  "chat/entrance/door.tsx",
  "chat/members/members-panel.tsx",
  "chat/room/room-preview.tsx",
];

function chunksOf(entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(manifest[name]?.imports ?? []));
  }
  return found;
}

function gzippedBytes(name: string): number {
  const file = manifest[name]?.file;
  if (file === undefined) throw new Error(`The build has no ${name}.`);
  return file.endsWith(".js")
    ? gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length
    : 0;
}

test("the first load takes at most 180 KB of gzipped JavaScript", () => {
  expect(manifest, "Build the web client first: npm run build").toHaveProperty("index.html");
  const bytes = [...chunksOf(firstScreens)].reduce((sum, name) => sum + gzippedBytes(name), 0);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(limitBytes);
});

test("the parser of schemas and the dialogs are not in it", () => {
  const first = [...chunksOf(firstScreens)].map((name) => manifest[name]?.file ?? "");
  const text = first
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(path.join(dist, file), "utf8"))
    .join();
  expect(text).not.toContain("typebox");
  expect(text).not.toContain("They stop receiving messages");
});
