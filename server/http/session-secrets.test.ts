import { createHmac, hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { type Client, startTestServer, type TestServer } from "./testing.ts";

const secret = "a secret of the server that signs its cookies";

let server: TestServer;
let ann: Client;
beforeAll(async () => {
  server = await startTestServer({ config: { secret } });
});
afterAll(() => server.close());
beforeEach(async () => {
  ann = await server.person();
});

const query = (text: string, values: unknown[] = []) =>
  server.ctx.database.pool.query(text, values);

async function storedToken(): Promise<string> {
  const { rows } = await query("SELECT token FROM sessions WHERE id = $1", [
    ann.identity.sessionId,
  ]);
  return rows[0].token;
}

/** Whether these headers are taken for somebody's. */
async function isTaken(headers: Record<string, string>): Promise<boolean> {
  const [token, me] = await Promise.all([
    server.fetch("/api/auth/token", { headers }),
    server.fetch("/api/auth/get-session", { headers }),
  ]);
  const isKnown = (await me.json()) !== null;
  expect(token.ok).toBe(isKnown);
  return isKnown;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function cookie(value: string): Record<string, string> {
  const signature = createHmac("sha256", secret).update(value).digest("base64");
  const [name] = ann.cookie.split("=");
  return { cookie: `${name}=${encodeURIComponent(`${value}.${signature}`)}` };
}

describe("ACC-27: what stands in the database", () => {
  test("is a hash, by which nobody is signed in, though they could sign a cookie", async () => {
    const stored = await storedToken();
    expect(stored).toBe(hash("sha256", ann.sessionToken, "hex"));
    expect(await isTaken(bearer(stored))).toBe(false);
    expect(await isTaken(cookie(stored))).toBe(false);
    expect(await isTaken(bearer(ann.sessionToken))).toBe(true);
    expect(await isTaken(cookie(ann.sessionToken))).toBe(true);
    expect(await isTaken({ cookie: ann.cookie })).toBe(true);
  });

  test("signs nobody out who was signed in when it was the secret itself", async () => {
    await query("UPDATE sessions SET token = $1 WHERE id = $2", [
      ann.sessionToken,
      ann.identity.sessionId,
    ]);
    expect(await isTaken({ cookie: ann.cookie })).toBe(false);
    const migration = new URL("../store/migrations/0044_session_hashes.sql", import.meta.url);
    await query(await readFile(migration, "utf8"));
    expect(await isTaken({ cookie: ann.cookie })).toBe(true);
    expect(await isTaken(bearer(ann.sessionToken))).toBe(true);
  });

  test("is what sessions end by: this one, another one, all others", async () => {
    const here = bearer(ann.sessionToken);
    const json = { ...here, "content-type": "application/json" };
    const list = async () =>
      (await server.fetch("/api/auth/list-sessions", { headers: here })).json();
    const { user } = await (await server.fetch("/api/auth/get-session", { headers: here })).json();
    const open = async () => {
      const { username } = user;
      const body = JSON.stringify({ username, password: newPerson(username).password });
      const init = { method: "POST", headers: { "content-type": "application/json" }, body };
      return (await (await server.fetch("/api/auth/sign-in/username", init)).json()).token;
    };
    const others = [await open(), await open(), await open()];
    const other = (await list()).find((one: { current: boolean }) => !one.current);
    await server.fetch("/api/auth/revoke-session", {
      ...{ method: "POST", headers: json },
      body: JSON.stringify({ id: other.id }),
    });
    expect(await list()).toHaveLength(3);
    await server.fetch("/api/auth/revoke-other-sessions", { method: "POST", headers: here });
    expect(await Promise.all(others.map((one) => isTaken(bearer(one))))).not.toContain(true);
    expect(await isTaken(here)).toBe(true);
    await server.fetch("/api/auth/sign-out", { method: "POST", headers: here });
    expect(await isTaken(here)).toBe(false);
  });
});

describe("ACC-27: the secret of a session", () => {
  async function enter(path: string, body: object, headers: Record<string, string>) {
    const response = await server.fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    const [set] = response.headers.getSetCookie();
    const value = decodeURIComponent(/=([^;]+)/.exec(set ?? "")?.[1] ?? "").split(".")[0] ?? "";
    return { text: await response.text(), set, value, headers: response.headers };
  }

  test("is told to a client without cookies", async () => {
    const person = newPerson();
    for (const path of ["/sign-up/email", "/sign-in/username", "/sign-in/email"]) {
      const { text, value } = await enter(path, person, {});
      expect(JSON.parse(text).token).toBe(value);
      expect(await isTaken(bearer(value))).toBe(true);
    }
  });

  test("is in a cookie alone that no script reads, for a page", async () => {
    const person = newPerson();
    for (const path of ["/sign-up/email", "/sign-in/username", "/sign-in/email"]) {
      const { text, set, value, headers } = await enter(path, person, { origin: server.url });
      expect(set).toContain("; HttpOnly");
      expect(value).toHaveLength(32);
      expect(text).not.toContain(value);
      const others = [...headers].filter(([name]) => name !== "set-cookie");
      expect(JSON.stringify(others)).not.toContain(value);
      const known = { cookie: (set ?? "").split(";")[0] ?? "" };
      for (const asked of ["get-session", "list-sessions", "token"]) {
        const answer = await server.fetch(`/api/auth/${asked}`, { headers: known });
        expect(answer.status).toBe(200);
        expect(await answer.text()).not.toContain(value);
      }
    }
  });
});
