import { randomUUID } from "node:crypto";
import { Changes } from "@roost/protocol/changes.ts";
import {
  FoundPerson,
  FoundRoom,
  FoundRoomsPage,
  MembersPage,
  MessagesPage,
  MyRooms,
  ReadState,
  UsersPage,
} from "@roost/protocol/http.ts";
import { Member } from "@roost/protocol/member.ts";
import { Message } from "@roost/protocol/message.ts";
import { MyRoom } from "@roost/protocol/my-room.ts";
import { Me, type User } from "@roost/protocol/user.ts";
import Type, { type Static, type TSchema } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, codeOf, newMessage, startTestServer, type TestServer } from "./testing.ts";

let server: TestServer;
let alice: Client;
let bob: Client;
beforeAll(async () => {
  server = await startTestServer();
  alice = await server.person("alice");
  bob = await server.person("bob");
});
afterAll(() => server.close());

/** The answer, which has to have the status and the shape that the description promises. */
async function answer<Schema extends TSchema>(
  sent: Promise<Response>,
  status: number,
  schema: Schema,
): Promise<Static<Schema>> {
  const response = await sent;
  const body: unknown = await response.json();
  expect(body).toSatisfy((value) => Value.Check(schema, value));
  expect(response.status).toBe(status);
  return body as Static<Schema>;
}

async function newRoom(kind: "public" | "private" = "private") {
  return answer(alice.send("POST", "/api/rooms", { name: "Room", kind }), 201, MyRoom);
}

test("GET /api/me", async () => {
  const me = await answer(alice.send("GET", "/api/me"), 200, Me);
  expect(me).toMatchObject({ username: "alice", role: "owner", email: "alice@example.org" });
});

test("GET /api/users/:id tells what everybody may know of a person", async () => {
  const { users } = await answer(bob.send("GET", "/api/users?query=alice"), 200, UsersPage);
  const [{ id, displayName }] = users as [User];
  const profile = await answer(bob.send("GET", `/api/users/${id}`), 200, FoundPerson);
  expect(profile).toMatchObject({ id, username: "alice", displayName });
  expect(Object.keys(profile).sort()).toEqual([
    "createdAt",
    "displayName",
    "id",
    "presence",
    "role",
    "username",
  ]);
  expect(profile.presence).toEqual({ userId: id, state: "offline" });
  const nobody = await bob.send("GET", `/api/users/${randomUUID()}`);
  expect(await codeOf(nobody)).toBe("user.not_found");
});

test("GET /api/users", async () => {
  const page = await answer(alice.send("GET", "/api/users?limit=1"), 200, UsersPage);
  expect(page.users.map(({ username }) => username)).toEqual(["alice"]);
  const next = `/api/users?limit=1&cursor=${page.nextCursor}`;
  const second = await answer(alice.send("GET", next), 200, UsersPage);
  expect(second.users.map(({ username }) => username)).toEqual(["bob"]);
  const found = await answer(bob.send("GET", "/api/users?query=LIC"), 200, UsersPage);
  expect(found.users.map(({ username }) => username)).toEqual(["alice"]);
});

describe("rooms", () => {
  test("POST /api/rooms", async () => {
    const body = { name: "  Owls  ", kind: "public", topic: "Hoo" };
    const room = await answer(alice.send("POST", "/api/rooms", body), 201, MyRoom);
    expect(room).toMatchObject({ name: "Owls", topic: "Hoo", role: "owner", memberCount: 1 });
  });

  test("GET /api/rooms", async () => {
    const { id } = await newRoom();
    await alice.send("POST", `/api/rooms/${id}/messages`, newMessage());
    const { rooms } = await answer(alice.send("GET", "/api/rooms"), 200, MyRooms);
    expect(rooms[0]).toMatchObject({ id, unread: 0, lastMessage: { body: "Hello" } });
    expect(rooms.map(({ name }) => name)).toContain("general");
  });

  test("GET /api/rooms/search", async () => {
    await alice.send("POST", "/api/rooms", { name: "Needle", kind: "public" });
    const sent = bob.send("GET", "/api/rooms/search?query=need");
    const { rooms } = await answer(sent, 200, FoundRoomsPage);
    expect(rooms).toMatchObject([{ name: "Needle", isMember: false }]);
  });

  test("GET and PATCH /api/rooms/:id", async () => {
    const { id, version } = await newRoom("public");
    const patch = { name: "Renamed", topic: "New" };
    const patched = await answer(alice.send("PATCH", `/api/rooms/${id}`, patch), 200, MyRoom);
    expect(patched).toMatchObject({ ...patch, version: version + 1 });
    const seen = await answer(bob.send("GET", `/api/rooms/${id}`), 200, FoundRoom);
    expect(seen).toMatchObject({ ...patch, isMember: false });
  });

  test("GET /api/rooms/:id/changes", async () => {
    const { id } = await newRoom();
    await alice.send("PATCH", `/api/rooms/${id}`, { name: "Renamed" });
    const sent = alice.send("GET", `/api/rooms/${id}/changes?since=1`);
    const changes = await answer(sent, 200, Changes);
    expect(changes).toMatchObject({ since: 1, version: 2, room: { name: "Renamed" } });
  });

  test("POST /api/rooms/:id/read", async () => {
    const { id, lastNumber } = await newRoom();
    const sent = alice.send("POST", `/api/rooms/${id}/read`, { number: 1_000_000 });
    expect(await answer(sent, 200, ReadState)).toEqual({ readNumber: lastNumber, unread: 0 });
  });
});

describe("members", () => {
  test("POST /api/rooms/:id/join, once", async () => {
    const { id } = await newRoom("public");
    const joined = await answer(bob.send("POST", `/api/rooms/${id}/join`), 200, MyRoom);
    expect(joined).toMatchObject({ id, role: "member", memberCount: 2 });
    const again = await bob.send("POST", `/api/rooms/${id}/join`);
    expect([again.status, await codeOf(again)]).toEqual([409, "room.already_member"]);
  });

  test("POST and GET /api/rooms/:id/members", async () => {
    const { id } = await newRoom();
    const { userId } = bob.identity;
    const Invited = Type.Object({ members: Type.Array(Member), users: Type.Array(Type.Any()) });
    const invite = () => alice.send("POST", `/api/rooms/${id}/members`, { userIds: [userId] });
    expect((await answer(invite(), 200, Invited)).members).toMatchObject([{ userId }]);
    expect((await answer(invite(), 200, Invited)).members).toEqual([]);
    const page = await answer(bob.send("GET", `/api/rooms/${id}/members`), 200, MembersPage);
    expect(page.members.map(({ role }) => role)).toEqual(["owner", "member"]);
  });

  test("POST /api/rooms/:id/leave and DELETE /api/rooms/:id/members/:userId", async () => {
    const { id } = await newRoom("public");
    await bob.send("POST", `/api/rooms/${id}/join`);
    const left = await bob.send("POST", `/api/rooms/${id}/leave`);
    expect([left.status, await left.text()]).toEqual([204, ""]);
    await bob.send("POST", `/api/rooms/${id}/join`);
    const address = `/api/rooms/${id}/members/${bob.identity.userId}`;
    const removed = await alice.send("DELETE", address);
    expect([removed.status, await removed.text()]).toEqual([204, ""]);
    expect(await codeOf(await alice.send("DELETE", address))).toBe("user.not_found");
  });
});

describe("messages", () => {
  test("POST /api/rooms/:id/messages: 201 the first time, 200 for repeats", async () => {
    const { id } = await newRoom();
    const address = `/api/rooms/${id}/messages`;
    const message = newMessage();
    const first = await answer(alice.send("POST", address, message), 201, Message);
    const later = { ...message, body: "Another" };
    expect(await answer(alice.send("POST", address, later), 200, Message)).toEqual(first);
    const same = newMessage();
    const atOnce = await Promise.all([1, 2, 3].map(() => alice.send("POST", address, same)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const bodies = await Promise.all(atOnce.map((response) => response.text()));
    expect(new Set(bodies).size).toBe(1);
  });

  test("GET /api/rooms/:id/messages", async () => {
    const { id, lastNumber } = await newRoom();
    for (const body of ["one", "two", "three"]) {
      await alice.send("POST", `/api/rooms/${id}/messages`, newMessage(body));
    }
    const page = async (query: string) => {
      const sent = alice.send("GET", `/api/rooms/${id}/messages?${query}`);
      const { messages, hasBefore, hasAfter } = await answer(sent, 200, MessagesPage);
      return [messages.map(({ body }) => body), hasBefore, hasAfter];
    };
    expect(await page("limit=2")).toEqual([["two", "three"], true, false]);
    expect(await page(`limit=2&before=${lastNumber + 3}`)).toEqual([["one", "two"], true, true]);
    expect(await page(`limit=1&after=${lastNumber}`)).toEqual([["one"], true, true]);
    expect(await page(`limit=2&around=${lastNumber + 2}`)).toEqual([["one", "two"], true, true]);
    expect(await page(`limit=2&around=${lastNumber + 900}`)).toEqual([
      ["two", "three"],
      true,
      false,
    ]);
    expect(await page("limit=1&date=2020-02-29T12:00:00Z")).toEqual([[""], false, true]);
    expect(await page("limit=1&date=9999-12-31T00:00:00Z")).toEqual([["three"], true, false]);
    for (const query of ["before=2&around=1", "around=1&date=2020-01-01T00:00:00Z", "date=today"]) {
      const sent = alice.send("GET", `/api/rooms/${id}/messages?${query}`);
      expect(await codeOf(await sent)).toBe("request.invalid");
    }
  });

  test("GET, PATCH and DELETE /api/messages/:id", async () => {
    const room = await newRoom();
    const sent = alice.send("POST", `/api/rooms/${room.id}/messages`, newMessage());
    const { id } = await answer(sent, 201, Message);
    const address = `/api/messages/${id}`;
    const edited = await answer(alice.send("PATCH", address, { body: "Edited" }), 200, Message);
    expect(edited).toMatchObject({ id, body: "Edited", editedAt: expect.any(String) });
    expect(await answer(alice.send("GET", address), 200, Message)).toEqual(edited);
    const deleted = await answer(alice.send("DELETE", address), 200, Message);
    expect(deleted).toMatchObject({ id, body: "", deletedAt: expect.any(String) });
  });
});

test("what a body says of its author and its room is passed over: the token and the address say it", async () => {
  const [room, other] = [await newRoom(), await newRoom()];
  const { id } = await answer(alice.send("GET", "/api/me"), 200, Me);
  const { id: bobsId } = await answer(bob.send("GET", "/api/me"), 200, Me);
  const forged = {
    ...newMessage("mine"),
    roomId: other.id,
    author: { id: bobsId, means: "session" },
  };
  const path = `/api/rooms/${room.id}/messages`;
  const message = await answer(alice.send("POST", path, forged), 201, Message);
  expect(message).toMatchObject({ authorId: id, roomId: room.id, body: "mine" });
});

test("a session cookie does what a token does, from a page of the server", async () => {
  const { cookie } = alice;
  const me = await server.fetch("/api/me", { headers: { cookie } });
  expect(await me.json()).toMatchObject({ username: "alice" });
  const made = await server.fetch("/api/rooms", {
    method: "POST",
    headers: { cookie, origin: server.url, "content-type": "application/json" },
    body: JSON.stringify({ name: "By cookie", kind: "private" }),
  });
  expect(made.status).toBe(201);
});

test("answers of the API are nobody's to keep", async () => {
  const response = await alice.send("GET", "/api/rooms");
  expect(response.headers.get("cache-control")).toBe("no-store");
});
