import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, codeOf, newMessage, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let gil: Client;
let hal: Client;
let roomId: string;
beforeEach(async () => {
  server = await startTestServer();
  gil = await server.person("gil");
  hal = await server.person("hal");
  const { rooms } = await (await gil.send("GET", "/api/rooms")).json();
  roomId = rooms[0].id;
});
afterEach(() => server.close());

/** A request of a page that shows Gil's chat. */
function ofGil(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  return server.fetch(path, {
    method,
    headers: {
      origin: server.url,
      "roost-user": gil.identity.userId,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe("WHO-1: a page that acts for Gil, in a browser where Hal has signed in", () => {
  const requests: [method: string, path: string, body?: () => unknown][] = [
    ["POST", "/api/rooms/{roomId}/messages", newMessage],
    ["POST", "/api/rooms/{roomId}/read", () => ({ number: 1 })],
    ["POST", "/api/rooms/{roomId}/leave"],
    ["GET", "/api/rooms/{roomId}/messages"],
    ["GET", "/api/me"],
    ["GET", "/api/auth/token"],
    ["GET", "/api/auth/get-session"],
    ["GET", "/api/auth/list-sessions"],
    ["POST", "/api/auth/sign-out", () => ({})],
    ["POST", "/api/auth/revoke-other-sessions", () => ({})],
  ];

  test.each(requests)(
    "gets nothing from %s %s, and changes nothing",
    async (method, path, body) => {
      const before = await (await hal.send("GET", "/api/rooms")).json();
      const isOfAccounts = path.startsWith("/api/auth/");
      const secret = isOfAccounts ? hal.sessionToken : hal.token;
      const ways: Record<string, string>[] = [
        { cookie: hal.cookie },
        { authorization: `Bearer ${secret}` },
      ];
      for (const way of ways) {
        const response = await ofGil(method, path.replace("{roomId}", roomId), way, body?.());
        expect([response.status, await codeOf(response)]).toEqual([403, "auth.other_person"]);
      }
      expect(await (await hal.send("GET", "/api/rooms")).json()).toEqual(before);
      expect((await server.fetch("/api/me", { headers: { cookie: hal.cookie } })).status).toBe(200);
    },
  );

  test.each(requests.slice(3, 8))(
    "is answered with its own session: %s %s",
    async (method, path) => {
      const response = await ofGil(method, path.replace("{roomId}", roomId), {
        cookie: gil.cookie,
      });
      expect(response.status).toBe(200);
    },
  );

  test("hears that nobody is signed in where that is so", async () => {
    expect((await ofGil("POST", "/api/auth/sign-out", {}, {})).status).toBe(200);
    expect(await codeOf(await ofGil("GET", "/api/auth/token", {}))).toBe("auth.required");
  });
});

describe("WHO-2: signing in with the cookie of another session", () => {
  const signIn = (cookie: string, username: string) =>
    server.fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json", cookie, origin: server.url },
      body: JSON.stringify({ username, password: newPerson(username).password }),
    });

  test("ends that session and its tokens, and no others", async () => {
    const elsewhere = (await signIn("", "gil")).headers.getSetCookie()[0] ?? "";
    const answer = await signIn(gil.cookie, "hal");
    expect(answer.status).toBe(200);
    // Of the session, and of the browser.
    expect(answer.headers.getSetCookie()).toHaveLength(2);
    const seen = async (headers: Record<string, string>) =>
      (await server.fetch("/api/me", { headers })).status;
    await expect.poll(() => seen({ cookie: gil.cookie })).toBe(401);
    expect(await seen({ authorization: `Bearer ${gil.token}` })).toBe(401);
    expect(await seen({ cookie: elsewhere.split(";")[0] ?? "" })).toBe(200);
    expect(await seen({ cookie: hal.cookie })).toBe(200);
  });

  test("that fails leaves it open", async () => {
    const answer = await signIn(gil.cookie, "nobody");
    expect(await codeOf(answer)).toBe("auth.invalid_credentials");
    expect((await server.fetch("/api/me", { headers: { cookie: gil.cookie } })).status).toBe(200);
  });
});
