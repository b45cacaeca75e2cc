import { randomUUID } from "node:crypto";
import type { MadeApiToken } from "@roost/protocol/api-tokens.ts";
import type { AuditPage } from "@roost/protocol/audit.ts";
import type { Bot, Bots } from "@roost/protocol/bots.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeMail } from "../accounts/write-mail.ts";
import {
  type Client,
  codeOf,
  newMessage,
  startTestServer,
  type TestServer,
} from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { handOn } from "../people/hand-on.ts";
import { makeResetLink } from "../people/reset-link.ts";
import { setServerRole } from "../people/set-role.ts";
import { createBot } from "./create.ts";

let server: TestServer;
let owner: Client;
let member: Client;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person("ann");
  member = await server.person("ben");
});
afterAll(() => server.close());

async function make(displayName = "Ping", client = owner): Promise<Bot> {
  const username = `bot-${randomUUID().slice(0, 8)}`;
  const answer = await client.send("POST", "/api/admin/bots", { username, displayName });
  expect(answer.status).toBe(201);
  return answer.json();
}

async function tokenOf(bot: Bot, scopes = ["read", "write"]): Promise<MadeApiToken> {
  const wish = { name: "Production", scopes };
  const answer = await owner.send("POST", `/api/admin/bots/${bot.id}/tokens`, wish);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Sends as a bot. */
function ask(secret: string, method: string, path: string, body?: object): Promise<Response> {
  return server.fetch(path, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const audit = async (): Promise<AuditPage["entries"]> =>
  (await (await owner.send("GET", "/api/admin/audit")).json()).entries;

describe("BOT-1: a bot", () => {
  test("is made by who may, is listed with its owner, and is in no room", async () => {
    const bot = await make("  Ping   bot ");
    expect(bot).toMatchObject({
      ...{ displayName: "Ping bot", isBot: true, role: "member" },
      ...{ ownerId: owner.identity.userId, suspension: null },
    });
    const list: Bots = await (await owner.send("GET", "/api/admin/bots")).json();
    expect(list.bots).toContainEqual(bot);
    expect(list.users).toMatchObject([{ username: "ann" }]);
    const { secret } = await tokenOf(bot);
    const { rooms } = await (await ask(secret, "GET", "/api/rooms")).json();
    expect(rooms).toEqual([]);
    expect((await audit()).find(({ action }) => action === "bot.made")).toMatchObject({
      ...{ actorId: owner.identity.userId, userId: bot.id, details: { username: bot.username } },
    });
  });

  test("is called as the rules for all names say, and by no name that somebody has", async () => {
    const attempt = async (username: string, displayName = "Bot") =>
      codeOf(await owner.send("POST", "/api/admin/bots", { username, displayName }));
    expect(await attempt("ben")).toBe("auth.username_taken");
    expect(await attempt("admin")).toBe("auth.username_reserved");
    expect(await attempt("b o t")).toBe("request.invalid");
    expect(await attempt("robot", " ")).toBe("text.empty");
    const refused = member.send("POST", "/api/admin/bots", { username: "robot", displayName: "R" });
    expect(await codeOf(await refused)).toBe("auth.forbidden");
  });

  test("is marked wherever people are named, and people are not", async () => {
    const bot = await make();
    const { id, username, displayName } = bot;
    const user = { id, username, displayName, isBot: true };
    const { secret } = await tokenOf(bot);
    const room = await owner.send("POST", "/api/rooms", { name: "Room", kind: "private" });
    const { id: roomId } = await room.json();
    const path = `/api/rooms/${roomId}`;
    await owner.send("POST", `${path}/members`, { userIds: [id] });
    const posted = await ask(secret, "POST", `${path}/messages`, newMessage("Pong"));
    const { id: messageId, ...message } = await posted.json();
    expect(message).toMatchObject({ body: "Pong", authorId: id });
    await ask(secret, "PUT", `/api/messages/${messageId}/reactions/${encodeURIComponent("👍")}`);
    const pages = [
      ...[`${path}/members`, `${path}/messages`, `${path}/changes?since=0`, "/api/users"],
      `/api/messages/${messageId}/reactions/${encodeURIComponent("👍")}`,
    ];
    for (const page of pages) {
      const { users, ...rest } = await (await owner.send("GET", page)).json();
      expect([page, users ?? rest.changes?.users]).toEqual([page, expect.arrayContaining([user])]);
      const ann = (users ?? []).find((one: { username: string }) => one.username === "ann");
      expect(ann?.isBot).toBeUndefined();
    }
    const profile = await (await owner.send("GET", `/api/users/${id}`)).json();
    expect(profile).toMatchObject(user);
    const people = await (await owner.send("GET", "/api/admin/people?query=ping")).json();
    expect(people.accounts).toContainEqual(expect.objectContaining(user));
    expect(people.accounts[0].email).toBeUndefined();
  });
});

describe("BOT-2: a bot does not sign in", () => {
  test("has no password, no link to set one, and no mail is sent to it", async () => {
    const { id, username } = await make();
    const { db } = server.ctx.database;
    const { rows } = await sql`SELECT FROM credentials WHERE user_id = ${id}`.execute(db);
    expect(rows).toEqual([]);
    const signIn = await server.fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password: "correct horse battery" }),
    });
    expect(await codeOf(signIn)).toBe("auth.invalid_credentials");
    const url = "https://chat.example.org";
    await expect(makeResetLink(server.ctx, commandLine, id, url, new Date())).rejects.toMatchObject(
      { code: "bot.no_sign_in" },
    );
    const mail = { kind: "reset-password", login: username } as const;
    expect(await writeMail(db, url, mail, new Date())).toBeNull();
  });

  test("is not made the owner of the server, and is not its first account", async () => {
    const { id } = await make();
    await expect(handOn(server.ctx, commandLine, id)).rejects.toMatchObject({
      code: "bot.no_sign_in",
    });
    const empty = await startTestServer();
    const wish = { username: "ping", displayName: "Ping" };
    await expect(createBot(empty.ctx, commandLine, wish, new Date())).rejects.toMatchObject({
      code: "request.invalid",
    });
    await empty.close();
  });
});

describe("BOT-3: the API tokens of a bot", () => {
  test("are made, listed and revoked by those who look after bots, which the audit log has", async () => {
    const bot = await make();
    const { token, secret } = await tokenOf(bot);
    const tokens = `/api/admin/bots/${bot.id}/tokens`;
    expect(token).toMatchObject({ createdBy: owner.identity.userId, scopes: ["read", "write"] });
    expect(await (await owner.send("GET", tokens)).json()).toEqual({ tokens: [token] });
    expect((await (await ask(secret, "GET", "/api/me")).json()).id).toBe(bot.id);
    expect(await codeOf(await member.send("GET", tokens))).toBe("auth.forbidden");
    expect((await owner.send("DELETE", `${tokens}/${token.id}`)).status).toBe(204);
    expect(await codeOf(await ask(secret, "GET", "/api/me"))).toBe("auth.token_invalid");
    expect((await audit()).slice(0, 2)).toMatchObject([
      { action: "token.revoked", actorId: owner.identity.userId, userId: bot.id },
      { action: "token.made", actorId: owner.identity.userId, userId: bot.id },
    ]);
  });

  test("are none of people's, and none of a bot that may as much as who asks", async () => {
    const wish = { name: "Production", scopes: ["read"] };
    const ofBen = `/api/admin/bots/${member.identity.userId}/tokens`;
    expect(await codeOf(await owner.send("POST", ofBen, wish))).toBe("bot.not_found");
    const admin = await server.person();
    await setServerRole(server.ctx, commandLine, admin.identity.userId, "admin");
    const bot = await make("Ping", admin);
    await setServerRole(server.ctx, commandLine, bot.id, "admin");
    const answer = await admin.send("POST", `/api/admin/bots/${bot.id}/tokens`, wish);
    expect(await codeOf(answer)).toBe("people.rank");
  });
});
