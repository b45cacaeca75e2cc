import { randomUUID } from "node:crypto";
import type { MadeApiToken } from "@roost/protocol/api-tokens.ts";
import type { ManagedTokensPage } from "@roost/protocol/managed-tokens.ts";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { everything, type SessionEnded } from "../bus/bus.ts";
import { type Client, codeOf } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import {
  ben,
  db,
  idOf,
  nameOf,
  owner,
  server,
  setUpServer,
  takeMails,
} from "../testing/deletions.ts";

setUpServer();

async function make(client: Client, name = "Script", wish: object = {}): Promise<MadeApiToken> {
  const body = { name, scopes: ["read"], ...wish };
  const answer = await client.send("POST", "/api/me/tokens", body);
  expect(answer.status).toBe(200);
  return answer.json();
}

const list = async (query = "", client = owner): Promise<ManagedTokensPage> =>
  (await client.send("GET", `/api/admin/tokens${query}`)).json();
const me = (secret: string) =>
  server.fetch("/api/me", { headers: { authorization: `Bearer ${secret}` } });
const revoke = (tokenIds: readonly string[], client = owner) =>
  client.send("POST", "/api/admin/tokens/revoke", { tokenIds });

async function admin(): Promise<Client> {
  const client = await server.person();
  await setServerRole(server.ctx, commandLine, idOf(client), "admin");
  return client;
}

async function botToken(): Promise<MadeApiToken> {
  const wish = { username: `bot-${randomUUID().slice(0, 8)}`, displayName: "Ping" };
  const { id } = await (await owner.send("POST", "/api/admin/bots", wish)).json();
  const body = { name: "Production", scopes: ["read"] };
  return (await owner.send("POST", `/api/admin/bots/${id}/tokens`, body)).json();
}

describe("TOK-7: who looks after people", () => {
  test("sees the rest of the list, too, where the last one that they saw was revoked", async () => {
    const client = await server.person();
    for (const name of ["one", "two", "three"]) await make(client, name);
    const of = `?userId=${idOf(client)}&limit=1`;
    const first = await list(of);
    await revoke(first.tokens.map(({ id }) => id));
    const second = await list(`${of}&cursor=${first.nextCursor}`);
    const third = await list(`${of}&cursor=${second.nextCursor}`);
    const names = [first, second, third].flatMap(({ tokens }) => tokens.map(({ name }) => name));
    expect(names.sort()).toEqual(["one", "three", "two"]);
  });

  test("sees the tokens that people have made, without their secrets, and none of bots", async () => {
    const { token, secret } = await make(ben);
    const ofBot = await botToken();
    const { tokens, users } = await list(`?userId=${idOf(ben)}`);
    expect(tokens).toEqual([{ ...token, userId: idOf(ben) }]);
    expect(users).toMatchObject([{ username: nameOf(ben) }]);
    expect(JSON.stringify(await list())).not.toContain(secret);
    expect((await list()).tokens.map(({ id }) => id)).not.toContain(ofBot.token.id);
    expect(await codeOf(await ben.send("GET", "/api/admin/tokens"))).toBe("auth.forbidden");
    expect(await codeOf(await revoke([token.id], ben))).toBe("auth.forbidden");
  });

  test("has each once, page by page, in each order and with all filters; so has the file", async () => {
    await sql`DELETE FROM api_tokens`.execute(db());
    const made: string[] = [];
    for (const name of ["alpha", "beta", "gamma", "delta", "epsilon"]) {
      made.push((await make(name === "beta" ? owner : ben, name)).token.id);
    }
    const [alpha, beta, gamma, delta, epsilon] = made as [string, string, string, string, string];
    const set = (id: string, column: string, at: string) =>
      sql`UPDATE api_tokens SET ${sql.ref(column)} = ${at} WHERE id = ${id}`.execute(db());
    for (const [index, id] of made.entries()) {
      await set(id, "created_at", `2026-01-0${index + 1}T00:00:00Z`);
    }
    await set(gamma, "used_at", "2026-02-01T00:00:00.123Z");
    await set(alpha, "used_at", "2026-02-02T00:00:00.123Z");
    await set(delta, "expires_at", "2026-02-02T00:00:00Z");
    const all = async (query: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? "" : `&cursor=${cursor}`;
        const page: ManagedTokensPage = await list(`?limit=2${query}${more}`);
        found.push(...page.tokens.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      const file = await (await owner.send("GET", `/api/admin/tokens/export?${query}`)).text();
      const rows = file.trimEnd().split("\r\n").slice(1);
      expect(rows.map((row) => row.slice(0, row.indexOf(",")))).toEqual(found);
      return found;
    };
    expect(await all("")).toEqual(made.toReversed());
    expect(await all("&sort=oldest")).toEqual(made);
    const never = [beta, delta, epsilon].toSorted();
    expect(await all("&sort=idle")).toEqual([...never, gamma, alpha]);
    expect(await all("&sort=recent")).toEqual([alpha, gamma, ...never.toReversed()]);
    expect(await all(`&userId=${idOf(owner)}`)).toEqual([beta]);
    expect(await all("&expired=true")).toEqual([delta]);
    expect(await all("&expired=false&sort=oldest")).toEqual([alpha, beta, gamma, epsilon]);
    // One that is new is not unused for long.
    expect(await all("&unusedSince=2026-02-02T00:00:00Z&sort=oldest")).toEqual([
      ...[beta, gamma, delta, epsilon],
    ]);
    expect(await all("&unusedSince=2026-01-04T12:00:00Z&sort=oldest")).toEqual([beta, delta]);
    expect(await all("&query=EPSI")).toEqual([epsilon]);
    expect(await all(`&query=${nameOf(owner)}`)).toEqual([beta]);
    expect(await codeOf(await owner.send("GET", "/api/admin/tokens?cursor=frob"))).toBe(
      "request.invalid",
    );
    const log = await owner.send("GET", "/api/admin/audit?action=list.exported");
    expect((await log.json()).entries[0]).toMatchObject({ details: { list: "tokens" } });
  });
});

describe("TOK-8: who looks after people revokes tokens of those with a lower role", () => {
  test("at once, which the audit log has, and their person is told by mail", async () => {
    const ended: SessionEnded[] = [];
    await server.ctx.bus.subscribe("session-ended", everything, (event) => void ended.push(event));
    const [first, second] = [await make(ben, "First"), await make(ben, "Second")];
    expect((await me(first.secret)).status).toBe(200);
    await takeMails();
    const answer = await (await revoke([first.token.id, second.token.id])).json();
    expect(answer).toEqual({
      results: [first, second].map(({ token }) => ({ tokenId: token.id, problem: null })),
    });
    expect(await codeOf(await me(first.secret))).toBe("auth.token_invalid");
    expect(ended).toMatchObject([
      { userId: idOf(ben), sessionId: first.token.id },
      { userId: idOf(ben), sessionId: second.token.id },
    ]);
    expect(await takeMails()).toEqual(["api-token-revoked", "api-token-revoked"]);
    const log = await owner.send(
      "GET",
      `/api/admin/audit?userId=${idOf(ben)}&action=token.revoked`,
    );
    expect((await log.json()).entries).toMatchObject([
      { actorId: idOf(owner), details: { name: "Second" } },
      { actorId: idOf(owner), details: { name: "First" } },
    ]);
  });

  test("and what keeps it from one keeps it from no other", async () => {
    const [anna, other] = [await admin(), await admin()];
    const { token: high } = await make(other);
    const { token: low } = await make(ben);
    const { token: ofBot } = await botToken();
    const nothing = randomUUID();
    const ids = [high.id, nothing, ofBot.id, low.id];
    const { results } = await (await revoke(ids, anna)).json();
    expect(results).toMatchObject([
      { tokenId: high.id, problem: { code: "people.rank" } },
      { tokenId: nothing, problem: { code: "token.not_found" } },
      { tokenId: ofBot.id, problem: { code: "token.not_found" } },
      { tokenId: low.id, problem: null },
    ]);
    const one = (userId: string, tokenId: string) =>
      anna.send("DELETE", `/api/admin/people/${userId}/tokens/${tokenId}`);
    expect(await codeOf(await one(idOf(other), high.id))).toBe("people.rank");
    expect(await codeOf(await one(idOf(ben), high.id))).toBe("token.not_found");
    const { token: another } = await make(ben);
    expect((await one(idOf(ben), another.id)).status).toBe(204);
  });
});
