import type { AuditPage } from "@roost/protocol/audit.ts";
import type { AccountsPage } from "@roost/protocol/people.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { by } from "../testing/by.ts";
import { commandLine } from "./change-person.ts";
import { handOn } from "./hand-on.ts";
import { keepNews, tellNews } from "./news.ts";
import { setServerRole } from "./set-role.ts";

const password = newPerson("anybody").password;

let server: TestServer;
let owner: Client;
let admin: Client;
let moderator: Client;
let member: Client;
let now = new Date();

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  owner = await server.person();
});
afterAll(() => server.close());
beforeEach(async () => {
  now = new Date();
  [admin, moderator, member] = await Promise.all([
    server.person(),
    server.person(),
    server.person(),
  ]);
  await give(admin, "admin");
  await give(moderator, "moderator");
});

const idOf = (client: Client) => client.identity.userId;
const at = (client: Client, part: string) => `/api/admin/people/${idOf(client)}/${part}`;

async function give(client: Client, role: ServerRole): Promise<void> {
  await setServerRole(server.ctx, commandLine, idOf(client), role);
}

async function roleOf(client: Client): Promise<ServerRole> {
  const { role } = await (await owner.send("GET", `/api/users/${idOf(client)}`)).json();
  return role;
}

async function audit(query = ""): Promise<AuditPage["entries"]> {
  return (await (await owner.send("GET", `/api/admin/audit${query}`)).json()).entries;
}

function signIn(client: Client): Promise<Response> {
  return server.fetch("/api/auth/sign-in/username", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: client.identity.username, password }),
  });
}

describe("a role on the server", () => {
  test("PPL-1: holds at once, with the token of before", async () => {
    expect(await codeOf(await member.send("GET", "/api/admin/people"))).toBe("auth.forbidden");
    const given = await admin.send("PUT", at(member, "role"), { role: "moderator" });
    expect(given.status).toBe(204);
    await expect.poll(async () => (await member.send("GET", "/api/admin/people")).status).toBe(200);
    await admin.send("PUT", at(member, "role"), { role: "member" });
    await expect.poll(async () => (await member.send("GET", "/api/admin/people")).status).toBe(403);
  });

  test("PPL-1: is at most the manager's own, and nobody's who has as high a one", async () => {
    const promote = (client: Client, by: Client, role: ServerRole) =>
      by.send("PUT", at(client, "role"), { role });
    expect((await promote(member, admin, "admin")).status).toBe(204);
    expect(await codeOf(await promote(member, admin, "member"))).toBe("people.rank");
    expect((await promote(member, owner, "member")).status).toBe(204);
    expect(await codeOf(await promote(member, admin, "owner"))).toBe("people.owner");
    expect(await codeOf(await promote(owner, admin, "member"))).toBe("people.rank");
    expect(await codeOf(await promote(member, moderator, "moderator"))).toBe("auth.forbidden");
  });

  test("who has lost theirs meanwhile does nothing with it", async () => {
    await give(admin, "member");
    const actor = by(idOf(admin), "admin");
    await expect(setServerRole(server.ctx, actor, idOf(member), "moderator")).rejects.toMatchObject(
      {
        code: "auth.forbidden",
      },
    );
    expect(await roleOf(member)).toBe("member");
  });

  test("the same again changes nothing, and is no entry of the audit log", async () => {
    await admin.send("PUT", at(member, "role"), { role: "member" });
    expect(await audit(`?userId=${idOf(member)}`)).toEqual([]);
  });
});

describe("the owner", () => {
  test("PPL-2: hands the server on with their password, and is an administrator then", async () => {
    const wish = { userId: idOf(member), currentPassword: "a wrong one" };
    expect(await codeOf(await owner.send("POST", "/api/admin/owner", wish))).toBe(
      "auth.invalid_credentials",
    );
    expect(await codeOf(await admin.send("POST", "/api/admin/owner", wish))).toBe("auth.forbidden");
    const handed = await owner.send("POST", "/api/admin/owner", {
      ...wish,
      currentPassword: password,
    });
    expect(handed.status).toBe(204);
    expect([await roleOf(owner), await roleOf(member)]).toEqual(["admin", "owner"]);
    await handOn(server.ctx, commandLine, idOf(owner));
    expect([await roleOf(owner), await roleOf(member)]).toEqual(["owner", "admin"]);
  });

  test("PPL-2: is one, though the server is handed to two people at the same moment", async () => {
    await Promise.all([
      handOn(server.ctx, commandLine, idOf(member)),
      handOn(server.ctx, commandLine, idOf(moderator)),
    ]);
    const { database } = server.ctx;
    const owners = () =>
      database.db.selectFrom("users").select("id").where("role", "=", "owner").execute();
    expect(await owners()).toHaveLength(1);
    await handOn(server.ctx, commandLine, idOf(owner));
    expect(await owners()).toEqual([{ id: idOf(owner) }]);
  });

  test("PPL-2: is suspended by nobody, and nobody who is suspended becomes it", async () => {
    expect(await codeOf(await admin.send("PUT", at(owner, "suspension"), {}))).toBe("people.rank");
    await admin.send("PUT", at(member, "suspension"), {});
    const wish = { userId: idOf(member), currentPassword: password };
    expect(await codeOf(await owner.send("POST", "/api/admin/owner", wish))).toBe(
      "people.suspended",
    );
  });
});

describe("who is suspended", () => {
  test("PPL-3: is out at once, and told why when they sign in", async () => {
    const reason = "  Spam in the   lobby ";
    const done = await moderator.send("PUT", at(member, "suspension"), { reason });
    expect(done.status).toBe(204);
    expect(await codeOf(await member.send("GET", "/api/me"))).toBe("auth.token_expired");
    const refused = await (await signIn(member)).json();
    expect(refused).toMatchObject({
      code: "auth.suspended",
      detail: "This account is suspended. The reason given: Spam in the lobby",
    });
    const { rows } = await server.ctx.database.pool.query(
      "SELECT id FROM sessions WHERE user_id = $1",
      [idOf(member)],
    );
    expect(rows).toEqual([]);
  });

  test("PPL-3: comes back when that is ended, or its time is over", async () => {
    await moderator.send("PUT", at(member, "suspension"), {});
    await moderator.send("DELETE", at(member, "suspension"));
    expect((await signIn(member)).status).toBe(200);
    const until = new Date(Date.now() + 60_000).toISOString();
    await moderator.send("PUT", at(member, "suspension"), { until });
    expect((await (await signIn(member)).json()).detail).toContain(until);
    await server.ctx.database.pool.query(
      "UPDATE users SET suspended_until = now() - interval '1 second' WHERE id = $1",
      [idOf(member)],
    );
    expect((await signIn(member)).status).toBe(200);
  });

  test("is refused what names no time to come, and by who is not above them", async () => {
    const past = { until: new Date(0).toISOString() };
    expect(await codeOf(await moderator.send("PUT", at(member, "suspension"), past))).toBe(
      "request.invalid",
    );
    const equal = await server.person();
    await give(equal, "moderator");
    expect(await codeOf(await moderator.send("PUT", at(equal, "suspension"), {}))).toBe(
      "people.rank",
    );
  });

  test("a wrong password does not tell that somebody is", async () => {
    await moderator.send("PUT", at(member, "suspension"), {});
    const response = await server.fetch("/api/auth/sign-in/username", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: member.identity.username, password: "not this one" }),
    });
    expect(await codeOf(response)).toBe("auth.invalid_credentials");
  });
});

describe("the list of accounts", () => {
  async function list(client: Client, query = ""): Promise<AccountsPage> {
    return (await client.send("GET", `/api/admin/people${query}`)).json();
  }

  test("finds by name, address, role and suspension, and shows addresses to those who manage people", async () => {
    await moderator.send("PUT", at(member, "suspension"), { reason: "Spam" });
    const { username } = member.identity;
    const found = await list(admin, `?query=${username}`);
    expect(found.accounts).toMatchObject([
      {
        id: idOf(member),
        email: `${username}@example.org`,
        suspension: { until: null, reason: "Spam" },
      },
    ]);
    const [seen] = (await list(moderator, `?query=${username}`)).accounts;
    expect(seen).not.toHaveProperty("email");
    const byAddress = await list(admin, `?query=${username.toUpperCase()}%40example.org`);
    expect(byAddress.accounts.map(({ id }) => id)).toEqual([idOf(member)]);
    const suspended = await list(admin, "?suspended=true&limit=100");
    expect(suspended.accounts.map(({ id }) => id)).toContain(idOf(member));
    const others = await list(admin, "?suspended=false&role=moderator&limit=100");
    expect(others.accounts.map(({ id }) => id)).toContain(idOf(moderator));
    expect(others.accounts.every(({ role }) => role === "moderator")).toBe(true);
  });

  test.each(["name", "newest", "oldest"])(
    "has each account once, page by page, by %s",
    async (sort) => {
      const ids: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: AccountsPage = await list(
          admin,
          `?sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`,
        );
        ids.push(...page.accounts.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      const { rows } = await server.ctx.database.pool.query(
        "SELECT id FROM users ORDER BY created_at, id",
      );
      const all = rows.map(({ id }) => id);
      if (sort === "newest") expect(ids).toEqual(all.toReversed());
      else if (sort === "oldest") expect(ids).toEqual(all);
      else expect(ids.toSorted()).toEqual(all.toSorted());
    },
  );
});

describe("the audit log", () => {
  test("PPL-4: has who did what to whom, before and after, in one transaction with it", async () => {
    await admin.send("PUT", at(member, "role"), { role: "moderator" });
    await owner.send("DELETE", at(member, "sessions"));
    await admin.send("POST", at(member, "reset-link"));
    await admin.send("PUT", at(member, "suspension"), { reason: "Away" });
    await admin.send("DELETE", at(member, "suspension"));
    const entries = await audit(`?userId=${idOf(member)}`);
    expect(entries).toMatchObject([
      { action: "person.unsuspended", actorId: idOf(admin), means: "token", address: "127.0.0.1" },
      { action: "person.suspended", details: { until: null, reason: "Away" } },
      { action: "reset-link.made", actorId: idOf(admin) },
      { action: "sessions.ended", actorId: idOf(owner), details: { count: 1 } },
      { action: "role.set", details: { before: "member", after: "moderator" } },
    ]);
    expect((await audit(`?actorId=${idOf(owner)}&action=sessions.ended`)).length).toBeGreaterThan(
      0,
    );
    const commands = await audit(`?userId=${idOf(admin)}`);
    expect(commands).toMatchObject([{ actorId: null, means: "command line" }]);
  });

  test("PPL-4: is never changed", async () => {
    const { pool } = server.ctx.database;
    for (const statement of [
      "UPDATE audit_entries SET actor_id = NULL",
      "DELETE FROM audit_entries",
      "TRUNCATE audit_entries",
    ]) {
      await expect(pool.query(statement)).rejects.toThrow("never changed");
    }
  });

  test("PAN-1: is exported as it is listed, as a table or as JSON", async () => {
    await admin.send("PUT", at(member, "role"), { role: "moderator" });
    await owner.send("PUT", at(member, "suspension"), { reason: '=1+1, "so"' });
    const file = (query: string) =>
      owner.send("GET", `/api/admin/audit/export?userId=${idOf(member)}${query}`);
    const entries = await (await file("&format=json&sort=oldest")).json();
    const { username } = member.identity;
    expect(entries).toMatchObject([
      { action: "role.set", actor: admin.identity.username, user: username },
      { action: "person.suspended", actor: owner.identity.username, user: username },
    ]);
    const listed = await audit(`?userId=${idOf(member)}&sort=oldest`);
    expect(listed.map(({ id }) => id)).toEqual(entries.map(({ id }: { id: number }) => id));
    const table = await (await file("")).text();
    expect(table.trimEnd().split("\r\n")).toHaveLength(3);
    expect(table).toContain('"{""until"":null,""reason"":""=1+1, \\""so\\""""}"');
    expect(await audit(`?action=list.exported&actorId=${idOf(owner)}`)).toMatchObject([
      { details: { list: "audit" } },
      { details: { list: "audit" } },
    ]);
    expect(await codeOf(await moderator.send("GET", "/api/admin/audit/export"))).toBe(
      "auth.forbidden",
    );
  });

  test("is found by who did it, by what they were known, and when", async () => {
    await give(member, "moderator");
    await admin.send("DELETE", at(member, "sessions"));
    const byCommand = await audit(`?userId=${idOf(member)}&means=command%20line`);
    expect(byCommand).toMatchObject([{ actorId: null, action: "role.set" }]);
    const [newest] = await audit(`?userId=${idOf(member)}`);
    const from = newest?.at ?? "";
    expect((await audit(`?userId=${idOf(member)}&from=${from}`)).length).toBeGreaterThan(0);
    expect(await audit(`?userId=${idOf(member)}&to=2020-01-01T00:00:00Z`)).toEqual([]);
  });

  test("pages have each entry once", async () => {
    const first = await (await owner.send("GET", "/api/admin/audit?limit=2")).json();
    const second = await (
      await owner.send("GET", `/api/admin/audit?limit=2&cursor=${first.nextCursor}`)
    ).json();
    const ids = [...first.entries, ...second.entries].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    const oldest = await (await owner.send("GET", "/api/admin/audit?limit=2&sort=oldest")).json();
    const next = await audit(`?limit=2&sort=oldest&cursor=${oldest.nextCursor}`);
    const fromStart = [...oldest.entries, ...next].map(({ id }) => id);
    expect(fromStart).toEqual([...new Set(fromStart)].sort((a, b) => a - b));
  });
});

test("what a command did beside a running server is told once, in order", async () => {
  const { database, bus } = server.ctx;
  const events = [idOf(admin), idOf(member)].map((userId) => ({
    kind: "account" as const,
    userId,
  }));
  const heard: string[] = [];
  const end = await bus.subscribe("account", "*", ({ userId }) => heard.push(userId));
  await keepNews(database.db, events);
  await Promise.all([tellNews({ database, bus }), tellNews({ database, bus })]);
  end();
  expect(heard.toSorted()).toEqual([idOf(admin), idOf(member)].toSorted());
});
