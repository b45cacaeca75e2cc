import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { ApiError, NetworkError } from "../errors.ts";
import { Http } from "./http.ts";

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const requests: string[] = [];

beforeEach(async () => {
  requests.length = 0;
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

/** Waits are over at once. */
const impatientClock = {
  ...systemClock,
  setTimeout: (run: () => void) => systemClock.setTimeout(run, 0),
};

function http(token: () => Promise<string | null> = async () => "good"): Http {
  return new Http({
    url,
    fetch: (input, init) => fetch(input, init),
    clock: impatientClock,
    random: () => 0,
    token,
    renew: () => true,
  });
}

function problem(response: ServerResponse, status: number, code: string, more: object = {}): void {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ type: "urn", title: "t", status, code, detail: "Why.", ...more }));
}

test("a file goes as it is, under its own type", async () => {
  const got: unknown[] = [];
  answer = (request, response) => {
    got.push(request.headers["content-type"]);
    request.on("data", (chunk) => got.push(String(chunk)));
    request.on("end", () => response.end("{}"));
  };
  const body = new Blob(["not JSON"], { type: "image/png" });
  await http().request("PUT", "/api/emoji/party", { body });
  expect(got).toEqual(["image/png", "not JSON"]);
});

test("a request carries token, query and body; the answer is the JSON", async () => {
  const bodies: string[] = [];
  answer = (request, response) => {
    request.on("data", (chunk) => bodies.push(String(chunk)));
    request.on("end", () => response.end('{"ok":true}'));
  };
  const query = { limit: 5, cursor: undefined, query: "ä&b" };
  expect(await http().request("GET", "/api/rooms", { query })).toEqual({ ok: true });
  await http(async () => null).request("POST", "/api/rooms", { body: { name: "Tea" } });
  expect(requests).toEqual([
    "GET /api/rooms?limit=5&query=%C3%A4%26b Bearer good",
    "POST /api/rooms -",
  ]);
  expect(bodies).toEqual(['{"name":"Tea"}']);
});

test("an answer without content is nothing", async () => {
  answer = (_, response) => response.writeHead(204).end();
  expect(await http().request("DELETE", "/x")).toBeUndefined();
});

test("a problem document is an ApiError with its code and sentence", async () => {
  answer = (_, response) => problem(response, 404, "room.not_found");
  const failure = http().request("GET", "/x");
  await expect(failure).rejects.toBeInstanceOf(ApiError);
  await expect(failure).rejects.toMatchObject({
    code: "room.not_found",
    status: 404,
    detail: "Why.",
    message: "Why.",
  });
  expect(requests.length).toBe(1);
});

test("what is not Roost, or not there, is a NetworkError", async () => {
  answer = (_, response) => response.writeHead(502).end("<html>Bad gateway</html>");
  await expect(http().request("POST", "/x")).rejects.toBeInstanceOf(NetworkError);
  answer = (_, response) => response.writeHead(500).end("{}");
  await expect(http().request("POST", "/x")).rejects.toBeInstanceOf(NetworkError);
  server.close();
  server.closeAllConnections();
  await expect(http().request("POST", "/x")).rejects.toMatchObject({
    name: "NetworkError",
    message: `${url} cannot be reached.`,
  });
});

test("an expired token is renewed once, for any method", async () => {
  answer = (request, response) => {
    if (request.headers.authorization === "Bearer new") response.end("{}");
    else problem(response, 401, "auth.token_expired");
  };
  const tokens = ["old", "new"];
  await http(async () => tokens.shift() ?? "none").request("POST", "/x");
  expect(requests).toEqual(["POST /x Bearer old", "POST /x Bearer new"]);
  await expect(http(async () => "old").request("POST", "/x")).rejects.toMatchObject({
    code: "auth.token_expired",
  });
  expect(requests.length).toBe(4);
});

test("a token that is not good for what is asked is not renewed", async () => {
  answer = (_, response) => problem(response, 403, "auth.token_scope");
  await expect(http().request("GET", "/x")).rejects.toMatchObject({ code: "auth.token_scope" });
  expect(requests.length).toBe(1);
});

test("only requests that change nothing are repeated after a failure", async () => {
  let failures = 2;
  answer = (request, response) => {
    failures -= 1;
    if (failures >= 0) request.socket.destroy();
    else response.end("{}");
  };
  await http().request("GET", "/x");
  expect(requests.length).toBe(3);
  failures = 1;
  await expect(http().request("POST", "/x")).rejects.toBeInstanceOf(NetworkError);
  expect(requests.length).toBe(4);
  failures = 9;
  await expect(http().request("GET", "/x")).rejects.toBeInstanceOf(NetworkError);
  expect(requests.length).toBe(7);
});

test("a busy server is asked again when it says so, unless that is long", async () => {
  let refusals = 1;
  let retryAfterMs = 100;
  answer = (_, response) => {
    refusals -= 1;
    if (refusals >= 0) problem(response, 503, "server.busy", { retryAfterMs });
    else response.end("{}");
  };
  await http().request("GET", "/x");
  expect(requests.length).toBe(2);
  refusals = 1;
  retryAfterMs = 60_000;
  await expect(http().request("GET", "/x")).rejects.toMatchObject({ retryAfterMs: 60_000 });
});

test("LIM-11: whatever was refused since there was too much of it is sent again, unless that takes long", async () => {
  let refusals = 5;
  let retryAfterMs = 20;
  answer = (_, response) => {
    refusals -= 1;
    if (refusals >= 0) problem(response, 429, "request.rate_limited", { retryAfterMs });
    else response.end("{}");
  };
  await http().request("POST", "/x");
  expect(requests.length).toBe(6);
  refusals = 1;
  retryAfterMs = 10_000;
  await expect(http().request("POST", "/x")).rejects.toMatchObject({ retryAfterMs: 10_000 });
  expect(requests.length).toBe(7);
});
