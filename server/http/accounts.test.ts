import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import {
  codeOf,
  newMessage,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from "./testing.ts";

let server: TestServer;
async function start(options?: TestServerOptions): Promise<void> {
  server = await startTestServer(options);
}
afterEach(() => server.close());

const json = { "content-type": "application/json" };

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) };
  return server.fetch(`/api/auth${path}`, init);
}

/** What a browser would keep and send back. */
function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const alice = newPerson("alice");
const { username, email, password } = alice;

describe("an account", () => {
  beforeEach(() => start());

  test("is made, signs in by name or address, and gets tokens", async () => {
    const signedUp = await post("/sign-up/email", alice);
    expect(signedUp.status).toBe(200);
    expect((await signedUp.json()).user).toMatchObject({ username, email, role: "owner" });
    const byName = await post("/sign-in/username", { username, password });
    const byAddress = await post("/sign-in/email", { email, password });
    for (const response of [signedUp, byName, byAddress]) {
      const cookie = cookieOf(response);
      const { token } = await (
        await server.fetch("/api/auth/token", { headers: { cookie } })
      ).json();
      const headers = { authorization: `Bearer ${token}` };
      expect(await (await server.fetch("/api/me", { headers })).json()).toMatchObject({ username });
    }
  });

  test("is in the common rooms from the start", async () => {
    const cookie = cookieOf(await post("/sign-up/email", alice));
    const { rooms } = await (await server.fetch("/api/rooms", { headers: { cookie } })).json();
    expect(rooms).toMatchObject([{ name: "general", role: "owner" }]);
  });

  test("is refused for a reason that can be read", async () => {
    await post("/sign-up/email", alice);
    const again = await post("/sign-up/email", { ...newPerson("alice"), email: "b@example.org" });
    expect([again.status, await codeOf(again)]).toEqual([409, "auth.username_taken"]);
    const sameAddress = await post("/sign-up/email", { ...newPerson("bob"), email });
    expect([sameAddress.status, await codeOf(sameAddress)]).toEqual([409, "auth.email_taken"]);
    const short = await post("/sign-up/email", { ...newPerson("carol"), password: "1234567" });
    expect([short.status, await codeOf(short)]).toEqual([422, "request.invalid"]);
  });

  test("cannot choose what it may do", async () => {
    await post("/sign-up/email", alice);
    const response = await post("/sign-up/email", { ...newPerson("bob"), role: "admin" });
    expect((await response.json()).user.role).toBe("member");
  });

  test("is refused in one way for an unknown name and a wrong password", async () => {
    await post("/sign-up/email", alice);
    const answers = [
      await post("/sign-in/username", { username, password: "wrong password" }),
      await post("/sign-in/username", { username: "nobody", password }),
      await post("/sign-in/username", { username: "no such name", password }),
      await post("/sign-in/email", { email, password: "wrong password" }),
      await post("/sign-in/email", { email: "nobody@example.org", password }),
      await post("/sign-in/email", { email: "no address", password }),
    ];
    const texts = await Promise.all(answers.map((response) => response.text()));
    expect(new Set(texts).size).toBe(1);
    expect(JSON.parse(texts[0] ?? "")).toMatchObject({ code: "auth.invalid_credentials" });
    for (const { status, headers } of answers) {
      expect([status, headers.getSetCookie()]).toEqual([401, []]);
    }
  });

  test("has no other doors: what is not described is not there", async () => {
    for (const at of ["update-user", "delete-user", "send-verification-email", "sign-in/social"]) {
      expect(await codeOf(await post(`/${at}`, {}))).toBe("route.not_found");
    }
  });
});

describe("the session cookie", () => {
  test("is hidden from scripts and from other sites", async () => {
    await start();
    const [cookie = ""] = (await post("/sign-up/email", alice)).headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  test("never goes without HTTPS where the visitor came with it", async () => {
    await start({ config: { trustProxy: true } });
    const response = await post("/sign-up/email", alice, { "x-forwarded-proto": "https" });
    for (const cookie of response.headers.getSetCookie()) {
      expect(cookie).toMatch(/^__Host-roost-.*; Path=\/; .*; Secure$/);
      expect(cookie).not.toContain("Domain");
    }
    expect(response.headers.getSetCookie().length).toBeGreaterThan(0);
  });

  test("does not count over HTTPS without its prefix, which other hosts cannot set", async () => {
    await start({ config: { trustProxy: true } });
    const https = { "x-forwarded-proto": "https" };
    const cookie = cookieOf(await post("/sign-up/email", alice, https));
    const seen = async (name: string) => {
      const headers = { ...https, cookie: name };
      return (await server.fetch("/api/me", { headers })).status;
    };
    const bare = cookie.replace("__Host-", "");
    expect(await seen(cookie)).toBe(200);
    expect(await seen(`theme=dark; ${cookie}; other=1`)).toBe(200);
    expect(await seen(bare)).toBe(401);
    // Nor does it take the place of the right one.
    expect(await seen(`${bare.replace(/=.*/, "=forged")}; ${cookie}`)).toBe(200);
  });

  test("of two servers on one host is not the same: signing in at one leaves the other", async () => {
    await start();
    const other = await startTestServer();
    try {
      const jar = new Map<string, string>();
      const signIn = async (url: string, person: object) => {
        const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
        const origin = new URL(url).origin;
        const response = await fetch(`${url}/api/auth/sign-up/email`, {
          method: "POST",
          headers: { ...json, cookie, origin },
          body: JSON.stringify(person),
        });
        // A browser keeps one jar for all ports of a host.
        const [name = "", value = ""] = cookieOf(response).split(/=(.*)/);
        jar.set(name, value);
      };
      await signIn(server.url, alice);
      await signIn(other.url, newPerson("bob"));
      const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
      const me = async (url: string) =>
        (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()).username;
      expect([await me(server.url), await me(other.url)]).toEqual(["alice", "bob"]);
    } finally {
      await other.close();
    }
  });

  test("is not fooled by a forwarded header without a proxy", async () => {
    await start();
    const response = await post("/sign-up/email", alice, { "x-forwarded-proto": "https" });
    expect(response.headers.getSetCookie()[0]).not.toMatch(/; Secure/);
  });
});

describe("a page of another site", () => {
  beforeEach(() => start());
  const foreign = "https://evil.example";

  test("cannot write with the visitor's cookie, and a page without a name neither", async () => {
    const { cookie } = await server.person();
    for (const origin of [foreign, "null", `${server.url}.evil.example`, undefined]) {
      const response = await server.fetch("/api/rooms", {
        method: "POST",
        headers: { ...json, cookie, ...(origin !== undefined && { origin }) },
        body: JSON.stringify({ name: "Forged", kind: "public" }),
      });
      expect([response.status, await codeOf(response)]).toEqual([403, "auth.origin_forbidden"]);
    }
    const { rows } = await server.ctx.database.pool.query(
      "SELECT count(*)::int FROM rooms WHERE name = 'Forged'",
    );
    expect(rows[0].count).toBe(0);
  });

  test("cannot sign anybody in, up or out", async () => {
    const person = newPerson();
    await post("/sign-up/email", person);
    const { cookie } = await server.person();
    const attempts = [
      post("/sign-up/email", newPerson(), { origin: foreign }),
      post("/sign-in/username", person, { origin: foreign }),
      post("/sign-in/email", person, { origin: foreign }),
      post("/sign-out", {}, { origin: foreign, cookie }),
      post("/sign-out", {}, { cookie }),
      post("/revoke-other-sessions", {}, { origin: foreign, cookie }),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(await codeOf(response)).toBe("auth.origin_forbidden");
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect((await server.fetch("/api/me", { headers: { cookie } })).status).toBe(200);
  });

  test("may not read: no answer allows it", async () => {
    const { cookie } = await server.person();
    const headers = { cookie, origin: foreign };
    for (const path of ["/api/me", "/api/auth/token"]) {
      const response = await server.fetch(path, { headers });
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    const preflight = await server.fetch("/api/rooms", {
      method: "OPTIONS",
      headers: { origin: foreign, "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("is of no concern to who brings a token", async () => {
    const { token } = await server.person();
    const response = await server.fetch("/api/rooms", {
      method: "POST",
      headers: { ...json, authorization: `Bearer ${token}`, origin: foreign },
      body: JSON.stringify({ name: "Room", kind: "public" }),
    });
    expect(response.status).toBe(201);
  });
});

test("with a public address, only its pages may use the cookie", async () => {
  await start({ config: { publicUrl: "https://chat.example.org" } });
  const { cookie } = await server.person();
  const write = (origin: string) => post("/sign-out", {}, { cookie, origin });
  const refused = await write(server.url);
  expect(await refused.json()).toMatchObject({
    code: "auth.origin_forbidden",
    detail: expect.stringContaining("open https://chat.example.org"),
  });
  expect((await write("https://chat.example.org")).status).toBe(200);
});

describe("sessions", () => {
  beforeEach(() => start());

  test("say where one is signed in, and end one by one", async () => {
    const { sessionToken, cookie } = await server.person("alice");
    const headers = { authorization: `Bearer ${sessionToken}` };
    const elsewhere = await post(
      "/sign-in/username",
      { username, password },
      { "user-agent": "Phone" },
    );
    const list = async () =>
      (await server.fetch("/api/auth/list-sessions", { headers })).json() as Promise<
        { id: string; userAgent: string | null; ipAddress: string; current: boolean }[]
      >;
    const other = (await list()).find(({ current }) => !current);
    expect(other).toMatchObject({ userAgent: "Phone", ipAddress: "127.0.0.1" });
    const revoked = await post("/revoke-session", { id: other?.id }, headers);
    expect(await revoked.json()).toEqual({ status: true });
    expect(await list()).toHaveLength(1);
    const there = await server.fetch("/api/auth/get-session", {
      headers: { cookie: cookieOf(elsewhere) },
    });
    expect(await there.json()).toBeNull();
    const here = await server.fetch("/api/auth/get-session", { headers: { cookie } });
    expect(await here.json()).toMatchObject({ session: { current: true }, user: { username } });
  });

  test("signed out in one tab, end the sending of another with a clear answer", async () => {
    const { cookie, token } = await server.person();
    const { rooms } = await (await server.fetch("/api/rooms", { headers: { cookie } })).json();
    const address = `/api/rooms/${rooms[0].id}/messages`;
    const own = { ...json, origin: server.url };
    const send = (headers: Record<string, string>) =>
      server.fetch(address, {
        method: "POST",
        headers: { ...own, ...headers },
        body: JSON.stringify(newMessage()),
      });
    const racing = Array.from({ length: 10 }, () => send({ cookie }));
    const [signedOut, alsoSignedOut] = await Promise.all([
      post("/sign-out", {}, { cookie, origin: server.url }),
      post("/sign-out", {}, { cookie, origin: server.url }),
    ]);
    expect([signedOut.status, alsoSignedOut.status]).toEqual([200, 200]);
    for (const response of await Promise.all(racing)) {
      const outcome = response.ok ? response.status : await codeOf(response);
      expect([201, "auth.required"]).toContain(outcome);
    }
    expect(await codeOf(await send({ cookie }))).toBe("auth.required");
    expect(await codeOf(await send({ authorization: `Bearer ${token}` }))).toBe(
      "auth.token_expired",
    );
    const renewal = await server.fetch("/api/auth/token", { headers: { cookie } });
    expect(await codeOf(renewal)).toBe("auth.required");
  });

  test("without a session there is nothing to sign out of, and that is no error", async () => {
    expect((await post("/sign-out", {})).status).toBe(200);
    const noBody = await server.fetch("/api/auth/sign-out", { method: "POST" });
    expect(noBody.status).toBe(200);
  });
});

describe("a token in a request", () => {
  let now = new Date();
  beforeEach(() => start({ now: () => now }));

  test.each([
    ["Bearer", "auth.token_invalid"],
    ["Bearer  ", "auth.token_invalid"],
    ["Basic YWxpY2U6cGFzc3dvcmQ=", "auth.token_invalid"],
    ["Bearer hello", "auth.token_invalid"],
    ["Bearer a.b.c", "auth.token_invalid"],
    [`Bearer ${"x".repeat(4_000)}`, "auth.token_invalid"],
  ])("as %j is refused", async (authorization, code) => {
    const response = await server.fetch("/api/me", { headers: { authorization } });
    expect([response.status, await codeOf(response)]).toEqual([401, code]);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("counts alone: a bad one is not made good by a cookie beside it", async () => {
    const { cookie } = await server.person();
    const headers = { cookie, authorization: "Bearer hello" };
    expect(await codeOf(await server.fetch("/api/me", { headers }))).toBe("auth.token_invalid");
    const token = await server.fetch("/api/auth/token", { headers });
    expect(await codeOf(token)).toBe("auth.required");
  });

  test("is good for its lifetime", async () => {
    const { token } = await server.person();
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.fetch("/api/me", { headers })).status).toBe(200);
    now = new Date(now.getTime() + 400_000);
    expect(await codeOf(await server.fetch("/api/me", { headers }))).toBe("auth.token_expired");
  });
});

test("while registration is closed, nobody but the first gets in", async () => {
  await start({ environment: { registration: "closed" } });
  expect((await post("/sign-up/email", alice)).status).toBe(200);
  const refused = await post("/sign-up/email", newPerson());
  expect(await refused.json()).toMatchObject({
    code: "auth.rejected",
    detail: expect.stringContaining("administrator"),
  });
});
