import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { everything } from "../bus/bus.ts";
import { createCustomRole } from "../custom-roles/create.ts";
import { commandLine } from "../people/change-person.ts";
import {
  clientId,
  clientSecret,
  goThrough,
  type IdentityProvider,
  type KnownPerson,
  startIdentityProvider,
} from "../testing/identity-provider.ts";
import { codeOf, startTestServer, type TestServer, type TestServerOptions } from "./testing.ts";

const publicUrl = "http://localhost:3000";
const ann: KnownPerson = {
  ...{ preferred_username: "Ann.Smith", name: "Ann Smith" },
  ...{ email: "ann@example.org", email_verified: true },
};
let identity: IdentityProvider;
let server: TestServer;

beforeAll(async () => {
  identity = await startIdentityProvider(publicUrl);
});
afterAll(() => identity.close());

const configOf = (config: TestServerOptions["config"] = {}) => ({
  ...{ publicUrl, oidcIssuer: identity.issuer, oidcClientId: clientId },
  ...{ oidcClientSecret: clientSecret, oidcName: "Example", ...config },
});

/** Starts the server with further settings, in place of the usual one. */
async function startWith(
  config: TestServerOptions["config"],
  environment: TestServerOptions["environment"] = {},
): Promise<void> {
  await server.close();
  server = await startTestServer({ config: configOf(config), environment });
}

beforeEach(async () => {
  identity.people.clear();
  server = await startTestServer({ config: configOf() });
});
afterEach(() => server.close());

const db = () => server.ctx.database.db;

function post(path: string, body: object, bearer?: string) {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
}

interface Return {
  /** The address that the provider sent back to. */
  back: URL;
  /** What the browser keeps. */
  cookie: string;
}

/** Goes to the provider, and through its pages. */
async function goAndReturn(answer: Response): Promise<Return> {
  expect(answer.status).toBe(200);
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { back: await goThrough((await answer.json()).url), cookie };
}

/** Comes back. Says where that leads, and with which session. */
async function come({ back, cookie }: Return) {
  const answer = await server.fetch(`${back.pathname}${back.search}`, {
    redirect: "manual",
    headers: { cookie },
  });
  expect(answer.status).toBe(302);
  const session = answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0] ?? "")
    .find((set) => set.includes(".session_token="));
  return { path: answer.headers.get("location"), session };
}

/** Signs in as somebody whom the provider knows. */
async function signIn(id: string, person = ann, next = "/rooms/a", invite?: string) {
  identity.people.set(id, person);
  identity.comes(id);
  const wish = { next, ...(invite !== undefined && { invite }) };
  return come(await goAndReturn(await post("/sign-in/provider", wish)));
}

/** Who has this session. */
async function userOf(session: string | undefined) {
  const headers = { cookie: session ?? "" };
  return (await (await server.fetch("/api/auth/get-session", { headers })).json())?.user;
}

const userAfter = async (id: string, person: KnownPerson = ann) =>
  userOf((await signIn(id, person)).session);

describe("ACC-22: the identity provider", () => {
  test("makes an account at the first sign-in, and signs in to it afterwards", async () => {
    await server.person();
    expect(await (await server.fetch("/api/auth/sign-in/ways")).json()).toEqual({
      ...{ passwords: true, provider: "Example" },
    });
    const { path, session } = await signIn("1");
    expect(path).toBe("/rooms/a");
    const user = await userOf(session);
    expect(user).toMatchObject({
      ...{ username: "ann.smith", name: "Ann Smith", email: "ann@example.org", role: "member" },
      awaitsConfirmation: false,
    });
    // By what does not change there.
    const changed = { ...ann, preferred_username: "ann2", email: "other@example.org" };
    expect(await userAfter("1", changed)).toEqual(user);
    expect(await userAfter("2", { ...ann, email: "ben@example.org" })).toMatchObject({
      username: "ann.smith2",
    });
  });

  test.each([
    [{ preferred_username: "Jürgen Müller" }, "jurgen-muller"],
    [{ preferred_username: "admin" }, "jo.doe"],
    [{ preferred_username: "x" }, "jo.doe"],
    [{ preferred_username: "ann@corp.example" }, "ann"],
    [{}, "jo.doe"],
    [{ preferred_username: "安" }, "jo.doe"],
  ])("gives a user name by the rules of the server: %j is %s", async (known, username) => {
    await server.person();
    const person = { ...known, email: "jo.doe@example.org", email_verified: true };
    expect(await userAfter("3", person)).toMatchObject({ username });
  });

  test("leads to no page but one of the client", async () => {
    const bad = [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "/räume",
      '/"',
      "/ x",
    ];
    for (const next of bad) {
      expect((await signIn("1", ann, next)).path).toBe("/");
    }
  });

  test("takes in who was given a link that invites, while that is good", async () => {
    await startWith({}, { registration: "invite" });
    const owner = await server.person("owner");
    expect((await signIn("1")).path).toBe("/provider#registration.invite_needed");
    const made = await owner.send("POST", "/api/admin/invites", { maxUses: 1 });
    const invite = new URL((await made.json()).url).pathname.split("/").at(-1) ?? "";
    expect(await userOf((await signIn("1", ann, "/", invite)).session)).toMatchObject({
      username: "ann.smith",
    });
    const other = { ...ann, email: "ben@example.org" };
    expect((await signIn("2", other, "/", invite)).path).toBe("/provider#invite.invalid");
  });

  test("makes none where nobody may sign up, nor without an address", async () => {
    await server.person();
    expect((await signIn("1", { name: "Ann" })).path).toBe("/provider#provider.email_missing");
    await startWith({}, { registration: "closed" });
    await server.accounts.signUp(newPerson(), new Headers());
    expect((await signIn("1")).path).toBe("/provider#auth.rejected");
  });

  test("refuses nobody to who has a second factor, but asks for it; and nobody who is suspended gets in", async () => {
    await signIn("1");
    const user = await userAfter("1");
    await sql`
      INSERT INTO second_factors (user_id, secret, begun_at, confirmed_at)
      VALUES (${user.id}, 'x', now(), now())`.execute(db());
    const { path, session } = await signIn("1");
    expect(path).toMatch(/^\/provider\?next=%2Frooms%2Fa#[\w-]{43}$/);
    expect(session).toBeUndefined();
    await sql`DELETE FROM second_factors`.execute(db());
    await sql`UPDATE users SET suspended_at = now()`.execute(db());
    expect(await signIn("1")).toEqual({ path: "/provider#auth.suspended" });
  });
});

describe("ACC-23: an account that has the address", () => {
  test("is linked where both sides know that it is theirs", async () => {
    const { answer } = await server.accounts.signUp({ ...newPerson("ann") }, new Headers());
    expect((await signIn("1")).path).toBe("/provider#provider.email_taken");
    await sql`UPDATE users SET email_verified = true`.execute(db());
    const unknown = { ...ann, email_verified: false };
    expect((await signIn("1", unknown)).path).toBe("/provider#provider.email_taken");
    expect(await userAfter("1")).toMatchObject({ id: answer.user.id, username: "ann" });
    // Somebody else there, with the same address.
    expect((await signIn("2")).path).toBe("/provider#provider.email_taken");
  });

  test("is linked and unlinked in the settings, and its person is told by mail", async () => {
    await startWith({ smtpUrl: "smtp://mail.example.org" });
    const me = await server.person("ben");
    const bearer = me.sessionToken;
    const status = async () => {
      const headers = { authorization: `Bearer ${bearer}` };
      return (await server.fetch("/api/auth/provider/link", { headers })).json();
    };
    expect(await status()).toEqual({
      ...{ provider: "Example", linkedAt: null, passwordNeeded: false },
    });
    expect(await codeOf(await post("/provider/unlink", {}, bearer))).toBe("provider.not_linked");
    identity.people.set("1", ann);
    identity.comes("1");
    const arrived = await come(await goAndReturn(await post("/provider/link", {}, bearer)));
    expect(arrived).toEqual({ path: "/settings/account" });
    expect((await status()).linkedAt).toMatch(/Z$/);
    expect(await codeOf(await post("/provider/link", {}, bearer))).toBe("provider.linked");
    expect(await userAfter("1")).toMatchObject({ username: "ben" });
    // Not a second account.
    const other = (await server.person()).sessionToken;
    const taken = await come(await goAndReturn(await post("/provider/link", {}, other)));
    expect(taken.path).toBe("/settings/account#provider.linked");
    expect((await post("/provider/unlink", {}, bearer)).status).toBe(200);
    expect((await status()).linkedAt).toBeNull();
    const { rows } = await sql<{ kind: string }>`
      SELECT mail->>'kind' AS kind FROM mails ORDER BY created_at`.execute(db());
    const kinds = rows.map(({ kind }) => kind).join(" ");
    expect(kinds).toBe("provider-linked new-browser provider-unlinked");
  });

  test("is not unlinked from its only way in, nor linked by a session that is over", async () => {
    const { session } = await signIn("1");
    const only = await server.fetch("/api/auth/provider/unlink", {
      method: "POST",
      headers: { cookie: session ?? "", origin: publicUrl, "content-type": "application/json" },
      body: "{}",
    });
    expect(await codeOf(only)).toBe("provider.only_way");
    const me = await server.person("ben");
    identity.people.set("2", { ...ann, email: "ben2@example.org" });
    identity.comes("2");
    const returned = await goAndReturn(await post("/provider/link", {}, me.sessionToken));
    await post("/sign-out", {}, me.sessionToken);
    expect((await come(returned)).path).toBe("/settings/account#auth.required");
  });
});

describe("ACC-24: groups of the provider", () => {
  const oidcRoles = "chat-admins=admin, staff=moderator";
  const roleAfter = async (id: string, groups: string[]) =>
    (await userAfter(id, { ...ann, email: `${id}@example.org`, groups })).role;

  test("give roles at each sign-in, told to open connections and in the audit log", async () => {
    await startWith({ oidcRoles });
    await server.person();
    expect(await roleAfter("1", ["staff", "chat-admins", "other"])).toBe("admin");
    const told: string[] = [];
    await server.ctx.bus.subscribe("account", everything, ({ userId }) => told.push(userId));
    expect(await roleAfter("1", ["staff"])).toBe("moderator");
    expect(told).toHaveLength(1);
    expect(await roleAfter("1", [])).toBe("member");
    expect(await roleAfter("1", [])).toBe("member");
    expect(told).toHaveLength(2);
    const { rows } = await sql<{ means: string; details: object }>`
      SELECT means, details FROM audit_entries ORDER BY id`.execute(db());
    expect(rows).toEqual([
      { means: "provider", details: { before: "member", after: "admin" } },
      { means: "provider", details: { before: "admin", after: "moderator" } },
      { means: "provider", details: { before: "moderator", after: "member" } },
    ]);
  });

  test("RGT-4: give custom roles by their names, before a built-in one of the same rank", async () => {
    await startWith({ oidcRoles: "staff=member, artists=custom: EMOJI team, gone=custom:Gone" });
    await server.person();
    const custom = await createCustomRole(server.ctx, commandLine, {
      ...{ name: "Emoji team", base: "member", permissions: ["manageEmoji"] },
    });
    const after = async (groups: string[]) =>
      (await userAfter("1", { ...ann, email: "1@example.org", groups })).customRole?.id;
    expect(await after(["staff", "artists"])).toBe(custom.id);
    expect(await after(["staff", "gone"])).toBeUndefined();
  });

  test("never take the server from its owner, and say nothing where no role is set", async () => {
    await startWith({ oidcRoles });
    expect(await roleAfter("1", ["staff"])).toBe("owner");
    expect(await roleAfter("1", [])).toBe("owner");
    await startWith({});
    await server.person();
    expect(await roleAfter("2", ["chat-admins"])).toBe("member");
  });
});

describe("ACC-25: who comes back from the provider", () => {
  test("is who the provider's own keys have signed that they are", async () => {
    identity.people.set("1", ann);
    identity.comes("1");
    identity.forges(true);
    try {
      const returned = await goAndReturn(await post("/sign-in/provider", {}));
      expect((await come(returned)).path).toBe("/provider#provider.failed");
    } finally {
      identity.forges(false);
    }
  });

  test("gets in once, in the browser that went there, and within ten minutes", async () => {
    identity.people.set("1", ann);
    identity.comes("1");
    const returned = await goAndReturn(await post("/sign-in/provider", {}));
    expect((await come({ ...returned, cookie: "" })).path).toBe("/provider#provider.over");
    const other = await goAndReturn(await post("/sign-in/provider", {}));
    const mixed = { back: returned.back, cookie: other.cookie };
    expect((await come(mixed)).path).toBe("/provider#provider.failed");
    const state = new URL(returned.back);
    state.searchParams.set("state", "another");
    expect((await come({ ...returned, back: state })).path).toBe("/provider#provider.failed");
    expect((await come(returned)).path).toBe("/");
    expect((await come(returned)).path).toBe("/provider#provider.failed");
  });

  test("or turned back there, or finds that it is gone, is led to a page that says so", async () => {
    identity.comes(null);
    const denied = await come(await goAndReturn(await post("/sign-in/provider", {})));
    expect(denied.path).toBe("/provider#provider.denied");
    await startWith({ oidcIssuer: "http://127.0.0.1:1" });
    expect(await codeOf(await post("/sign-in/provider", {}))).toBe("provider.unreachable");
  });
});

test("ACC-26: where passwords are left out, nobody signs in or up with one", async () => {
  await startWith({ passwordSignIn: false });
  const { username, email, password, name } = newPerson();
  for (const [path, body] of [
    ["/sign-up/email", { username, email, password, name }],
    ["/sign-in/username", { username, password }],
    ["/sign-in/email", { email, password }],
    ["/request-password-reset", { login: username }],
  ] as const) {
    expect(await codeOf(await post(path, body))).toBe("auth.password_off");
  }
  expect(await userAfter("1")).toMatchObject({ username: "ann.smith", role: "owner" });
});
