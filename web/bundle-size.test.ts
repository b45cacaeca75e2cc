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

function chunksOf(entries: readonly string[], built = manifest): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (!built[name]) throw new Error(`The build has no ${name}.`);
    waiting.push(...(built[name]?.imports ?? []));
  }
  return found;
}

function gzippedBytes(name: string, built = manifest, folder = dist): number {
  const file = built[name]?.file;
  if (file === undefined) throw new Error(`The build has no ${name}.`);
  return file.endsWith(".js")
    ? gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length
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

const panelDist = path.join(dist, "admin");
const panelFile = path.join(panelDist, ".vite", "manifest.json");
const panel: Record<string, Chunk> = existsSync(panelFile)
  ? JSON.parse(readFileSync(panelFile, "utf8"))
  : {};
const pagesOfPanel = Object.keys(panel).filter((key) => /-page\.tsx$/.test(key));

test("the administration is in nothing that the chat loads", () => {
  const chat = Object.values(manifest)
    .flatMap(({ file }) =>
      file.endsWith(".js") ? readFileSync(path.join(dist, file), "utf8") : [],
    )
    .join();
  expect(chat).not.toContain("panel.people");
  expect(pagesOfPanel).toContain("people/people-page.tsx");
});

test.each(pagesOfPanel)("the first load of the administration at %s is bounded, too", (page) => {
  const entries = ["index.html", "app.tsx", page, "language/en/catalogue.ts"];
  const bytes = [...chunksOf(entries, panel)]
    .map((name) => gzippedBytes(name, panel, panelDist))
    .reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50 * 1024);
  expect(bytes).toBeLessThanOrEqual(limitBytes);
});
