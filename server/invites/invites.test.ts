import type { CreatedInvite, InvitesPage } from "@roost/protocol/registration.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import { commandLine } from "../people/change-person.ts";
import { setServerRole } from "../people/set-role.ts";
import { suspend } from "../people/suspend.ts";

let server: TestServer;
let owner: Client;
let admin: Client;
let now = new Date();

beforeEach(async () => {
  now = new Date();
  server = await startTestServer({
    ...{ now: () => now, environment: { registration: "invite" } },
    config: { publicUrl: "https://chat.example.org/" },
  });
  owner = await server.person();
  admin = await join((await make(owner)).url);
  await setServerRole(server.ctx, commandLine, admin.identity.userId, "admin");
  await expect.poll(async () => (await admin.send("GET", path)).status).toBe(200);
});
afterEach(() => server.close());

const path = "/api/admin/invites";
const secretOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

async function make(client: Client, wish: object = {}): Promise<CreatedInvite> {
  const made = await client.send("POST", path, wish);
  expect(made.status).toBe(200);
  return made.json();
}

function signUp(secret: string | undefined, person = newPerson()): Promise<Response> {
  return server.fetch("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...person, ...(secret !== undefined && { invite: secret }) }),
  });
}

/** Signs somebody up by a link, as a client with a token. */
async function join(url: string): Promise<Client> {
  const signedUp = await signUp(secretOf(url));
  const { token: secret } = await signedUp.json();
  const headers = { authorization: `Bearer ${secret}` };
  const { token } = await (await server.fetch("/api/auth/token", { headers })).json();
  return {
    ...{ token, cookie: "", sessionToken: secret },
    identity: await server.accounts.tokens.verify(token),
    send: (method, to, body) =>
      server.fetch(to, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

const info = async (url: string) => (await server.fetch(`/api/invites/${secretOf(url)}`)).json();
const list = async (query = ""): Promise<InvitesPage> =>
  (await owner.send("GET", path + query)).json();
const stateOf = async (id: string) =>
  (await list()).invites.find((invite) => invite.id === id)?.state;

describe("REG-4: a link", () => {
  test("lets in who has it, where nobody else comes in", async () => {
    expect(await codeOf(await signUp(undefined))).toBe("registration.invite_needed");
    expect(await codeOf(await signUp("nothing"))).toBe("invite.invalid");
    const { url, invite } = await make(owner);
    expect(url).toMatch(/^https:\/\/chat\.example\.org\/join\/[\w-]{43}$/);
    expect((await signUp(secretOf(url))).status).toBe(200);
    expect((await list()).invites.find(({ id }) => id === invite.id)).toMatchObject({
      ...{ uses: 1, maxUses: null, until: null, state: "open" },
      createdBy: owner.identity.userId,
    });
  });

  test("lets in so many, of any number that come at the same time", async () => {
    const { url, invite } = await make(owner, { maxUses: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => signUp(secretOf(url))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    const refused = answers.filter(({ ok }) => !ok);
    expect(new Set(await Promise.all(refused.map(codeOf)))).toEqual(new Set(["invite.invalid"]));
    expect(await stateOf(invite.id)).toBe("used up");
    const { rows } = await sql`SELECT FROM users WHERE invite_id = ${invite.id}`.execute(
      server.ctx.database.db,
    );
    expect(rows).toHaveLength(3);
  });

  test("is not used by who cannot have the account", async () => {
    const { url, invite } = await make(owner, { maxUses: 1 });
    const taken = { ...newPerson(), username: owner.identity.username };
    expect(await codeOf(await signUp(secretOf(url), taken))).toBe("auth.username_taken");
    expect(await stateOf(invite.id)).toBe("open");
    const same = newPerson();
    const both = await Promise.all([
      signUp(secretOf(url), same),
      signUp(secretOf(url), { ...newPerson(), username: same.username }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await list()).invites.find(({ id }) => id === invite.id)?.uses).toBe(1);
  });

  test("lets nobody in when its time is over, or it is revoked", async () => {
    const until = new Date(+now + 60_000).toISOString();
    const { url, invite } = await make(owner, { until });
    now = new Date(+now + 60_001);
    expect(await codeOf(await signUp(secretOf(url)))).toBe("invite.invalid");
    expect(await stateOf(invite.id)).toBe("expired");

    const other = await make(owner);
    expect((await owner.send("DELETE", `${path}/${other.invite.id}`)).status).toBe(204);
    expect((await owner.send("DELETE", `${path}/${other.invite.id}`)).status).toBe(204);
    expect(await codeOf(await signUp(secretOf(other.url)))).toBe("invite.invalid");
    expect(await stateOf(other.invite.id)).toBe("revoked");
  });

  test("is worth no more than its maker", async () => {
    const { url, invite } = await make(admin);
    await setServerRole(server.ctx, commandLine, admin.identity.userId, "member");
    expect(await codeOf(await signUp(secretOf(url)))).toBe("invite.invalid");
    expect(await stateOf(invite.id)).toBe("void");
    await setServerRole(server.ctx, commandLine, admin.identity.userId, "admin");
    expect(await stateOf(invite.id)).toBe("open");
    const wish = { until: null, reason: null };
    await suspend(server.ctx, commandLine, admin.identity.userId, wish, now);
    expect(await codeOf(await signUp(secretOf(url)))).toBe("invite.invalid");
  });

  test.each([
    [{ until: "2020-01-01T00:00:00Z" }, "request.invalid"],
    [{ maxUses: 0 }, "request.invalid"],
    [{ roomIds: ["6b0f0b0e-4c43-4f0b-8a53-6f6b7f1d9f10"] }, "room.not_found"],
  ])("is not made of %j", async (wish, code) => {
    expect(await codeOf(await owner.send("POST", path, wish))).toBe(code);
  });

  test("is in the audit log when it is made and when it is revoked", async () => {
    const { invite } = await make(owner, { maxUses: 2 });
    await owner.send("DELETE", `${path}/${invite.id}`);
    const { entries } = await (await owner.send("GET", "/api/admin/audit?limit=2")).json();
    const inviteId = invite.id;
    expect(entries).toMatchObject([
      { action: "invite.revoked", details: { inviteId, uses: 0 } },
      { action: "invite.made", details: { inviteId, maxUses: 2, until: null, roomIds: [] } },
    ]);
  });
});

describe("REG-5: of a link", () => {
  test("the database has a hash, and it is told once", async () => {
    const { url } = await make(owner);
    const { db } = server.ctx.database;
    const { rows } = await sql`SELECT i::text AS row FROM invites i`.execute(db);
    expect(JSON.stringify(rows)).not.toContain(secretOf(url));
    expect(JSON.stringify(await list())).not.toContain(secretOf(url));
  });

  test("a stranger is told who invites while it is good, and else no more than that it is not", async () => {
    const { url, invite } = await make(owner);
    expect(await info(url)).toEqual({
      ...{ serverName: "Roost", isValid: true },
      invitedBy: owner.identity.displayName,
    });
    await owner.send("DELETE", `${path}/${invite.id}`);
    const nothing = { serverName: "Roost", isValid: false, invitedBy: null };
    expect(await info(url)).toEqual(nothing);
    expect(await info("/nothing")).toEqual(nothing);
  });
});

describe("REG-6: who comes by a link", () => {
  const roomsOf = async (client: Client): Promise<string[]> => {
    const { rooms } = await (await client.send("GET", "/api/rooms")).json();
    return rooms.map(({ name }: { name: string }) => name).sort();
  };
  const room = async (client: Client, name: string, kind: string): Promise<string> =>
    (await (await client.send("POST", "/api/rooms", { name, kind })).json()).id;

  test("is in its rooms, where its maker can bring them still", async () => {
    const open = await room(owner, "Open", "public");
    const closed = await room(admin, "Closed", "private");
    const left = await room(admin, "Left", "private");
    await admin.send("POST", `/api/rooms/${left}/members`, { userIds: [owner.identity.userId] });
    const hidden = await room(owner, "Hidden", "private");
    const wish = { roomIds: [open, closed, left] };
    expect(await codeOf(await admin.send("POST", path, { roomIds: [hidden] }))).toBe(
      "room.not_found",
    );
    const { url } = await make(admin, wish);
    expect((await admin.send("POST", `/api/rooms/${left}/leave`)).ok).toBe(true);
    const comer = await join(url);
    expect(await roomsOf(comer)).toEqual(["Closed", "Open", "general"]);
  });
});

test("invitations come in pages, by state and maker, the newest or the oldest first", async () => {
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    now = new Date(+now + 1_000);
    made.push((await make(count % 2 ? admin : owner)).invite.id);
  }
  const all = async (query: string) => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page: InvitesPage = await list(`?limit=2${query}${more}`);
      ids.push(...page.invites.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  };
  const [first] = (await list("?sort=oldest&limit=1")).invites;
  expect(await all("&sort=oldest")).toEqual([first?.id, ...made]);
  expect(await all("")).toEqual([first?.id, ...made].reverse());
  expect(await all(`&createdBy=${admin.identity.userId}`)).toEqual([made[3], made[1]]);
  await owner.send("DELETE", `${path}/${made[2]}`);
  expect(await all("&state=revoked")).toEqual([made[2]]);
  const { users } = await list(`?createdBy=${admin.identity.userId}`);
  expect(users).toMatchObject([{ id: admin.identity.userId }]);
  expect(await codeOf(await owner.send("GET", `${path}?cursor=frob`))).toBe("request.invalid");
});
