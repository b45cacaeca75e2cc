import type { AuditPage } from "@roost/protocol/audit.ts";
import type {
  AccountDetails,
  AccountsPage,
  ChangedPeople,
  CreatedPerson,
} from "@roost/protocol/people.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { codeAt } from "../testing/authenticator.ts";
import { by } from "../testing/by.ts";
import { commandLine } from "./change-person.ts";
import { createPerson } from "./create.ts";
import { setServerRole } from "./set-role.ts";

const { password } = newPerson("anybody");

let server: TestServer;
let owner: Client;
let admin: Client;
let moderator: Client;
let member: Client;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
});
afterAll(() => server.close());
beforeEach(async () => {
  [admin, moderator, member] = await Promise.all([
    server.person(),
    server.person(),
    server.person(),
  ]);
  await give(admin, "admin");
  await give(moderator, "moderator");
  // Their tokens are of before; that the roles are others now reaches the server by its bus.
  for (const client of [admin, moderator]) {
    await expect.poll(async () => (await client.send("GET", "/api/admin/people")).status).toBe(200);
  }
});

const idOf = (client: Client) => client.identity.userId;
const query = (text: string, values: unknown[] = []) =>
  server.ctx.database.pool.query(text, values);

async function give(client: Client, role: ServerRole): Promise<void> {
  await setServerRole(server.ctx, commandLine, idOf(client), role);
}

async function list(client: Client, search = ""): Promise<AccountsPage> {
  return (await client.send("GET", `/api/admin/people${search}`)).json();
}

async function audit(search: string): Promise<AuditPage["entries"]> {
  return (await (await owner.send("GET", `/api/admin/audit${search}`)).json()).entries;
}

async function detailsOf(client: Client): Promise<AccountDetails> {
  return (await owner.send("GET", `/api/admin/people/${idOf(client)}`)).json();
}

/** The lines of an exported table without its mark, each as its cells. None has a comma or a quote in it. */
async function exported(client: Client, search = ""): Promise<string[][]> {
  const text = await (await client.send("GET", `/api/admin/people/export${search}`)).text();
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}

async function setUse(client: Client, at: string): Promise<void> {
  await query("UPDATE users SET used_at = $2 WHERE id = $1", [idOf(client), at]);
}

describe("by when people used the server last", () => {
  test("a sign-in is a use, and who never did anything has none", async () => {
    const before = Date.now() - 60_000;
    const { accounts } = await list(admin, `?query=${member.identity.username}`);
    expect(Date.parse(accounts[0]?.activeAt ?? "")).toBeGreaterThan(before);
    await setUse(member, "-infinity");
    expect(await list(admin, `?query=${member.identity.username}`)).toMatchObject({
      accounts: [{ id: idOf(member), activeAt: null }],
    });
  });

  test("what sessions note is kept when they are gone", async () => {
    const at = new Date(Date.now() + 3_600_000);
    await query("UPDATE sessions SET updated_at = now() - interval '1 hour' WHERE user_id = $1", [
      idOf(member),
    ]);
    await setUse(member, "2026-01-01");
    await member.send("GET", "/api/me");
    await server.accounts.uses.write();
    await query("DELETE FROM sessions WHERE user_id = $1", [idOf(member)]);
    const { activeAt, sessionCount } = await detailsOf(member);
    expect(sessionCount).toBe(0);
    expect(Date.parse(activeAt ?? "")).toBeGreaterThan(Date.parse("2026-01-02"));
    expect(Date.parse(activeAt ?? "")).toBeLessThan(at.getTime());
  });

  test("they are found by who did since, and who did not", async () => {
    await setUse(member, "2020-05-05T10:00:00Z");
    await setUse(moderator, "-infinity");
    const ids = async (search: string) =>
      (await list(admin, `${search}&limit=200`)).accounts.map(({ id }) => id);
    const idle = await ids("?idleSince=2020-05-05T10:00:00.001Z");
    expect(idle).toContain(idOf(member));
    expect(idle).toContain(idOf(moderator));
    expect(idle).not.toContain(idOf(admin));
    const active = await ids("?activeSince=2020-05-05T10:00:00Z");
    expect(active).toContain(idOf(member));
    expect(active).toContain(idOf(admin));
    expect(active).not.toContain(idOf(moderator));
    expect(await codeOf(await admin.send("GET", "/api/admin/people?idleSince=soon"))).toBe(
      "request.invalid",
    );
  });
});

describe("pages", () => {
  test.each(["name", "newest", "oldest", "recent", "idle"])(
    "PAN-1: have each account once by %s, and so has the file, in the same order",
    async (sort) => {
      // Some alike, and some who never did anything.
      await query(
        "UPDATE users SET used_at = CASE WHEN random() < 0.3 THEN '-infinity'::timestamptz ELSE '2026-03-03' END",
      );
      const ids: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const search: string = `?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`;
        const page = await list(admin, search);
        ids.push(...page.accounts.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      const { rows } = await query("SELECT id FROM users ORDER BY used_at, id");
      const byUse = rows.map(({ id }) => id);
      if (sort === "idle") expect(ids).toEqual(byUse);
      else if (sort === "recent") expect(ids).toEqual(byUse.toReversed());
      else expect(ids.toSorted()).toEqual(byUse.toSorted());
      const [, ...lines] = await exported(admin, `?sort=${sort}`);
      expect(lines.map(([id]) => id)).toEqual(ids);
    },
  );

  test("PAN-1: are cut by no cursor that is not theirs", async () => {
    for (const key of [
      ["soon", idOf(member)],
      ["1", "nobody"],
      ["1"],
      ["9".repeat(16), idOf(member)],
    ]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString("base64url");
      const answer = await admin.send("GET", `/api/admin/people?sort=recent&cursor=${cursor}`);
      expect(await codeOf(answer)).toBe("request.invalid");
    }
  });
});

describe("the file of accounts", () => {
  test("PAN-1: has what the list has, and the audit log has that it was handed out", async () => {
    const search = `?query=${member.identity.username}`;
    const [head, line, ...more] = await exported(admin, search);
    expect(head?.map((name) => name.replace("\ufeff", ""))).toEqual([
      ...["id", "username", "displayName", "email", "role", "customRole", "createdAt", "activeAt"],
      ...["sessionCount", "suspendedSince", "suspendedUntil", "suspensionReason"],
    ]);
    expect(line?.slice(0, 2)).toEqual([idOf(member), member.identity.username]);
    expect(more).toEqual([]);
    const [names] = await exported(moderator, search);
    expect(names).not.toContain("email");
    expect(await audit(`?action=list.exported&actorId=${idOf(admin)}`)).toMatchObject([
      { userId: null, details: { list: "people" } },
    ]);
    expect(await codeOf(await member.send("GET", "/api/admin/people/export"))).toBe(
      "auth.forbidden",
    );
  });

  test.each(["=1+1", "+1", "-1", "@x", "\t=1"])("PAN-2: %j is text in it", async (name) => {
    await query("UPDATE users SET display_name = $2 WHERE id = $1", [idOf(member), name]);
    const search = `?query=${member.identity.username}`;
    const answer = await admin.send("GET", `/api/admin/people/export${search}`);
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="people-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(await answer.text()).toContain(`,'${name},`);
  });
});

describe("several people", () => {
  async function change(client: Client, body: object): Promise<ChangedPeople["results"]> {
    const answer = await client.send("POST", "/api/admin/people/changes", body);
    expect(answer.status).toBe(200);
    return (await answer.json()).results;
  }

  test("PAN-3: are suspended and let in again, and who cannot be is named", async () => {
    const nobody = "00000000-0000-4000-8000-000000000000";
    const userIds = [idOf(member), idOf(admin), nobody, idOf(member)];
    const wish = { change: "suspend", userIds, reason: "Spam" };
    const results = await change(moderator, wish);
    expect(results).toMatchObject([
      { userId: idOf(member), problem: null },
      { userId: idOf(admin), problem: { code: "people.rank" } },
      { userId: nobody, problem: { code: "user.not_found" } },
    ]);
    expect((await detailsOf(member)).suspension).toMatchObject({ reason: "Spam", until: null });
    await change(moderator, { change: "unsuspend", userIds: [idOf(member)] });
    expect((await detailsOf(member)).suspension).toBeNull();
    expect(await audit(`?userId=${idOf(member)}`)).toMatchObject([
      { action: "person.unsuspended", actorId: idOf(moderator) },
      { action: "person.suspended", actorId: idOf(moderator) },
    ]);
  });

  test("PAN-3: get a role from those alone who may give it, and are signed out", async () => {
    const wish = { change: "setServerRole", userIds: [idOf(member)], role: "guest" };
    expect(await change(moderator, wish)).toMatchObject([{ problem: { code: "auth.forbidden" } }]);
    expect(await change(admin, wish)).toMatchObject([{ problem: null }]);
    expect((await detailsOf(member)).role).toBe("guest");
    await change(admin, { change: "endSessions", userIds: [idOf(member)] });
    expect((await detailsOf(member)).sessionCount).toBe(0);
  });

  test("what is wrong with all of the request refuses it", async () => {
    const send = (body: object) => admin.send("POST", "/api/admin/people/changes", body);
    const userIds = [idOf(member)];
    const past = new Date(0).toISOString();
    for (const body of [
      { change: "suspend", userIds, until: past },
      { change: "suspend", userIds: [] },
      { action: "frob", userIds },
      { change: "setServerRole", userIds },
    ]) {
      expect(await codeOf(await send(body))).toBe("request.invalid");
    }
  });
});

describe("an account that is made for somebody", () => {
  const wish = (username: string, more: object = {}) => ({
    username,
    displayName: "New Here",
    email: `${username}@example.org`,
    ...more,
  });

  test("PAN-4: has a link with which its person sets the password, and then signs in", async () => {
    const answer = await admin.send("POST", "/api/admin/people", wish("newcomer"));
    const { account, resetLink }: CreatedPerson = await answer.json();
    expect(account).toMatchObject({ username: "newcomer", role: "member", activeAt: null });
    const token = resetLink.url.slice(resetLink.url.indexOf("#") + 1);
    const post = (path: string, body: object) =>
      server.fetch(`/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const newPassword = "twigs and moss";
    expect((await post("reset-password", { token, newPassword })).status).toBe(200);
    const signedIn = await post("sign-in/username", {
      username: "newcomer",
      password: newPassword,
    });
    expect(signedIn.status).toBe(200);
    expect(await audit(`?userId=${account.id}`)).toMatchObject([
      { action: "reset-link.made", actorId: idOf(admin) },
      { action: "account.created", details: { username: "newcomer", role: "member" } },
    ]);
  });

  test("PAN-4: is of the maker's role at most, and of a name that is free", async () => {
    const make = (client: Client, body: object) => client.send("POST", "/api/admin/people", body);
    expect((await make(admin, wish("second-admin", { role: "admin" }))).status).toBe(200);
    expect(await codeOf(await make(admin, wish("an-owner", { role: "owner" })))).toBe(
      "people.owner",
    );
    expect(await codeOf(await make(moderator, wish("somebody")))).toBe("auth.forbidden");
    expect(await codeOf(await make(admin, wish("second-admin")))).toBe("auth.username_taken");
    const lost = by(idOf(moderator), "admin");
    const made = createPerson(
      server.ctx,
      server.accounts,
      lost,
      wish("by-nobody"),
      "http://localhost",
      new Date(),
    );
    await expect(made).rejects.toMatchObject({ code: "auth.forbidden" });
    expect((await list(admin, "?query=by-nobody")).accounts).toEqual([]);
  });
});

test("PAN-4: a second factor is taken from people of a lower role, and the audit log has it", async () => {
  const path = `/api/admin/people/${idOf(member)}/second-factor`;
  expect(await codeOf(await admin.send("DELETE", path))).toBe("auth.second_factor_off");
  const headers = new Headers({ authorization: `Bearer ${member.sessionToken}` });
  const me = await server.accounts.changer(headers);
  const { secret } = await server.accounts.secondFactor.begin(me, password);
  await server.accounts.secondFactor.confirm(me, codeAt(secret, new Date()));
  expect((await detailsOf(member)).hasApp).toBe(true);
  expect(await codeOf(await moderator.send("DELETE", path))).toBe("auth.forbidden");
  expect((await admin.send("DELETE", path)).status).toBe(204);
  expect((await detailsOf(member)).hasApp).toBe(false);
  expect(await audit(`?userId=${idOf(member)}&action=second-factor.reset`)).toMatchObject([
    { actorId: idOf(admin), details: { told: false } },
  ]);
  const ofOwner = `/api/admin/people/${idOf(owner)}/second-factor`;
  expect(await codeOf(await admin.send("DELETE", ofOwner))).toBe("people.rank");
});

test("an account says how it came, and of what it is nobody's business who may not manage people", async () => {
  await member.send("POST", "/api/rooms", { name: "Mine", kind: "private" });
  const details = await detailsOf(member);
  expect(details).toMatchObject({
    ...{ id: idOf(member), role: "member", registeredBy: "open", approval: null },
    ...{ hasApp: false, passkeys: 0, formerUsernames: [], isConfirmed: true, rooms: 2 },
    email: `${member.identity.username}@example.org`,
  });
  const path = `/api/admin/people/${idOf(member)}`;
  expect(await (await moderator.send("GET", path)).json()).not.toHaveProperty("email");
  expect(await codeOf(await member.send("GET", path))).toBe("auth.forbidden");
  expect(
    await codeOf(await admin.send("GET", "/api/admin/people/00000000-0000-4000-8000-000000000000")),
  ).toBe("user.not_found");
});

test.each([
  "people/export?activeSince=0000-01-01T00:00:00Z",
  "rooms/export?ownersIdleSince=0000-01-01T00:00:00Z",
  "audit/export?from=0000-01-01T00:00:00Z",
])("PAN-1: what cannot be read is refused before a file begins: %s", async (path) => {
  const answer = await owner.send("GET", `/api/admin/${path}`);
  expect(answer.status).toBe(422);
  expect(await codeOf(answer)).toBe("request.invalid");
});
