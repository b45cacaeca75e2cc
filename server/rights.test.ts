import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { ChangeUsername } from "@roost/protocol/accounts.ts";
import type { CreateCustomRole } from "@roost/protocol/custom-roles.ts";
import {
  type Permission,
  type Rule,
  roomRoles,
  type ServerRole,
  serverRoleNames,
  serverRoles,
} from "@roost/protocol/permissions.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import { frameOperations, UpFrame } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { newPerson } from "./accounts/testing.ts";
import { createCustomRole } from "./custom-roles/create.ts";
import { addEmoji } from "./emoji/add.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { inWords, scopeInWords } from "./http/rights.ts";
import { codeOf, startTestServer, type TestServer } from "./http/testing.ts";
import { commandLine } from "./people/change-person.ts";
import { setServerRole } from "./people/set-role.ts";
import type { Refusal } from "./refusal.ts";
import { createRoom } from "./rooms/create.ts";
import { joinRoom } from "./rooms/join.ts";
import { findRooms, getRoom } from "./rooms/reader.ts";
import { attemptFrame } from "./testing/attempt-frame.ts";
import { by } from "./testing/by.ts";
import { TestClient } from "./testing/gateway.ts";
import { pngOf } from "./testing/images.ts";
import {
  type Case,
  casesOf,
  customRoles,
  expected,
  furnish,
  furnished,
  type Others,
  type Place,
  place,
} from "./testing/rights-cases.ts";
import { inputs, missing, queries } from "./testing/rights-inputs.ts";
import { attachGateway } from "./testing/server-gateway.ts";

/** Somebody who asks: one of each role on the server, and of some custom ones. */
interface Person {
  id: string;
  /** What it is called where something is otherwise than in the table. */
  name: string;
  role: ServerRole;
  permissions: readonly Permission[];
  login: { username: string; password: string };
  token: string;
}

let server: TestServer;
let gateway: Gateway;
let people: Person[];
let others: Others;
const blob = pngOf(16);
/** Of the emoji, as it was added before anybody asks; who deletes it finds it again, or a tombstone. */
let blobHash: string;
let routes: Map<Operation, { method: string; path: string }>;

beforeAll(async () => {
  // A slow machine takes longer for all cases than a token lasts as a rule.
  server = await startTestServer({ config: { tokenLifetimeSeconds: 86_400 } });
  gateway = attachGateway(server);
  people = [];
  for (const role of serverRoleNames) people.push(await signUp(role));
  for (const wish of customRoles) people.push(await signUp(wish.base, wish));
  const ids = await Promise.all(
    Array.from({ length: 5 }, async () => (await server.person()).identity.userId),
  );
  const [author, outsider, owner, moderator, member] = ids as [
    string,
    string,
    string,
    string,
    string,
  ];
  others = { author, outsider, owner, moderator, member };
  routes = await listRoutes();
  const { image } = await addEmoji(server.ctx, by(author, "admin"), "blob", blob);
  blobHash = image.slice(image.lastIndexOf("/") + 1);
});
const db = () => server.ctx.database.db;

afterAll(async () => {
  await gateway.close(0);
  await server.close();
});

/** The first account owns the server; of others, the role is written. */
async function signUp(role: ServerRole, custom?: CreateCustomRole): Promise<Person> {
  const person = newPerson();
  const { answer } = await server.accounts.signUp(person, new Headers());
  const { id } = answer.user;
  await db().updateTable("users").set({ role }).where("id", "=", id).execute();
  if (custom) {
    const { id: roleId } = await createCustomRole(server.ctx, commandLine, custom);
    await setServerRole(server.ctx, commandLine, id, roleId);
  }
  const { username, password } = person;
  const login = { username, password };
  const { token } = await signIn(login);
  const { permissions, name } = custom ?? { permissions: serverRoles[role], name: role };
  return { id, name, role, permissions, login, token };
}

/** Somebody of a role whom nothing was done to yet; of owners there is one. */
async function personOf(role: ServerRole): Promise<string> {
  if (role === "owner") return (people[0] as Person).id;
  const { userId } = (await server.person()).identity;
  await db().updateTable("users").set({ role }).where("id", "=", userId).execute();
  return userId;
}

async function signIn(login: Person["login"]): Promise<{ secret: string; token: string }> {
  const secret = (await server.accounts.signIn(login, new Headers())).answer.token;
  const bearer = new Headers({ authorization: `Bearer ${secret}` });
  return { secret, token: (await server.accounts.token(bearer)).answer };
}

async function connect(): Promise<TestClient> {
  const ws = new WebSocket(`${server.url.replace("http", "ws")}/ws`);
  const client = new TestClient(ws);
  await once(ws, "open");
  return client;
}

async function enter({ token }: Person): Promise<TestClient> {
  const socket = await connect();
  socket.hello(token);
  await socket.next("snapshot");
  return socket;
}

/** Every route of the API. That a route is in this document, and in the table, its server sees to. */
async function listRoutes(): Promise<typeof routes> {
  const document = await (await server.fetch("/api/openapi.json")).json();
  const paths = Object.entries<Record<string, { operationId: Operation }>>(document.paths);
  return new Map(
    paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        operationId,
        { method: method.toUpperCase(), path },
      ]),
    ),
  );
}

/** Sends a request as somebody, or as nobody. Null where it was carried out, or the code of the refusal. */
async function request(
  operation: Operation,
  me: Person | null,
  at: Place,
  person: ServerRole = "member",
): Promise<string | null> {
  const route = routes.get(operation);
  if (!route) throw new Error(`There is no route for ${operation}`);
  const path = route.path
    .replace("{roomId}", at.roomId)
    .replace("{userId}", "person" in rights[operation] ? await personOf(person) : at.targetId)
    .replace("{sectionId}", randomUUID())
    .replace("{messageId}", `${at.roomId}.${at.number}`)
    .replace("{scheduledId}", randomUUID())
    .replace("{reportId}", randomUUID())
    .replace("{warningId}", randomUUID())
    .replace("{inviteId}", randomUUID())
    .replace("{roleId}", randomUUID())
    .replace("{jobId}", randomUUID())
    .replace("{banId}", randomUUID())
    .replace("{filterId}", randomUUID())
    .replace("{tokenId}", randomUUID())
    .replace("{secret}", "nothing")
    .replace("{settingName}", "enterSends")
    .replace("{emojiName}", "blob")
    .replace("{hash}", blobHash)
    .replace("{picture}", "0".repeat(32))
    .replace("{emoji}", encodeURIComponent("👍"));
  const image = /^(?:addEmoji|setPicture|setBotPicture)$/.test(operation) ? blob : null;
  const body = inputs[operation]?.(others, me?.login ?? null);
  // The account routes take the secret of a session, which signing out ends.
  const ofAccount = path.startsWith("/api/auth/");
  const token = me && (ofAccount ? (await signIn(me.login)).secret : me.token);
  const response = await server.fetch(path + (queries[operation] ?? ""), {
    method: route.method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
      ...(image && { "content-type": "image/png" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(image && { body: image }),
  });
  if (!response.ok) return codeOf(response);
  await response.arrayBuffer();
  if (me && operation === "changeUsername")
    me.login.username = (body as ChangeUsername).newUsername;
  if (me && ["revokeOtherSessions", "changePassword"].includes(operation))
    me.token = (await signIn(me.login)).token;
  return null;
}

/** A refusal leaves no trace. */
async function expectUnchanged({ roomId }: Place): Promise<void> {
  const room = await db().selectFrom("rooms").selectAll().where("id", "=", roomId).execute();
  expect(room).toMatchObject([furnished]);
  const members = await db()
    .selectFrom("members")
    .selectAll()
    .where("room_id", "=", roomId)
    .execute();
  expect(members.filter(({ version, read_number }) => version > 1 || read_number > 0)).toEqual([]);
}

/** Where something else than rights keeps somebody from it. */
function besides(operation: Operation, me: Person, at: Case, code: string | null): string | null {
  // Who may open a private room is told to.
  const mayOpen = at.kind !== "public" && me.permissions.includes("readPrivateMessages");
  if (operation === "anyMessage" && mayOpen && code === null) return "room.not_opened";
  if (code === null && missing[operation]) return missing[operation];
  const isMember = (roomRoles as readonly string[]).includes(at.standing);
  return operation === "joinRoom" && isMember && code === null ? "room.already_member" : code;
}

/** Has everybody try an operation in all cases. Returns what was otherwise than in the table. */
async function walk(
  operation: Operation,
  attempt: (me: Person, at: Place, one: Case) => Promise<string | null>,
): Promise<{ tried: number; surprises: string[] }> {
  const surprises: string[] = [];
  let tried = 0;
  for (const one of casesOf(rights[operation])) {
    const outcomes = people.map(async (me) => {
      const wanted = besides(operation, me, one, expected(rights[operation], me, one));
      const at = await furnish(db(), me.id, others, one);
      const found = await attempt(me, at, one);
      tried += 1;
      if (found !== null) await expectUnchanged(at);
      if (found === wanted) return;
      surprises.push(`${me.name}, ${JSON.stringify(one)}: ${found} where it should be ${wanted}`);
    });
    await Promise.all(outcomes);
  }
  return { tried, surprises };
}

const operations = Object.keys(rights) as Operation[];
const frameTypes = Object.keys(frameOperations) as UpFrame["type"][];
/** What is asked for by frames alone. */
const framesOnly: readonly Operation[] = ["connect", "watch", "type"];
const requested = operations.filter((operation) => !framesOnly.includes(operation));

test("RGT-1: every route and every frame is in the table of rights, and nothing else", () => {
  expect([...routes.keys()].sort()).toEqual(requested.toSorted());
  expect(UpFrame.anyOf.map(({ properties }) => properties.type.const).sort()).toEqual(
    frameTypes.toSorted(),
  );
});

describe("RGT-1, RGT-4, RGT-7: whoever asks may do what the table of rights says, and is told why not", () => {
  test.each(requested)("request %s", async (operation) => {
    const cases = casesOf(rights[operation]).length;
    const all = await walk(operation, (me, at, { person }) => request(operation, me, at, person));
    expect(all).toEqual({ tried: cases * people.length, surprises: [] });
  });

  test.each(frameTypes.filter((type) => type !== "hello"))("frame %s", async (type) => {
    const operation = frameOperations[type];
    const cases = casesOf(rights[operation]).length;
    const entered = people.map(async (me) => [me.id, await enter(me)] as const);
    const sockets = new Map(await Promise.all(entered));
    const all = await walk(operation, async (me, at) => {
      // One connection may not say often that its person types.
      const socket = type === "typing" ? await enter(me) : (sockets.get(me.id) as TestClient);
      return attemptFrame(server.ctx.bus, type, socket, at);
    });
    expect(all).toEqual({ tried: cases * people.length, surprises: [] });
  });

  test.each(requested)("request %s of nobody", async (operation) => {
    const [me] = people as [Person];
    const at = await furnish(db(), me.id, others, place);
    const code = await request(operation, null, at);
    const rule: Rule = rights[operation];
    if (!rule.open) expect(code).toBe("auth.required");
    else expect([missing[operation] ?? null, "auth.invalid_credentials"]).toContain(code);
  });

  test("frame hello, of somebody and of nobody", async () => {
    await enter(people[0] as Person);
    const nobody = await connect();
    nobody.send({ type: "hello", protocol: PROTOCOL_VERSION });
    expect(await nobody.end()).toMatchObject({ code: 4100 });
  });
});

test("RGT-1: a role without a permission is refused what takes it, and knows no public rooms", async () => {
  const { ctx } = server;
  const actor = { ...by((people[0] as Person).id), permissions: [] };
  const { roomId } = await furnish(db(), actor.id, others, {
    ...place,
    kind: "public",
    standing: "removed",
  });
  const attempts = {
    createRoom: createRoom(ctx, actor, { name: "Room", kind: "private" }),
    findRooms: findRooms(ctx, actor, {}),
    getRoom: getRoom(ctx, actor, roomId),
    joinRoom: joinRoom(ctx, actor, roomId),
  };
  const codes = Object.entries(attempts).map(async ([operation, attempt]) => [
    operation,
    await attempt.then(
      () => null,
      (error: Refusal) => error.code,
    ),
  ]);
  expect(Object.fromEntries(await Promise.all(codes))).toEqual({
    createRoom: "auth.forbidden",
    findRooms: "auth.forbidden",
    getRoom: "room.not_found",
    joinRoom: "room.not_found",
  });
});

test("docs/rights.md lists every operation with what it takes, and the scope of a token", () => {
  const page = readFileSync(new URL("../docs/rights.md", import.meta.url), "utf8");
  const listed = [...page.matchAll(/^\| `(\w+)` +\| ([^|]*)\| ([^|]*)\| ([^|]*)\|$/gm)].map(
    ([, operation, ...cells]) => [operation, ...cells.map((cell) => cell.trim())],
  );
  const rows = operations.map((operation) => {
    const route = routes.get(operation);
    const frames = frameTypes.filter((type) => frameOperations[type] === operation);
    const asked = [
      ...(route ? [`\`${route.method} ${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}\``] : []),
      ...frames.map((type) => `frame \`${type}\``),
    ].join(", ");
    return [operation, asked, inWords(operation), scopeInWords(operation)];
  });
  expect(listed).toEqual(rows);
});
