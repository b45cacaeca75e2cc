import type { SignInHistory } from "@roost/protocol/sign-in-history.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import { codeOf, startTestServer, type TestServer } from "../http/testing.ts";
import type { Mail } from "../mail/mail.ts";
import { forgetSignIns } from "./forget-old.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const publicUrl = "https://chat.example.org";
const ann = newPerson("ann");
const { username, password } = ann;
const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

let server: TestServer;
let time = 0;
const began = Date.now();
const now = () => new Date(began + time);
const db = () => server.ctx.database.db;

/** Where somebody is, and what their browser keeps. */
interface Place {
  address: string;
  agent?: string;
  cookie?: string;
}

const home: Place = { address: "203.0.113.8", agent: firefox };
const stranger: Place = { address: "198.51.100.1", agent: "curl/8" };

beforeEach(async () => {
  time = 0;
  server = await startTestServer({
    config: { smtpUrl: "smtp://mail.example.org", trustProxy: true, authAttemptsPerMinute: 3 },
    now,
  });
  await post("/sign-up/email", ann, home);
});
afterEach(() => server.close());

function post(path: string, body: unknown, { address, agent, cookie }: Place): Promise<Response> {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": "de",
      "x-forwarded-for": address,
      ...(agent !== undefined && { "user-agent": agent }),
      ...(cookie !== undefined && { cookie, origin: server.url }),
    },
    body: JSON.stringify(body),
  });
}

const signIn = (place: Place, typed = password) =>
  post("/sign-in/username", { username, password: typed }, place);

async function tokenFrom(place: Place): Promise<string> {
  const { token } = await (await signIn(place)).json();
  const headers = { authorization: `Bearer ${token}` };
  return (await (await server.fetch("/api/auth/token", { headers })).json()).token;
}

/** The cookies of an answer, as the browser sends them back. */
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function list(path: string, token: string): Promise<SignInHistory> {
  const answer = await server.fetch(path, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return answer.json();
}

async function takeMails(): Promise<(Mail & { to: string | undefined; link?: string })[]> {
  const { rows } = await sql<{ mail: Mail }>`DELETE FROM mails RETURNING mail`.execute(db());
  return Promise.all(
    rows.map(async ({ mail }) => {
      const letter = await writeMail(db(), publicUrl, mail, now());
      return { ...mail, to: letter?.to, ...(letter?.link && { link: letter.link }) };
    }),
  );
}

describe("ACC-28: who signed in", () => {
  test("is listed with how, when, from where and with what, the newest first", async () => {
    time = minute;
    const token = await tokenFrom({ ...stranger, agent: safari });
    const { signIns, nextCursor } = await list("/api/me/sign-ins", token);
    expect(nextCursor).toBeNull();
    expect(signIns).toEqual([
      expect.objectContaining({
        ...{ way: "password", outcome: "signed-in", attempts: 1, at: now().toISOString() },
        ...{ address: stranger.address, userAgent: safari, isNew: true },
      }),
      expect.objectContaining({
        ...{ way: "sign-up", outcome: "signed-in", address: home.address, userAgent: firefox },
        ...{ at: new Date(began).toISOString(), isNew: false },
      }),
    ]);
  });

  test("and who was kept out: what failed alike within an hour is one record", async () => {
    time = Math.ceil(began / (60 * minute)) * 60 * minute - began;
    const hour = now();
    for (const address of ["198.51.100.1", "198.51.100.1", "2001:db8::1", "2001:db8::2"]) {
      expect((await signIn({ address }, "wrong password")).status).toBe(401);
      time += minute;
    }
    time = +hour - began + 60 * minute;
    expect((await signIn(stranger, "wrong password")).status).toBe(401);
    const token = await tokenFrom(home);
    await expect
      .poll(async () => {
        const { signIns } = await list("/api/me/sign-ins?outcome=wrong", token);
        return signIns.map(({ way, address, attempts }) => [way, address, attempts]);
      })
      .toEqual([
        ["password", "198.51.100.1", 1],
        ["password", "2001:db8::2", 2],
        ["password", "198.51.100.1", 2],
      ]);
  });

  test("has who is suspended, though their password was right", async () => {
    await sql`UPDATE users SET suspended_at = now() WHERE username = ${username}`.execute(db());
    time = minute;
    expect(await codeOf(await signIn(home))).toBe("auth.suspended");
    time = 2 * minute;
    await sql`UPDATE users SET suspended_at = NULL`.execute(db());
    const token = await tokenFrom(home);
    await expect
      .poll(async () => (await list("/api/me/sign-ins", token)).signIns.map((one) => one.outcome))
      .toEqual(["signed-in", "suspended", "signed-in"]);
  });

  test("comes in pages, each to its own person, and to those who suspend people", async () => {
    const bob = await (await post("/sign-up/email", newPerson("bob"), home)).json();
    for (let index = 0; index < 4; index++) {
      time += minute;
      await signIn(home);
    }
    time += minute;
    const token = await tokenFrom(home);
    const times: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page: SignInHistory = await list(`/api/me/sign-ins?limit=2${at}`, token);
      expect(page.signIns.length).toBeLessThanOrEqual(2);
      times.push(...page.signIns.map((one) => one.at));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times).toHaveLength(6);
    const ofBob = await list(`/api/admin/people/${bob.user.id}/sign-ins`, token);
    expect(ofBob.signIns.map(({ way }) => way)).toEqual(["sign-up"]);
  });

  test("is forgotten after as many days as the server says", async () => {
    time = 89 * day;
    await signIn(home);
    expect(await forgetSignIns(db(), 90, now())).toBe(0);
    time = 90 * day + 1;
    expect(await forgetSignIns(db(), 90, now())).toBe(1);
    const { signIns } = await list("/api/me/sign-ins", await tokenFrom(home));
    expect(signIns.map(({ way }) => way)).toEqual(["password", "password"]);
  });
});

describe("ACC-29: a sign-in with another browser", () => {
  test("is told by mail, in its person's language, and with where it was", async () => {
    await takeMails();
    time = minute;
    await signIn({ ...stranger, agent: safari });
    expect(await takeMails()).toEqual([
      expect.objectContaining({
        ...{ kind: "new-browser", to: ann.email, at: now().toISOString() },
        ...{ address: stranger.address, userAgent: safari },
      }),
    ]);
    await signIn({ ...stranger, agent: safari });
    expect(await takeMails()).toEqual([]);
  });

  test("is not, where the browser signed in before, from wherever it is now", async () => {
    const first = await signIn({ ...home, agent: safari, cookie: "theme=dark" });
    const cookie = cookiesOf(first);
    await takeMails();
    await signIn({ address: "192.0.2.77", agent: firefox, cookie });
    expect(await takeMails()).toEqual([]);
    await signIn({ address: "192.0.2.78", agent: firefox });
    expect(await takeMails()).toHaveLength(1);
  });

  test("is told again after a new password, which makes all browsers unknown", async () => {
    const cookie = cookiesOf(await signIn({ ...home, agent: safari, cookie: "theme=dark" }));
    const { rows } = await sql`SELECT FROM known_browsers`.execute(db());
    expect(rows).toHaveLength(1);
    const { token } = await (await signIn(home)).json();
    const answer = await server.fetch("/api/auth/change-password", {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", authorization: `Bearer ${token}` },
        "x-forwarded-for": "203.0.113.9",
      },
      body: JSON.stringify({ currentPassword: password, newPassword: "a nest of twigs" }),
    });
    expect(answer.status).toBe(200);
    await takeMails();
    const again = await signIn(
      { address: "192.0.2.77", agent: "Another", cookie },
      "a nest of twigs",
    );
    expect(again.status).toBe(200);
    expect((await takeMails()).map(({ kind }) => kind)).toEqual(["new-browser"]);
  });
});

describe("ACC-30: who is kept waiting by strangers", () => {
  const elsewhere: Place = { address: "192.0.2.50", agent: safari, cookie: "theme=dark" };

  async function guess(): Promise<void> {
    for (let index = 0; index < 3; index++) {
      const guessing = await signIn({ address: `198.51.100.${index}` }, `wrong password ${index}`);
      expect(guessing.status).toBe(401);
    }
  }

  async function mailedToken(login = username): Promise<string | undefined> {
    expect((await post("/request-unlock", { login }, elsewhere)).status).toBe(200);
    const [mail] = await takeMails();
    return mail?.link?.split("#")[1];
  }

  test("does not wait in a browser that they have signed in with", async () => {
    const cookie = cookiesOf(await signIn({ ...elsewhere, address: "192.0.2.49" }));
    await guess();
    expect((await signIn(elsewhere)).status).toBe(429);
    expect((await signIn({ ...elsewhere, cookie })).status).toBe(200);
  });

  test("does not wait in one where they opened a link from their mailbox", async () => {
    await takeMails();
    await guess();
    expect((await signIn({ ...elsewhere, address: "192.0.2.51" })).status).toBe(429);
    const token = await mailedToken();
    const opened = await post("/unlock", { token }, { ...elsewhere, address: "192.0.2.52" });
    expect(opened.status).toBe(200);
    const cookie = cookiesOf(opened);
    const place = { ...elsewhere, address: "192.0.2.53", cookie };
    expect((await signIn(place, "wrong password")).status).toBe(401);
    expect((await signIn(place)).status).toBe(200);
    // It was theirs alone: the same link does nothing for anybody else.
    const again = await post("/unlock", { token }, { ...elsewhere, address: "192.0.2.54" });
    expect(await codeOf(again)).toBe("auth.link_invalid");
  });

  test("is bounded in each such browser by itself", async () => {
    const cookie = cookiesOf(await signIn({ ...elsewhere, address: "192.0.2.49" }));
    await guess();
    for (let index = 0; index < 3; index++) {
      const place = { ...elsewhere, address: `192.0.2.6${index}`, cookie };
      expect((await signIn(place, "wrong password")).status).toBe(401);
    }
    expect((await signIn({ ...elsewhere, address: "192.0.2.70", cookie })).status).toBe(429);
  });

  test("has three links at once that work, for half an hour, and nobody is told of accounts", async () => {
    await takeMails();
    expect(await mailedToken("nobody")).toBeUndefined();
    time += minute;
    const tokens: (string | undefined)[] = [];
    for (let index = 0; index < 4; index++) {
      tokens.push(await mailedToken());
      time += minute;
    }
    expect(tokens.map((token) => token !== undefined)).toEqual([true, true, true, false]);
    time += 30 * minute;
    const over = await post("/unlock", { token: tokens[2] }, elsewhere);
    expect(await codeOf(over)).toBe("auth.link_invalid");
  });
});
