import { limits } from "@roost/protocol/limits.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { Account } from "@roost/protocol/people.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { SanctionsPage } from "@roost/protocol/sanctions.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { lockPersons } from "../persons/write-places.ts";
import { commandLine } from "./change-person.ts";
import { handOn } from "./hand-on.ts";
import { setServerRole } from "./set-role.ts";

let server: TestServer;
let owner: Client;
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
  [moderator, member] = await Promise.all([server.person(), server.person()]);
  await give(moderator, "moderator");
});

const idOf = (client: Client) => client.identity.userId;
const at = (client: Client, part: string) => `/api/admin/people/${idOf(client)}/${part}`;
const give = (client: Client, role: ServerRole) =>
  setServerRole(server.ctx, commandLine, idOf(client), role);
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

async function ownOf(client: Client): Promise<OwnRow[]> {
  const answer = await client.send("GET", "/api/me/changes?since=0");
  return (await answer.json()).own;
}

async function sanctionsOf(client: Client, query = ""): Promise<SanctionsPage> {
  return (await moderator.send("GET", `${at(client, "sanctions")}${query}`)).json();
}

async function accountOf(client: Client): Promise<Account> {
  return (await moderator.send("GET", `/api/admin/people/${idOf(client)}`)).json();
}

async function warn(client: Client, reason: string, by = moderator): Promise<Response> {
  return by.send("POST", at(client, "warnings"), { reason });
}

describe("a mute", () => {
  test("MOD-1: is told to its person, with the reason and its end, and to those who look after people", async () => {
    const until = inHours(1);
    const given = await moderator.send("PUT", at(member, "silence"), { until, reason: " Spam " });
    expect(given.status).toBe(204);
    expect(await ownOf(member)).toMatchObject([
      { kind: "silence", key: "silence", value: { until, reason: "Spam" } },
    ]);
    const { silence } = await accountOf(member);
    expect(silence).toEqual({ since: now.toISOString(), until, reason: "Spam" });
    const search = `/api/admin/people?silenced=true&query=${member.identity.username}`;
    expect((await (await moderator.send("GET", search)).json()).accounts).toHaveLength(1);
    expect((await moderator.send("DELETE", at(member, "silence"))).status).toBe(204);
    expect(await ownOf(member)).toMatchObject([{ kind: "silence", value: null }]);
    expect((await accountOf(member)).silence).toBeNull();
    expect((await (await moderator.send("GET", search)).json()).accounts).toEqual([]);
  });

  test("MOD-1: given again takes another time and reason, and is since the first", async () => {
    const first = now.toISOString();
    await moderator.send("PUT", at(member, "silence"), { reason: "Spam" });
    now = new Date(now.getTime() + 60_000);
    await moderator.send("PUT", at(member, "silence"), { until: inHours(24) });
    const { silence } = await accountOf(member);
    expect(silence).toEqual({ since: first, until: inHours(24), reason: null });
  });

  test("MOD-1: ends by itself, and needs a time in the future", async () => {
    const past = await moderator.send("PUT", at(member, "silence"), { until: inHours(-1) });
    expect(await codeOf(past)).toBe("request.invalid");
    await moderator.send("PUT", at(member, "silence"), { until: inHours(1) });
    await server.ctx.database.pool.query(
      "UPDATE users SET silenced_until = now() - interval '1 second' WHERE id = $1",
      [idOf(member)],
    );
    expect((await accountOf(member)).silence).toBeNull();
    const made = await member.send("POST", "/api/rooms", { name: "Mine", kind: "private" });
    expect(made.status).toBe(201);
  });

  test("MOD-3: is of people of a lower role, by those who may suspend them", async () => {
    const mute = (client: Client, by: Client) => by.send("PUT", at(client, "silence"), {});
    expect(await codeOf(await mute(moderator, member))).toBe("auth.forbidden");
    expect(await codeOf(await mute(owner, moderator))).toBe("people.rank");
    expect(await codeOf(await warn(owner, "No", moderator))).toBe("people.rank");
    const other = await server.person();
    await give(other, "moderator");
    expect(await codeOf(await mute(other, moderator))).toBe("people.rank");
    expect((await mute(other, owner)).status).toBe(204);
  });

  test("MOD-3: keeps its person from becoming the owner, whom nobody could let write again", async () => {
    await moderator.send("PUT", at(member, "silence"), {});
    await expect(handOn(server.ctx, commandLine, idOf(member))).rejects.toMatchObject({
      code: "people.silenced",
    });
  });
});

describe("a warning", () => {
  test("MOD-2: stays until its person acknowledges it, and is gone then", async () => {
    const { id } = await (await warn(member, "  Be   kind ")).json();
    expect(await ownOf(member)).toMatchObject([
      { kind: "warning", key: id, value: { reason: "Be kind" } },
    ]);
    const path = `/api/me/warnings/${id}/acknowledge`;
    expect(await codeOf(await moderator.send("POST", path))).toBe("warning.not_found");
    expect((await sanctionsOf(member)).sanctions).toMatchObject([{ acknowledgedAt: null }]);
    const row = await (await member.send("POST", path)).json();
    expect(row).toMatchObject({ kind: "warning", key: id, value: null });
    const { sanctions } = await sanctionsOf(member);
    expect(sanctions).toMatchObject([{ acknowledgedAt: row.changedAt, reason: "Be kind" }]);
    expect(await (await member.send("POST", path)).json()).toEqual(row);
  });

  test("MOD-2: says what it is about", async () => {
    expect(await codeOf(await warn(member, "  "))).toBe("text.empty");
    expect(await codeOf(await warn(member, "x".repeat(501)))).toBe("text.too_long");
    expect(await ownOf(member)).toEqual([]);
  });

  test("MOD-2: there are so many at once, which take no space of what their person keeps", async () => {
    for (let index = 0; index < limits.openWarnings; index += 1) {
      expect((await warn(member, `Warning ${index}`)).status).toBe(201);
    }
    expect(await codeOf(await warn(member, "One more"))).toBe("people.warned_enough");
    const kept = await member.send("PUT", "/api/me/settings/enterSends", { value: false });
    expect(kept.status).toBe(200);
  });
});

test("MOD-3: what was done so far is listed with who did it, the newest first and page by page", async () => {
  await warn(member, "Be kind");
  const until = inHours(1);
  await moderator.send("PUT", at(member, "silence"), { until, reason: "Again" });
  await owner.send("DELETE", at(member, "silence"));
  await owner.send("PUT", at(member, "suspension"), { reason: "Too much" });
  await owner.send("DELETE", at(member, "suspension"));
  const { sanctions, users, nextCursor } = await sanctionsOf(member);
  expect(nextCursor).toBeNull();
  expect(sanctions).toMatchObject([
    { action: "person.unsuspended", actorId: idOf(owner) },
    { action: "person.suspended", reason: "Too much", until: null },
    { action: "person.unsilenced", actorId: idOf(owner) },
    { action: "person.silenced", actorId: idOf(moderator), reason: "Again", until },
    { action: "person.warned", actorId: idOf(moderator), reason: "Be kind" },
  ]);
  expect(users.map(({ id }) => id).sort()).toEqual([idOf(owner), idOf(moderator)].sort());
  const first = await sanctionsOf(member, "?limit=3");
  const second = await sanctionsOf(member, `?limit=3&cursor=${first.nextCursor}`);
  expect([...first.sanctions, ...second.sanctions]).toEqual(sanctions);
  const other = await server.person();
  expect(await codeOf(await other.send("GET", at(member, "sanctions")))).toBe("auth.forbidden");
});

test("MOD-3: several people are warned and muted at once, each by what it takes", async () => {
  const other = await server.person();
  const userIds = [idOf(member), idOf(other), idOf(owner)];
  const ask = async (change: object) => {
    const answer = await moderator.send("POST", "/api/admin/people/changes", {
      ...change,
      userIds,
    });
    const { results } = await answer.json();
    return results.map(
      ({ problem }: { problem: { code: string } | null }) => problem?.code ?? null,
    );
  };
  expect(await ask({ change: "warn", reason: "Be kind" })).toEqual([null, null, "people.rank"]);
  expect(await ask({ change: "silence" })).toEqual([null, null, "people.rank"]);
  expect((await accountOf(other)).silence).not.toBeNull();
  expect(await ask({ change: "unsilence" })).toEqual([null, null, "people.rank"]);
  expect((await accountOf(other)).silence).toBeNull();
});

test("a warning and a mute wait for nobody who writes what refers to the account, and is to lock its log", async () => {
  await server.ctx.database.db.transaction().execute(async (tx) => {
    // As a row does that refers to them: of a membership, or of a message.
    await sql`SELECT FROM users WHERE id = ${idOf(member)} FOR KEY SHARE`.execute(tx);
    expect((await warn(member, "Be kind")).status).toBe(201);
    expect((await moderator.send("PUT", at(member, "silence"), {})).status).toBe(204);
    await lockPersons(tx, [idOf(member)]);
  });
});
