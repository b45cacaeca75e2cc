import { randomUUID } from "node:crypto";
import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { ApiTokens, MadeApiToken } from "@roost/protocol/api-tokens.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { endExpiredApiTokens, forgetApiTokens } from "../api-tokens/end-expired.ts";
import { everything, type SessionEnded } from "../bus/bus.ts";
import { commandLine } from "../people/change-person.ts";
import { endSessions } from "../people/end-sessions.ts";
import { suspend, unsuspend } from "../people/suspend.ts";
import {
  currentPassword,
  db,
  now,
  openNode,
  pass,
  post,
  server,
  session,
  setUpServer,
  signIn,
  takeMails,
} from "../testing/second-factor.ts";
import { codeOf } from "./testing.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
setUpServer();

/** Ann's token of her session, which pages use as well. */
async function signedIn(): Promise<string> {
  const headers = { authorization: `Bearer ${session}` };
  return (await (await server.fetch("/api/auth/token", { headers })).json()).token;
}

function ask(method: string, path: string, bearer: string, body?: object): Promise<Response> {
  return server.fetch(path, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      "accept-language": "de",
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const create = async (wish: object = {}) =>
  ask("POST", "/api/me/tokens", await signedIn(), { name: "Script", scopes: ["read"], ...wish });

async function make(wish: object = {}): Promise<MadeApiToken> {
  const answer = await create(wish);
  expect(answer.status).toBe(200);
  return answer.json();
}

const list = async (): Promise<ApiTokens & { passwordNeeded: boolean }> =>
  (await ask("GET", "/api/me/tokens", await signedIn())).json();

const revoke = async (id: string) => ask("DELETE", `/api/me/tokens/${id}`, await signedIn());

/** Null where a token is good for reading, or why it is not. */
async function refusalOf(secret: string): Promise<string | null> {
  const answer = await ask("GET", "/api/me", secret);
  return answer.ok ? null : codeOf(answer);
}

async function endedConnections(): Promise<SessionEnded[]> {
  const ended: SessionEnded[] = [];
  await server.ctx.bus.subscribe("session-ended", everything, (event) => ended.push(event));
  return ended;
}

const me = async () => (await (await ask("GET", "/api/me", await signedIn())).json()).id;

describe("TOK-1: an API token", () => {
  test("is made with a name, scopes and an end; its secret is told once, and stored as a hash", async () => {
    const expiresAt = new Date(+now() + day).toISOString();
    const { token, secret } = await make({
      ...{ name: "  My   script ", scopes: ["write", "read", "write"], expiresAt },
    });
    expect(token).toMatchObject({
      ...{ name: "My script", scopes: ["read", "write"], expiresAt },
      ...{ createdBy: await me(), usedAt: null, usedFrom: null, hint: secret.slice(0, 14) },
    });
    expect(secret).toMatch(/^roost_pat_[A-Za-z0-9]{40}$/);
    expect((await list()).tokens).toEqual([token]);
    expect(await refusalOf(secret)).toBeNull();
    const { rows } = await sql<{ row: string }>`
      SELECT t::text AS row FROM api_tokens t`.execute(db());
    expect(rows[0]?.row).not.toContain(secret.slice(14));
  });

  test("takes the password, or a sign-in within ten minutes", async () => {
    expect((await list()).passwordNeeded).toBe(false);
    pass(11 * minute);
    expect((await list()).passwordNeeded).toBe(true);
    expect(await codeOf(await create())).toBe("auth.sign_in_again");
    const wrong = await create({ currentPassword: "wrong password" });
    expect(await codeOf(wrong)).toBe("auth.invalid_credentials");
    await make({ currentPassword });
  });

  test("is refused with a name that says nothing, without scopes, and with an end that is past", async () => {
    expect(await codeOf(await create({ name: " " }))).toBe("text.empty");
    const long = "a".repeat(apiTokenLimits.apiTokenNameCharacters + 1);
    expect(await codeOf(await create({ name: long }))).toBe("text.too_long");
    expect(await codeOf(await create({ scopes: [] }))).toBe("request.invalid");
    expect(await codeOf(await create({ scopes: ["all"] }))).toBe("request.invalid");
    const past = { expiresAt: new Date(+now() - 1).toISOString() };
    expect(await codeOf(await create(past))).toBe("request.invalid");
    expect((await list()).tokens).toEqual([]);
  });

  test("is one of so many at most, also of those made at the same moment; expired ones do not count", async () => {
    const expiresAt = new Date(+now() + minute).toISOString();
    await make({ expiresAt });
    pass(2 * minute);
    for (let made = 1; made < apiTokenLimits.apiTokens; made += 1) await make();
    const codes = await Promise.all(
      [create(), create(), create()].map(async (answer) =>
        (await answer).ok ? null : codeOf(await answer),
      ),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code === "token.too_many")).toHaveLength(2);
  });

  test("is told by mail, and the audit log has who made and revoked it", async () => {
    const { token } = await make();
    expect(await takeMails()).toEqual([["api-token-made", "ann@example.org", "de"]]);
    expect((await revoke(token.id)).status).toBe(204);
    const userId = await me();
    const audit = await (await ask("GET", "/api/admin/audit", await signedIn())).json();
    expect(audit.entries).toMatchObject([
      {
        ...{ action: "token.revoked", actorId: userId, userId, means: "token" },
        details: { tokenId: token.id, name: "Script" },
      },
      {
        ...{ action: "token.made", actorId: userId, userId, means: "token" },
        details: { tokenId: token.id, name: "Script", scopes: ["read"], until: null },
      },
    ]);
  });
});

describe("TOK-3: a token that was revoked", () => {
  test("is refused at once, on each node, and what is connected with it is ended", async () => {
    const ended = await endedConnections();
    const other = await openNode();
    const { token, secret } = await make();
    const verify = () => other.visitors.authenticate({}, secret, false);
    expect(await verify()).toMatchObject({ userId: await me(), scopes: ["read"] });
    expect(await refusalOf(secret)).toBeNull();
    expect((await revoke(token.id)).status).toBe(204);
    expect(ended).toMatchObject([{ userId: await me(), sessionId: token.id }]);
    expect(await refusalOf(secret)).toBe("auth.token_invalid");
    await expect(verify()).rejects.toMatchObject({ code: "auth.token_invalid" });
    expect((await list()).tokens).toEqual([]);
    await other.close();
  });

  test("is not found again, nor is that of somebody else", async () => {
    const { token, secret } = await make();
    const ben = await server.person("ben");
    const theirs = await ben.send("DELETE", `/api/me/tokens/${token.id}`);
    expect(await codeOf(theirs)).toBe("token.not_found");
    expect(await codeOf(await revoke(randomUUID()))).toBe("token.not_found");
    expect(await refusalOf(secret)).toBeNull();
  });

  test("so are all when their person sets a password, or whoever looks after people signs them out", async () => {
    const first = await make();
    const changed = await post("/change-password", {
      ...{ currentPassword, newPassword: "another fine battery" },
    });
    expect(changed.status).toBe(200);
    expect(await refusalOf(first.secret)).toBe("auth.token_invalid");
    const second = await make();
    const userId = await me();
    await endSessions(server.ctx, commandLine, userId);
    expect(await refusalOf(second.secret)).toBe("auth.token_invalid");
  });

  test("one of somebody who is suspended is of no use meanwhile", async () => {
    const ben = await server.person("ben");
    const { userId } = ben.identity;
    const wish = { name: "Script", scopes: ["read"] };
    const { token, secret } = await (await ben.send("POST", "/api/me/tokens", wish)).json();
    expect(await refusalOf(secret)).toBeNull();
    const ended = await endedConnections();
    await suspend(server.ctx, commandLine, userId, { until: null, reason: "Spam" }, now());
    expect(ended.map(({ sessionId }) => sessionId)).toContain(token.id);
    expect(await refusalOf(secret)).toBe("auth.suspended");
    await unsuspend(server.ctx, commandLine, userId);
    expect(await refusalOf(secret)).toBeNull();
  });
});

describe("TOK-4: a token whose end has come", () => {
  test("is refused from then on, and what is connected with it is ended once", async () => {
    const expiresAt = new Date(+now() + minute).toISOString();
    const { token, secret } = await make({ expiresAt });
    await make();
    expect(await refusalOf(secret)).toBeNull();
    const ended = await endedConnections();
    const end = () => endExpiredApiTokens({ db: db(), bus: server.ctx.bus }, now());
    expect(await end()).toBe(0);
    pass(minute);
    expect(await refusalOf(secret)).toBe("auth.token_expired");
    expect(await end()).toBe(1);
    expect(ended).toMatchObject([{ sessionId: token.id }]);
    expect(await end()).toBe(0);
  });

  test("is listed for thirty days more", async () => {
    const expiresAt = new Date(+now() + minute).toISOString();
    await make({ expiresAt });
    pass(minute);
    await endExpiredApiTokens({ db: db(), bus: server.ctx.bus }, now());
    pass(29 * day);
    await forgetApiTokens(db(), now());
    const left = () => sql`SELECT FROM api_tokens`.execute(db());
    expect((await left()).rows).toHaveLength(1);
    pass(2 * day);
    await forgetApiTokens(db(), now());
    expect((await left()).rows).toHaveLength(0);
  });
});

test("TOK-5: the last use of a token and its address are kept, every five minutes at most", async () => {
  const { secret } = await make();
  const used = async () => {
    await server.accounts.uses.write();
    const [token] = (await list()).tokens;
    return [token?.usedAt, token?.usedFrom];
  };
  await ask("GET", "/api/me", secret);
  const first = [now().toISOString(), "127.0.0.1"];
  expect(await used()).toEqual(first);
  pass(4 * minute);
  await ask("GET", "/api/me", secret);
  expect(await used()).toEqual(first);
  pass(2 * minute);
  await ask("GET", "/api/me", secret);
  expect(await used()).toEqual([now().toISOString(), "127.0.0.1"]);
});

test("TOK-2: a token says no more of its person than its scopes, and is no session", async () => {
  const { secret } = await make({ scopes: ["read", "write", "account", "admin"] });
  expect(await codeOf(await ask("GET", "/api/me/tokens", secret))).toBe("auth.token_scope");
  expect(await codeOf(await ask("GET", "/api/auth/token", secret))).toBe("auth.token_scope");
  expect((await signIn()).status).toBe(200);
});
