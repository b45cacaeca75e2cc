import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspaces = ["protocol", "sdk", "server", "web", "stage", "bench", "prove", "e2e"];

/** Which workspaces each may import; an entry with a slash is one folder of it. */
const arrows: Record<string, string[]> = {
  protocol: [],
  sdk: ["protocol"],
  server: ["protocol"],
  web: ["sdk", "protocol"],
  stage: ["protocol", "server/testing"],
  bench: ["stage", "sdk", "protocol"],
  prove: ["stage", "sdk", "protocol"],
  e2e: ["stage", "sdk", "protocol", "server/testing"],
};

/** What may speak SQL: the store, and the readers and writers of each part of the domain. */
const domain = ["accounts", "messages", "reads", "rooms"];
const sqlFolders = ["store", "testing", ...domain];

/** Files of the protocol with values that may go into a browser; all others bring the schemas. */
const browserValues = ["close-codes", "errors", "limits", "text", "version"];

const linesMax = 350;
const vagueNames = ["common", "helpers", "lib", "misc", "services", "shared", "utils"];

interface Import {
  /** The importing file, from the root: `server/http/app.ts`. */
  from: string;
  /** A file from the root, or the name of a package. */
  to: string;
  typeOnly: boolean;
}

const files = ["scripts", "test", ...workspaces].flatMap(listSources);
const imports = files.flatMap(importsOf);

function listSources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.name === "node_modules" || entry.name === "dist") return [];
    if (entry.isDirectory()) return listSources(file);
    return /\.(?:ts|tsx|mjs|css|sql)$/.test(entry.name) ? [file] : [];
  });
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function importsOf(from: string): Import[] {
  const statements =
    /^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...read(from).matchAll(statements)].map(([, type, stated, dynamic]) => ({
    from,
    to: resolve(from, stated ?? dynamic ?? ""),
    typeOnly: type !== undefined,
  }));
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  return specifier.replace(/^@roost\//, "");
}

function isTest({ from }: Import): boolean {
  return /\.test\.tsx?$|\/testing(?:\/|\.ts$)/.test(from);
}

function within(file: string, ...folders: string[]): boolean {
  return folders.some((folder) => file.startsWith(`${folder}/`));
}

const shown = ({ from, to }: Import) => `${from} → ${to}`;

test("the sources were found", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(imports.map(shown)).toContain("server/main.ts → server/cli/run.ts");
  expect(imports.map(shown)).toContain("server/start.ts → server/store/open-store.ts");
});

test("workspaces import each other along the arrows only", () => {
  const strays = imports.filter(({ from, to }) => {
    const own = from.split("/", 1)[0] ?? "";
    if (!workspaces.includes(own) || within(to, own)) return false;
    // Test users and rooms are written straight into the database: the load is what is measured.
    if (from === "stage/seed.ts" && within(to, "server")) return false;
    return within(to, ...workspaces) && !within(to, ...(arrows[own] ?? []));
  });
  expect(strays.map(shown)).toEqual([]);
});

test("the domain knows neither HTTP nor the gateway", () => {
  const strays = imports.filter(
    (one) =>
      within(one.from, "server/store", "server/bus", ...domain.map((name) => `server/${name}`)) &&
      within(one.to, "server/http", "server/gateway") &&
      !isTest(one),
  );
  expect(strays.map(shown)).toEqual([]);
});

test("SQL is spoken in the store and the domain only", () => {
  const strays = imports.filter(
    (one) =>
      within(one.from, "server") &&
      ["kysely", "pg"].includes(one.to) &&
      !within(one.from, ...sqlFolders.map((name) => `server/${name}`)) &&
      !isTest(one),
  );
  expect(strays.map(shown)).toEqual([]);
});

test("only one file knows Redis", () => {
  const strays = imports.filter(
    ({ from, to }) => to === "ioredis" && from !== "server/bus/redis.ts",
  );
  expect(strays.map(shown)).toEqual([]);
});

test("no schema goes into a browser", () => {
  const allowed = browserValues.map((name) => `protocol/${name}.ts`);
  const strays = imports.filter(
    (one) =>
      within(one.from, "sdk", "web") &&
      (one.to === "typebox" || within(one.to, "protocol")) &&
      !one.typeOnly &&
      !allowed.includes(one.to) &&
      !isTest(one),
  );
  expect(strays.map(shown)).toEqual([]);
});

test("files stay short enough to be read", () => {
  const long = files.map((file) => ({ file, lines: read(file).split("\n").length - 1 }));
  expect(long.filter(({ lines }) => lines > linesMax)).toEqual([]);
});

test("folders and files are named for what they hold", () => {
  const vague = files.filter((file) =>
    file.split("/").some((part) => vagueNames.includes(part.replace(/\..*$/, ""))),
  );
  expect(vague).toEqual([]);
});

test("nothing is put off, left out or hushed up", () => {
  // Spelled so that this file does not find itself.
  const notes = String.raw`\b(?:TO[D]O|FIX[M]E)\b|@ts-(?:[i]gnore|[e]xpect-error)`;
  const leftOut = String.raw`\b(?:test|it|describe)\.(?:skip|skipIf|runIf|only|todo)\b`;
  const pattern = new RegExp(`${notes}|${leftOut}`);
  expect(files.filter((file) => pattern.test(read(file)))).toEqual([]);
});
