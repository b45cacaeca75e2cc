import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRoom } from "../rooms/create.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { removeMember } from "../rooms/remove.ts";
import { by } from "../testing/by.ts";
import { type Client, codeOf, newMessage, startTestServer, type TestServer } from "./testing.ts";

const roles = ["owner", "moderator", "member", "stranger", "removed", "serverOwner"] as const;
type Role = (typeof roles)[number];

let server: TestServer;
let people: Record<Role | "target", Client>;
beforeAll(async () => {
  server = await startTestServer();
  // The first account: it owns the server, and that opens no room to it.
  const serverOwner = await server.person();
  const [owner, moderator, member, stranger, removed, target] = await Promise.all([
    server.person(),
    server.person(),
    server.person(),
    server.person(),
    server.person(),
    server.person(),
  ]);
  people = { serverOwner, owner, moderator, member, stranger, removed, target };
});
afterAll(() => server.close());

interface Room {
  id: string;
  /** A message of the target's. */
  message: string;
  targetId: string;
  strangerId: string;
}

/** A room with one person of each kind in it, or out of it. */
async function openRoom(kind: "public" | "private"): Promise<Room> {
  const { ctx } = server;
  const owner = people.owner.identity.userId;
  const { id } = await createRoom(ctx, by(owner), { name: "Room", kind });
  const inside = [people.moderator, people.member, people.removed, people.target];
  await inviteMembers(
    ctx,
    by(owner),
    id,
    inside.map(({ identity }) => identity.userId),
  );
  await ctx.database.db
    .updateTable("members")
    .set({ role: "moderator" })
    .where("room_id", "=", id)
    .where("user_id", "=", people.moderator.identity.userId)
    .execute();
  const targetId = people.target.identity.userId;
  const posted = await ctx.posts.post({ roomId: id, author: by(targetId), ...newMessage() });
  await removeMember(ctx, by(owner), id, people.removed.identity.userId);
  return {
    id,
    message: posted.message.id,
    targetId,
    strangerId: people.stranger.identity.userId,
  };
}

type Operation = (room: Room) => [method: string, path: string, body?: unknown];

const getRoom: Operation = ({ id }) => ["GET", `/api/rooms/${id}`];
const rename: Operation = ({ id }) => ["PATCH", `/api/rooms/${id}`, { name: "New" }];
const archive: Operation = ({ id }) => ["PATCH", `/api/rooms/${id}`, { archived: true }];
const join: Operation = ({ id }) => ["POST", `/api/rooms/${id}/join`];
const leave: Operation = ({ id }) => ["POST", `/api/rooms/${id}/leave`];
const members: Operation = ({ id }) => ["GET", `/api/rooms/${id}/members`];
const invite: Operation = ({ id, strangerId }) => [
  "POST",
  `/api/rooms/${id}/members`,
  { userIds: [strangerId] },
];
const setRole: Operation = ({ id, targetId }) => [
  "PATCH",
  `/api/rooms/${id}/members/${targetId}`,
  { role: "moderator" },
];
const remove: Operation = ({ id, targetId }) => ["DELETE", `/api/rooms/${id}/members/${targetId}`];
const messages: Operation = ({ id }) => ["GET", `/api/rooms/${id}/messages`];
const post: Operation = ({ id }) => ["POST", `/api/rooms/${id}/messages`, newMessage()];
const changes: Operation = ({ id }) => ["GET", `/api/rooms/${id}/changes?since=0`];
const read: Operation = ({ id }) => ["POST", `/api/rooms/${id}/read`, { number: 1 }];
const getMessage: Operation = ({ message }) => ["GET", `/api/messages/${message}`];
const edit: Operation = ({ message }) => ["PATCH", `/api/messages/${message}`, { body: "New" }];
const erase: Operation = ({ message }) => ["DELETE", `/api/messages/${message}`];

const no = "room.not_found";
const noMessage = "message.not_found";
const mayNot = "room.forbidden";
const notMine = "message.forbidden";
const already = "room.already_member";

// In a private room.          owner  moderator member   stranger   removed    serverOwner
const inPrivate: [string, Operation, ...(number | string)[]][] = [
  ["see a room", getRoom, /*  */ 200, 200, 200, no, no, no],
  ["rename a room", rename, /**/ 200, 200, mayNot, no, no, no],
  ["archive a room", archive, 200, 200, mayNot, no, no, no],
  ["join a room", join, /*    */ already, already, already, no, no, no],
  ["leave a room", leave, /*  */ 204, 204, 204, no, no, no],
  ["list members", members, /**/ 200, 200, 200, no, no, no],
  ["invite", invite, /*       */ 200, 200, 200, no, no, no],
  ["give a role", setRole, /*  */ 200, mayNot, mayNot, no, no, no],
  ["remove a member", remove, 204, 204, mayNot, no, no, no],
  ["read messages", messages, 200, 200, 200, no, no, no],
  ["post", post, /*           */ 201, 201, 201, no, no, no],
  ["sync", changes, /*        */ 200, 200, 200, no, no, no],
  ["mark as read", read, /*   */ 200, 200, 200, no, no, no],
  ["see a message", getMessage, 200, 200, 200, noMessage, noMessage, noMessage],
  ["edit somebody's message", edit, notMine, notMine, notMine, noMessage, noMessage, noMessage],
  ["delete somebody's message", erase, 200, 200, notMine, noMessage, noMessage, noMessage],
];

// In a public room; what is not listed is as in a private one.
const inPublic: [string, Operation, ...(number | string)[]][] = [
  ["see a room", getRoom, /*  */ 200, 200, 200, 200, 200, 200],
  ["join a room", join, /*    */ already, already, already, 200, 200, 200],
  ["rename a room", rename, /**/ 200, 200, mayNot, no, no, no],
  ["list members", members, /**/ 200, 200, 200, no, no, no],
  ["invite", invite, /*       */ 200, 200, 200, no, no, no],
  ["give a role", setRole, /*  */ 200, mayNot, mayNot, no, no, no],
  ["remove a member", remove, 204, 204, mayNot, no, no, no],
  ["read messages", messages, 200, 200, 200, no, no, no],
  ["post", post, /*           */ 201, 201, 201, no, no, no],
  ["sync", changes, /*        */ 200, 200, 200, no, no, no],
  ["mark as read", read, /*   */ 200, 200, 200, no, no, no],
  ["see a message", getMessage, 200, 200, 200, noMessage, noMessage, noMessage],
  ["delete somebody's message", erase, 200, 200, notMine, noMessage, noMessage, noMessage],
];

async function outcome(client: Client, request: ReturnType<Operation>): Promise<number | string> {
  const response = await client.send(...request);
  return response.ok ? response.status : codeOf(response);
}

describe.each([
  ["private", inPrivate],
  ["public", inPublic],
] as const)("in a %s room", (kind, table) => {
  test.each(table)("%s", async (_name, operation, ...expected) => {
    const outcomes: (number | string)[] = [];
    for (const role of roles) {
      const room = await openRoom(kind);
      outcomes.push(await outcome(people[role], operation(room)));
    }
    expect(Object.fromEntries(roles.map((role, i) => [role, outcomes[i]]))).toEqual(
      Object.fromEntries(roles.map((role, i) => [role, expected[i]])),
    );
  });

  test.each(table)("%s: not without signing in", async (_name, operation) => {
    const [method, path, body] = operation(await openRoom(kind));
    const response = await server.fetch(path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    expect(await codeOf(response)).toBe("auth.required");
  });

  test.each(table.filter((row) => row.includes(no) || row.includes(noMessage)))(
    "MEM-1: %s: a room that is not mine is answered like one that does not exist",
    async (_name, operation) => {
      const room = await openRoom(kind);
      const nowhere = "00000000-0000-4000-8000-000000000000";
      const unknown = { ...room, id: nowhere, message: `${nowhere}.1` };
      const garbage = { ...room, id: "' OR true --", message: "../../etc/passwd" };
      const answers = [];
      for (const one of [room, unknown, { ...garbage, id: encodeURIComponent(garbage.id) }]) {
        const [method, path, body] = operation({
          ...one,
          message: encodeURIComponent(one.message),
        });
        const response = await people.stranger.send(method, path, body);
        answers.push(`${response.status} ${await response.text()}`);
      }
      expect(new Set(answers).size).toBe(1);
    },
  );
});

describe("one's own message", () => {
  test("can be edited and deleted by a plain member, but not after being removed", async () => {
    const room = await openRoom("private");
    const edited = await people.target.send(...edit(room));
    expect(await edited.json()).toMatchObject({ body: "New" });
    const { ctx } = server;
    await removeMember(ctx, by(people.owner.identity.userId), room.id, room.targetId);
    expect(await outcome(people.target, edit(room))).toBe(noMessage);
    expect(await outcome(people.target, erase(room))).toBe(noMessage);
  });
});

describe("removing", () => {
  test.each([
    ["an owner", "moderator", "owner", mayNot],
    ["oneself as the owner", "owner", "owner", mayNot],
    ["a moderator", "moderator", "moderator", mayNot],
    ["a moderator", "owner", "moderator", 204],
    ["who is not in the room", "owner", "stranger", "user.not_found"],
  ] as const)("%s as %s", async (_name, actor, victim, expected) => {
    const room = await openRoom("private");
    const targetId = people[victim].identity.userId;
    expect(await outcome(people[actor], remove({ ...room, targetId }))).toBe(expected);
  });
});

test("MEM-4: private rooms are found by nobody, and public ones by everybody", async () => {
  const [hidden, open] = [await openRoom("private"), await openRoom("public")];
  const found = async (client: Client) => {
    const response = await client.send("GET", "/api/rooms/search?query=Room&limit=200");
    const { rooms } = (await response.json()) as { rooms: { id: string; isMember: boolean }[] };
    expect(rooms.map(({ id }) => id)).not.toContain(hidden.id);
    return rooms.find(({ id }) => id === open.id)?.isMember;
  };
  expect(await found(people.stranger)).toBe(false);
  expect(await found(people.removed)).toBe(false);
  expect(await found(people.serverOwner)).toBe(false);
  expect(await found(people.owner)).toBe(true);
});

test("my rooms are mine alone", async () => {
  const room = await openRoom("private");
  const mine = async (client: Client) => {
    const { rooms } = await (await client.send("GET", "/api/rooms")).json();
    return rooms.some(({ id }: { id: string }) => id === room.id);
  };
  expect(await mine(people.member)).toBe(true);
  expect(await mine(people.removed)).toBe(false);
  expect(await mine(people.stranger)).toBe(false);
});
