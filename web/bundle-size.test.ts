import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { enLater } from "./chat/language/en/later.ts";
import { type LanguageCode, languageCodes } from "./chat/language/languages.ts";

const limitBytes = 180_000;
const dist = path.join(import.meta.dirname, "dist");

interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
}

const manifestFile = path.join(dist, ".vite", "manifest.json");
const manifest: Record<string, Chunk> = existsSync(manifestFile)
  ? JSON.parse(readFileSync(manifestFile, "utf8"))
  : {};

/** What each of the first screens loads without anybody pressing anything, beside its language. */
const firstScreens = {
  "signing in": ["index", "door"],
  "a room, also one that is not mine": ["index", "screens"],
};

function chunkNamed(wanted: string): string {
  const found = Object.keys(manifest).find((key) => manifest[key]?.name === wanted);
  if (found === undefined) throw new Error(`The build has no ${wanted}: npm run build`);
  return found;
}

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

const catalogueOf = (code: LanguageCode) => `chat/language/${code}/catalogue.ts`;

const visits = languageCodes.flatMap((code) =>
  Object.entries(firstScreens).map(([screen, entries]) => ({ code, screen, entries })),
);

test.each(visits)(
  "the first load of $screen in $code takes at most 180 KB of gzipped JavaScript",
  ({ code, entries }) => {
    const chunks = chunksOf([...entries.map(chunkNamed), catalogueOf(code)]);
    const bytes = [...chunks].reduce((sum, name) => sum + gzippedBytes(name), 0);
    expect(bytes).toBeGreaterThan(50 * 1024);
    expect(bytes).toBeLessThanOrEqual(limitBytes);
  },
);

test("the parser of schemas, syntax that no message has, the dialogs and the languages are not in it", () => {
  const entries = Object.values(firstScreens).flat().map(chunkNamed);
  const first = [...chunksOf(entries)].map((name) => manifest[name]?.file ?? "");
  const text = first
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(path.join(dist, file), "utf8"))
    .join();
  expect(text).not.toContain("typebox");
  // What only the syntax of HTML names.
  expect(text.includes("basefont")).toBe(false);
  expect(text).not.toContain("membership.remove.text");
  // What a first screen says is in the catalogue that is loaded with it.
  const said = new Set([...text.matchAll(/["'`]([\w-]+\.[\w.-]+)["'`]/g)].map(([, key]) => key));
  expect(said).toContain("shell.offline");
  expect(Object.keys(enLater).filter((key) => said.has(key))).toEqual([]);
  expect(chunksOf(entries)).not.toContain(catalogueOf("en"));
});

test("the administration is in nothing that the chat loads, and is bounded itself", () => {
  const panelDist = path.join(dist, "admin");
  const built: Record<string, Chunk & { isEntry?: boolean }> = JSON.parse(
    readFileSync(path.join(panelDist, ".vite", "manifest.json"), "utf8"),
  );
  const scripts = (chunks: Record<string, Chunk>) =>
    Object.values(chunks).flatMap(({ file }) => (file.endsWith(".js") ? [file] : []));
  const ofChat = new Set(scripts(manifest));
  const chat = [...ofChat].map((file) => readFileSync(path.join(dist, file), "utf8")).join();
  expect(chat).not.toContain("panel.people");
  const bytes = scripts(built)
    .filter((file) => !file.includes("catalogue-") && !file.includes("later-"))
    .map((file) => gzipSync(readFileSync(path.join(panelDist, file)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThanOrEqual(limitBytes);
});
