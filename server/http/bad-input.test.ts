import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRoom } from "../rooms/create.ts";
import { by } from "../testing/by.ts";
import { type Client, codeOf, newMessage, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let alice: Client;
let room: string;
beforeAll(async () => {
  server = await startTestServer();
  alice = await server.person("alice");
  const made = await createRoom(server.ctx, by(alice.identity.userId), {
    name: "Room",
    kind: "private",
  });
  room = made.id;
});
afterAll(() => server.close());

/** Posts bytes as they are. */
async function postRaw(body: string | Uint8Array<ArrayBuffer>, type = "application/json") {
  const response = await server.fetch(`/api/rooms/${room}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${alice.token}`, "content-type": type },
    body,
  });
  return codeOf(response);
}

async function stored(): Promise<number> {
  const { rows } = await server.ctx.database.pool.query(
    "SELECT last_number FROM rooms WHERE id = $1",
    [room],
  );
  return rows[0].last_number;
}

describe("a body that", () => {
  const message = JSON.stringify(newMessage());

  test.each([
    ["is no JSON", "{", "request.malformed"],
    ["is JSON twice", `${message}${message}`, "request.malformed"],
    ["is cut off", message.slice(0, -3), "request.malformed"],
    ["is empty", "", "request.invalid"],
    ["is null", "null", "request.invalid"],
    ["is a list", "[]", "request.invalid"],
    ["is a number", "1", "request.invalid"],
    ["is deeply nested", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "request.invalid"],
    ["reaches for the prototype", `{"__proto__":{"body":"x"}}`, "request.malformed"],
    ["reaches for the constructor", `{"constructor":{"prototype":{}}}`, "request.malformed"],
    ["lacks a field", `{"body":"Hello"}`, "request.invalid"],
    ["is not UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22]), "request.malformed"],
    ["is too large", JSON.stringify(newMessage("x".repeat(300_000))), "request.too_large"],
  ])("%s is refused, and nothing is stored", async (_name, body, code) => {
    const before = await stored();
    expect(await postRaw(body)).toBe(code);
    expect(await stored()).toBe(before);
  });

  test("is not JSON by its type is refused", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect(await postRaw(message, type)).toBe("request.unsupported_media_type");
    }
  });

  test("is larger than it says, or has no end, is refused", async () => {
    const code = await new Promise<string>((resolve, reject) => {
      const sending = request(`${server.url}/api/rooms/${room}/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${alice.token}`, "content-type": "application/json" },
      });
      sending.on("response", async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve(JSON.parse(text).code);
      });
      sending.on("error", reject);
      sending.write("x".repeat(200_000));
      sending.write("x".repeat(200_000));
    });
    expect(code).toBe("request.too_large");
  });
});

describe("a message", () => {
  test.each<[string, unknown, string]>([
    ["that is empty", "", "text.empty"],
    ["of blanks", " \n\t ", "text.empty"],
    ["of invisible characters", "\u200b\u2060", "text.empty"],
    ["above the limit", "x".repeat(10_001), "text.too_long"],
    ["with NUL", "a\0b", "text.invalid_characters"],
    ["with half a surrogate pair", "a\ud800b", "text.invalid_characters"],
    ["with control characters", "a\u0007b", "text.invalid_characters"],
    ["that is a number", 5, "request.invalid"],
    ["that is null", null, "request.invalid"],
    ["that is a list", ["a"], "request.invalid"],
  ])("%s is refused, and nothing is stored", async (_name, body, code) => {
    const before = await stored();
    const address = `/api/rooms/${room}/messages`;
    const sent = alice.send("POST", address, { ...newMessage(), body });
    expect(await codeOf(await sent)).toBe(code);
    expect(await stored()).toBe(before);
  });

  test("at the limit is stored as it is", async () => {
    const body = "🦉".repeat(10_000);
    const sent = await alice.send("POST", `/api/rooms/${room}/messages`, newMessage(body));
    expect((await sent.json()).body).toBe(body);
  });

  test.each([
    "",
    "1",
    "0198b0d4-0000-4000-8000-00000000000",
    "0198B0D4-0000-4000-8000-000000000000",
    "urn:uuid:0198b0d4-0000-4000-8000-000000000000",
    "{0198b0d4-0000-4000-8000-000000000000}",
  ])("with %j for a client id is refused", async (clientMessageId) => {
    const message = { ...newMessage(), clientMessageId };
    const sent = await alice.send("POST", `/api/rooms/${room}/messages`, message);
    const problem = await sent.json();
    expect(problem.code).toBe("request.invalid");
    expect(problem.detail).toContain("`clientMessageId` of the body");
  });
});

describe("text that cannot be stored is refused wherever it is:", () => {
  const bad = "a\0b";
  test.each<[string, string, unknown?]>([
    ["POST", "/api/rooms", { name: bad, kind: "public" }],
    ["POST", "/api/rooms", { name: "Room", kind: "public", topic: "\udc00" }],
    ["GET", "/api/users?query=%00"],
    ["GET", "/api/users?cursor=a%00"],
    ["GET", "/api/rooms/search?query=a%00b"],
    ["POST", "/api/auth/sign-in/username", { username: bad, password: "password" }],
    ["POST", "/api/auth/sign-in/username", { username: "alice", password: bad }],
    ["POST", "/api/auth/sign-in/email", { email: bad, password: "password" }],
    [
      "POST",
      "/api/auth/sign-up/email",
      { username: "carol", name: bad, email: "carol@example.org", password: "password" },
    ],
  ])("%s %s", async (method, path, body) => {
    expect(await codeOf(await alice.send(method, path, body))).toBe("text.invalid_characters");
  });
});

describe("an address", () => {
  test.each([
    ["/api/nothing", 404, "route.not_found"],
    ["/api/rooms/", 404, "room.not_found"],
    ["/api/rooms/1", 404, "room.not_found"],
    ["/api/rooms/%00", 404, "room.not_found"],
    ["/api/rooms/%ff", 400, "request.malformed"],
    ["/api/messages/1", 404, "message.not_found"],
    ["/api/messages/00000000-0000-4000-8000-000000000000.0", 404, "message.not_found"],
    ["/api/messages/00000000-0000-4000-8000-000000000000.1e9", 404, "message.not_found"],
    ["/api/messages/00000000-0000-4000-8000-000000000000x1", 404, "message.not_found"],
    [`/api/rooms/${"x".repeat(500)}`, 404, "route.not_found"],
    ["/api/rooms/00000000-0000-4000-8000-000000000000/nothing", 404, "route.not_found"],
  ])("GET %s is answered with %i %s", async (path, status, code) => {
    const response = await alice.send("GET", path);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test.each([
    ["PUT", "/api/sections/mine", { name: "Mine" }, 422, "request.invalid"],
    ["DELETE", "/api/sections/mine", undefined, 422, "request.invalid"],
    ["DELETE", "/api/scheduled/1", undefined, 404, "scheduled.not_found"],
    ["DELETE", "/api/rooms/1/muted", undefined, 404, "room.not_found"],
  ])("%s %s is answered as its route says", async (method, path, body, status, code) => {
    const response = await alice.send(method, path, body);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test("is not there for another method", async () => {
    expect(await codeOf(await alice.send("PUT", "/api/rooms", {}))).toBe("route.not_found");
  });
});

describe("a query", () => {
  test.each([
    "users?limit=0",
    "users?limit=201",
    "users?limit=ten",
    "users?limit=1&limit=2",
    `users?query=${"x".repeat(201)}`,
    "users?cursor=nonsense",
    "rooms/search?cursor=WyJhIl0",
    "rooms/ROOM/messages?before=0",
    "rooms/ROOM/messages?before=1e300",
    "rooms/ROOM/messages?after=-1",
    "rooms/ROOM/messages?after=99999999999999999999",
    "rooms/ROOM/changes",
    "rooms/ROOM/changes?since=-1",
    "rooms/ROOM/changes?since=1e300",
  ])("%s is refused", async (path) => {
    const response = await alice.send("GET", `/api/${path.replace("ROOM", room)}`);
    expect([response.status, await codeOf(response)]).toEqual([422, "request.invalid"]);
  });
});

describe("other bodies with wrong fields:", () => {
  test.each<[string, string, unknown, string]>([
    ["POST", "/api/rooms", { name: "Room", kind: "secret" }, "request.invalid"],
    ["POST", "/api/rooms", { name: "", kind: "public" }, "text.empty"],
    ["POST", "/api/rooms", { name: "x".repeat(81), kind: "public" }, "text.too_long"],
    ["POST", "/api/rooms", { name: "a\nb", kind: "public" }, "text.invalid_characters"],
    ["PATCH", "/api/rooms/ROOM", {}, "request.invalid"],
    ["PATCH", "/api/rooms/ROOM", { name: null }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/read", { number: 0 }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/read", { number: 1.5 }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/read", { number: "1" }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/read", { number: 1e300 }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/members", { userIds: [] }, "request.invalid"],
    ["POST", "/api/rooms/ROOM/members", { userIds: ["me"] }, "request.invalid"],
    [
      "POST",
      "/api/rooms/ROOM/members",
      { userIds: ["00000000-0000-4000-8000-000000000000"] },
      "user.not_found",
    ],
    ["POST", "/api/auth/revoke-session", { id: "1" }, "request.invalid"],
  ])("%s %s %j", async (method, path, body, code) => {
    const response = await alice.send(method, path.replace("ROOM", room), body);
    expect(await codeOf(response)).toBe(code);
  });
});

test("a refusal names the field and the reason", async () => {
  const response = await alice.send("POST", "/api/rooms", { name: 5, kind: "public" });
  expect((await response.json()).detail).toBe("`name` of the body must be string.");
});
