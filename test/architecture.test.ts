import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rowKinds } from "@roost/protocol/changes.ts";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspaces = [
  ...["protocol", "markdown", "sdk", "server", "web"],
  ...["stage", "bench", "prove", "fuzz", "e2e"],
];

/** Which workspaces each may import; an entry with a slash is one folder of it. */
const arrows: Record<string, string[]> = {
  protocol: [],
  markdown: [],
  sdk: ["protocol"],
  server: ["protocol", "markdown"],
  web: ["sdk", "protocol", "markdown"],
  stage: ["protocol", "server/testing"],
  bench: ["stage", "sdk", "protocol"],
  prove: ["stage", "sdk", "protocol"],
  fuzz: ["stage", "protocol"],
  e2e: ["stage", "sdk", "protocol", "server/testing", "web/chat/language"],
};

/** What may speak SQL: the store, and the readers and writers of each part of the domain. */
const domain = [
  ...["accounts", "address-bans", "api-tokens", "audit", "bots", "custom-roles", "data-exports"],
  ...["deletions", "directs", "emoji", "filters", "invites", "jobs", "mail", "managed-messages"],
  ...["managed-rooms", "managed-tokens", "messages", "overview"],
  ...["own", "people", "persons", "presence", "reads", "registration", "reports", "rooms"],
  ...["retention", "server-settings", "sign-in-history"],
];
const sqlFolders = ["store", "testing", ...domain];

/** Files of the protocol with values that may go into a browser; all others bring the schemas. */
const browserValues = [
  ...["limits", "admission-limits", "api-token-limits", "passkey-limits"],
  "account-rules",
  "close-codes",
  "default-settings",
  "emoji",
  "errors",
  "folding",
  "furthest",
  "in-thread",
  "login",
  "mentions",
  "message-id",
  "offers",
  "permissions",
  "place",
  "quote",
  "ranks",
  ...["registration-modes", "report-reasons", "job-kinds", "kept-days"],
  "rights",
  "take-rows",
  "text",
  "token-scopes",
  "unread",
  "version",
];

const linesMax = 350;
const vagueNames = ["common", "helpers", "lib", "misc", "services", "shared", "utils"];

interface Import {
  /** The importing file, from the root: `server/http/app.ts`. */
  from: string;
  /** A file from the root, or the name of a package. */
  to: string;
  typeOnly: boolean;
}

/** What comes from where, for folders or files. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

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

/** The files that a build finds by a pattern: `import.meta.glob("../NAME/*-dialog.tsx")`. */
function globbed(from: string): Import[] {
  const patterns = [...read(from).matchAll(/import\.meta\.glob(?:<.*>)?\(\s*"([^"]+)"/g)];
  return patterns.flatMap(([, pattern]) =>
    files
      .filter((file) => path.matchesGlob(file, resolve(from, pattern ?? "")))
      .map((to) => ({ from, to, typeOnly: false })),
  );
}

function graphOf(all: readonly Import[], place: (file: string) => string = (file) => file): Graph {
  const graph = new Map<string, Set<string>>();
  for (const one of all) {
    if (isTest(one)) continue;
    const [from, to] = [place(one.from), place(one.to === "sdk" ? "sdk/index.ts" : one.to)];
    if (from === to && one.from !== one.to) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** A way that leads back to where it begins: `a → b → a`; null where there is none. */
function circleIn(graph: Graph): string | null {
  const done = new Set<string>();
  function follow(node: string, way: readonly string[]): string | null {
    const met = way.indexOf(node);
    if (met >= 0) return [...way.slice(met), node].join(" → ");
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const circle = follow(next, [...way, node]);
      if (circle !== null) return circle;
    }
    done.add(node);
    return null;
  }
  for (const node of graph.keys()) {
    const circle = follow(node, []);
    if (circle !== null) return circle;
  }
  return null;
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

test("no file imports itself by way of others", () => {
  const circle = graphOf([
    { from: "a.ts", to: "b.ts", typeOnly: false },
    { from: "b.ts", to: "c.ts", typeOnly: true },
    { from: "b.ts", to: "d.ts", typeOnly: false },
    { from: "d.ts", to: "b.ts", typeOnly: false },
  ]);
  expect(circleIn(circle)).toBe("b.ts → d.ts → b.ts");
  expect(circleIn(graphOf([...imports, ...files.flatMap(globbed)]))).toBeNull();
});

test("folders of the web client are layers: none imports itself by way of others", () => {
  const client = [...imports, ...files.flatMap(globbed)].filter(
    ({ from, to }) => within(from, "web/chat") && within(to, "web/chat"),
  );
  const folder = (file: string) => file.split("/").slice(0, 3).join("/");
  expect(graphOf(client, folder).get("web/chat/shell")).toContain("web/chat/switcher");
  expect(circleIn(graphOf(client, folder))).toBeNull();
});

test("the administration is built of parts of the client, which does not know it", () => {
  const between = (one: Import, from: string, to: string) =>
    within(one.from, `web/${from}`) && within(one.to, `web/${to}`) && !isTest(one);
  expect(imports.filter((one) => between(one, "chat", "panel")).map(shown)).toEqual([]);
  const taken = imports.filter((one) => between(one, "panel", "chat")).map(({ to }) => to);
  // Its controls and its words, and nothing that needs a connection.
  expect([...new Set(taken.map((file) => file.split("/")[2]))].sort()).toEqual([
    ...["account", "api-tokens", "art", "bots", "controls", "emoji", "entrance", "fields"],
    ...["language", "lists", "loading", "person", "picture", "session", "set-up", "shell"],
    ...["sign-ins", "theme", "time", "words"],
  ]);
});

test("a dialog enters itself under the name of its file", () => {
  const shown = files.filter((file) => /^web\/chat\/[\w-]+\/[\w-]+-dialog\.tsx$/.test(file));
  expect(shown.length).toBeGreaterThan(10);
  for (const file of shown) {
    const name = path.posix.basename(file, "-dialog.tsx");
    const text = read(file);
    const entered = /declare module "[^"]+\/dialogs\.ts" \{\s*interface Dialogs \{\s*"?([\w-]+)"?:/;
    expect(entered.exec(text)?.[1], file).toBe(name);
    expect(text, file).toMatch(
      new RegExp(`^export default function \\w+\\([^)]*: DialogProps<"${name}">\\)`, "m"),
    );
  }
  const declaring = files.filter((file) => /^\s*interface Dialogs \{/m.test(read(file)));
  expect(declaring.filter((file) => file !== "test/architecture.test.ts")).toEqual(shown);
});

test("a panel of a room enters itself under the name of its file", () => {
  const shown = files.filter((file) => /^web\/chat\/[\w-]+\/[\w-]+-panel\.tsx$/.test(file));
  expect(shown).toContain("web/chat/members/members-panel.tsx");
  for (const file of shown) {
    const entered = /declare module "[^"]+\/panels\.ts" \{\s*interface Panels \{\s*"?([\w-]+)"?:/;
    expect(entered.exec(read(file))?.[1], file).toBe(path.posix.basename(file, "-panel.tsx"));
    expect(read(file), file).toMatch(/^export default function \w+\([^)]*: PanelProps\)/m);
  }
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

test("rows of a room are written by its log, and by the lane of the posts", () => {
  const tables = ["rooms", ...rowKinds].join("|");
  const write = new RegExp(
    String.raw`(?:insert\s+into|update|delete\s+from)\s+(?:${tables})\b` +
      String.raw`|(?:insertInto|updateTable|deleteFrom)\("(?:${tables})"`,
    "i",
  );
  const writers = files.filter(
    (file) => within(file, "server") && /(?<!\.test)\.ts$/.test(file) && write.test(read(file)),
  );
  expect(writers.filter((file) => !within(file, "server/testing")).sort()).toEqual([
    "server/messages/post-statement.ts",
    "server/rooms/change-batch.ts",
  ]);
});

test("SQL names its columns, of which later versions add more", () => {
  const star = /\b(?:select|returning)\s+\*|\bselect\b[^`;]*?\b\w+\.\*|selectAll\(|returningAll\(/i;
  const strays = files.filter(
    (file) =>
      within(file, ...sqlFolders.map((name) => `server/${name}`)) &&
      !/\.test\.ts$/.test(file) &&
      star.test(read(file)),
  );
  expect(strays).toEqual([]);
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

test("one place keeps the keys of input methods, before anything else listens", () => {
  const client = files.filter((file) => within(file, "web/chat") && !file.includes(".test."));
  const asking = client.filter((file) => /isComposing|keyCode|\b229\b/.test(read(file)));
  // The other one asks of text that comes in, not of keys.
  const ofText = "web/chat/fields/keep-out.ts";
  expect(read(ofText)).not.toMatch(/\bkey(?:down|up|Code)\b|onKey|KeyboardEvent/);
  expect(asking.filter((file) => file !== ofText)).toEqual(["web/chat/controls/input-method.ts"]);
  const start = read("web/chat/main.tsx")
    .replace(/^import .*$/gm, "")
    .trim();
  expect(start).toMatch(/^keepKeysOfInputMethods\(\);/);
  // Modules run before it: none may listen for keys as it is loaded.
  const listening = client.filter((file) => /^\w+\.addEventListener\("key/m.test(read(file)));
  expect(listening).toEqual([]);
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
