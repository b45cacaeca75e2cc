import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeOf, startTestServer, type TestServer } from "./testing.ts";

const page = "<!doctype html><title>Roost</title>";
const panel = "<!doctype html><title>Administration</title>";
const script = "console.log('roost');".repeat(100);

let server: TestServer;
let webRoot: string;
beforeAll(async () => {
  webRoot = await mkdtemp(path.join(os.tmpdir(), "roost-web-"));
  await mkdir(path.join(webRoot, "assets"));
  await mkdir(path.join(webRoot, "admin", "assets"), { recursive: true });
  await writeFile(path.join(webRoot, "index.html"), page);
  await writeFile(path.join(webRoot, "admin", "index.html"), panel);
  await writeFile(path.join(webRoot, "admin", "assets", "index-4d5e6f.js"), script);
  await writeFile(path.join(webRoot, "favicon.svg"), "<svg/>");
  await writeFile(path.join(webRoot, "assets", "index-1a2b3c.js"), script);
  await writeFile(path.join(webRoot, "assets", "index-1a2b3c.js.br"), brotliCompressSync(script));
  await writeFile(path.join(webRoot, "assets", "index-1a2b3c.js.gz"), gzipSync(script));
  server = await startTestServer({ webRoot });
});
afterAll(async () => {
  await server.close();
  await rm(webRoot, { recursive: true });
});

const asBrowser = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

test.each(["/", "/index.html", "/rooms/1234", "/sign-in?next=%2F", "/apidocs"])(
  "%s is the page, asked for each time",
  async (address) => {
    const response = await server.fetch(address, asBrowser);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).toBe(page);
  },
);

test.each(["/admin", "/admin/", "/admin?x=y", "/admin/people", "/admin/people/1234?q=a"])(
  "%s is the page of the administration",
  async (address) => {
    const response = await server.fetch(address, asBrowser);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).toBe(panel);
  },
);

test("files of the administration are kept for ever, and what is missing is no page of it", async () => {
  const found = await server.fetch("/admin/assets/index-4d5e6f.js", asBrowser);
  expect(found.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const missing = await server.fetch("/admin/assets/index-0old.js", asBrowser);
  expect(missing.status).toBe(404);
  expect(await (await server.fetch("/administration", asBrowser)).text()).toBe(page);
});

test.each([
  ["br", "br, gzip"],
  ["gzip", "gzip"],
  [null, "identity"],
])(
  "files with a hash are kept for ever, and sent as %s where that is there",
  async (as, accept) => {
    const response = await server.fetch("/assets/index-1a2b3c.js", {
      headers: { "accept-encoding": accept },
    });
    expect(response.headers.get("content-encoding")).toBe(as);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toMatch(/javascript/);
    expect(await response.text()).toBe(script);
  },
);

test("a file of an earlier build is served until it is removed, and nobody remembers that it is missing", async () => {
  const part = "export default 'a part that an open page asks for';".repeat(40);
  const file = path.join(webRoot, "assets", "switcher-0old.js");
  await writeFile(file, part);
  await writeFile(`${file}.br`, brotliCompressSync(part));
  for (const encoding of ["br", "identity"]) {
    const response = await server.fetch("/assets/switcher-0old.js", {
      headers: { "accept-encoding": encoding },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await response.text()).toBe(part);
  }

  // A build removes it while the server runs.
  await rm(file);
  await rm(`${file}.br`);
  const gone = await server.fetch("/assets/switcher-0old.js");
  expect(gone.status).toBe(404);
  expect(gone.headers.get("cache-control")).toBe("no-store");
  expect(await codeOf(gone)).toBe("route.not_found");
});

test("files without a hash are asked for each time", async () => {
  const response = await server.fetch("/favicon.svg");
  expect(response.headers.get("cache-control")).toBe("no-cache");
  const etag = response.headers.get("etag") ?? "";
  const headers = { "if-none-match": etag, "cache-control": "max-age=0" };
  const again = await server.fetch("/favicon.svg", { headers });
  expect(again.status).toBe(304);
});

describe("what is no page is not answered with one:", () => {
  test.each([
    ["/api/nothing", asBrowser],
    ["/api", asBrowser],
    ["/ws", asBrowser],
    ["/assets/index-old.js", asBrowser],
    ["/rooms/1234", { headers: { accept: "application/json" } }],
    ["/rooms/1234", { ...asBrowser, method: "POST" }],
    ["/../package.json", {}],
    ["/..%2f..%2fetc/passwd", {}],
    ["/.env", {}],
  ])("%s", async (address, init) => {
    const response = await server.fetch(address, init);
    expect(response.status).toBe(404);
    expect(["route.not_found", "auth.required"]).toContain(await codeOf(response));
  });
});

test("nobody remembers that a file was missing: the next node may have it", async () => {
  const response = await server.fetch("/assets/index-old.js");
  expect(response.status).toBe(404);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("without a built client there is the API alone", async () => {
  const bare = await startTestServer();
  expect(await codeOf(await bare.fetch("/", asBrowser))).toBe("route.not_found");
  await bare.close();
});

test("a page may run our scripts, talk to this server, and nothing else", async () => {
  const response = await server.fetch("/", asBrowser);
  const policy = response.headers.get("content-security-policy") ?? "";
  const host = new URL(server.url).host;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host}`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|\*/);
  // A server in a home network has no HTTPS to insist on.
  expect(response.headers.get("strict-transport-security")).toBeNull();
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});
