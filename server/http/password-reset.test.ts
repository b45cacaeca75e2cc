import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeHandedReset } from "../accounts/reset-links.ts";
import { countingPasswords, newPerson } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import type { SessionEnded } from "../bus/bus.ts";
import { everything } from "../bus/bus.ts";
import type { Letter, Mail } from "../mail/mail.ts";
import { codeOf, startTestServer, type TestServer } from "./testing.ts";

const minute = 60_000;
const publicUrl = "https://chat.example.org";
const ann = newPerson("ann");
const newPassword = "a new nest of twigs";

let server: TestServer;
let time = 0;
const began = Date.now();
let passwords: ReturnType<typeof gatedPasswords>;
const now = () => new Date(began + time);

/** Passwords whose check can be held up. */
function gatedPasswords() {
  const cheap = countingPasswords();
  const verify = cheap.verify;
  return Object.assign(cheap, {
    held: null as Promise<void> | null,
    async verify(attempt: { hash: string; password: string }) {
      const isRight = await verify(attempt);
      await passwords.held;
      return isRight;
    },
  });
}

beforeEach(async () => {
  time = 0;
  passwords = gatedPasswords();
  server = await startTestServer({
    config: { smtpUrl: "smtp://mail.example.org", trustProxy: true },
    passwords,
    now,
  });
  await post("/sign-up/email", ann);
});
afterEach(() => server.close());

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const db = () => server.ctx.database.db;
const signIn = (password: string) =>
  post("/sign-in/username", { username: ann.username, password });

interface Waiting {
  mail: Mail;
  language: string;
}

/** Takes the mails that wait to be sent, as a worker does, without sending them. */
async function takeMails(): Promise<{ letter: Letter | null; language: string }[]> {
  const { rows } = await sql<Waiting>`
    DELETE FROM mails RETURNING mail, language`.execute(db());
  const taken: { letter: Letter | null; language: string }[] = [];
  for (const { mail, language } of rows) {
    taken.push({ letter: await writeMail(db(), publicUrl, mail, now()), language });
  }
  return taken;
}

async function requestLink(login: string): Promise<string | null> {
  expect((await post("/request-password-reset", { login })).status).toBe(200);
  const [mail] = await takeMails();
  return mail?.letter?.link?.split("#")[1] ?? null;
}

const reset = (token: string, password = newPassword) =>
  post("/reset-password", { token, newPassword: password });

describe("ACC-4: who asks for a link", () => {
  test("is answered alike, and nothing is looked for, whether the account exists or not", async () => {
    const answers: string[] = [];
    for (const login of ["ann", "ANN@example.org", "nobody", "nobody@example.org", ""]) {
      const answer = await post("/request-password-reset", { login });
      const type = answer.headers.get("content-type");
      answers.push(`${answer.status} ${type} ${await answer.text()}`);
    }
    expect(new Set(answers)).toEqual(
      new Set(['200 application/json; charset=utf-8 {"status":true}']),
    );
    const mails = await takeMails();
    expect(mails.map(({ letter }) => letter?.to ?? null)).toEqual([
      "ann@example.org",
      "ann@example.org",
      null,
      null,
      null,
    ]);
  });

  test("is written to in the language of the page that asked", async () => {
    await post("/request-password-reset", { login: "ann" }, { "accept-language": "de-AT,en" });
    expect(await takeMails()).toMatchObject([
      { language: "de", letter: { link: expect.stringContaining(`${publicUrl}/reset-password#`) } },
    ]);
  });

  test("is told where the server sends no mails", async () => {
    const silent = await startTestServer();
    const answer = await silent.fetch("/api/auth/request-password-reset", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login: "nobody" }),
    });
    expect(await codeOf(answer)).toBe("mail.off");
    await silent.close();
  });

  test("fills nobody's mailbox: three links of a person work at once, from wherever they were asked for", async () => {
    const links = [];
    for (let i = 0; i < 5; i++) links.push(await requestLink("ann"));
    expect(links.map((link) => link !== null)).toEqual([true, true, true, false, false]);
    time = 31 * minute;
    expect(await requestLink("ann")).not.toBeNull();
  });
});

describe("ACC-5: a link to set a new password", () => {
  test("works once, and all others of its person no more", async () => {
    const [first, second] = [await requestLink("ann"), await requestLink("ann")];
    expect((await reset(first as string)).status).toBe(200);
    expect((await signIn(ann.password)).status).toBe(401);
    expect((await signIn(newPassword)).status).toBe(200);
    for (const used of [first, second]) {
      expect(await codeOf(await reset(used as string))).toBe("auth.link_invalid");
    }
  });

  test("works once, however many use it at the same moment", async () => {
    const token = (await requestLink("ann")) as string;
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) => reset(token, `${newPassword} ${i}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410]);
  });

  test("works for 30 minutes, or for a day where an administrator hands it over", async () => {
    const mailed = (await requestLink("ann")) as string;
    const { rows } = await sql<{ id: string }>`SELECT id FROM users`.execute(db());
    const handed = await makeHandedReset(db(), rows[0]?.id as string, now());
    time = 30 * minute;
    expect(await codeOf(await reset(mailed))).toBe("auth.link_invalid");
    time = 24 * 60 * minute - 1;
    expect((await reset(handed.token)).status).toBe(200);
  });

  test("is of nobody where it is made up, or of another person", async () => {
    const token = (await requestLink("ann")) as string;
    const bob = await server.person("bob");
    const secret = token.split(".")[1];
    for (const wrong of [
      "",
      "x",
      `${bob.identity.userId}.${secret}`,
      `${token}x`,
      token.slice(1),
    ]) {
      expect(await codeOf(await reset(wrong))).toBe("auth.link_invalid");
    }
    expect((await reset(token)).status).toBe(200);
  });

  test("is not used up by a password that is refused", async () => {
    const token = (await requestLink("ann")) as string;
    expect(await codeOf(await reset(token, "short"))).toBe("request.invalid");
    // Two that anybody would try, and her own address.
    for (const common of ["password1", "        ", ann.email]) {
      expect(await codeOf(await reset(token, common))).toBe("auth.password_common");
    }
    expect((await reset(token)).status).toBe(200);
  });

  test("is not in the database as it was mailed", async () => {
    const token = (await requestLink("ann")) as string;
    const { rows } = await sql`SELECT * FROM verifications`.execute(db());
    expect(JSON.stringify(rows)).not.toContain(token.split(".")[1]);
  });

  test("ends all sessions of its person, tells all nodes, and is told by mail", async () => {
    const ended: SessionEnded[] = [];
    await server.ctx.bus.subscribe("session-ended", everything, (event) => ended.push(event));
    const sessions = [await signIn(ann.password), await signIn(ann.password)];
    const secrets = await Promise.all(sessions.map(async (one) => (await one.json()).token));
    await reset((await requestLink("ann")) as string);
    // Those of the two, and the one of signing up.
    expect(ended).toHaveLength(3);
    for (const secret of secrets) {
      const headers = { authorization: `Bearer ${secret}` };
      expect((await server.fetch("/api/auth/token", { headers })).status).toBe(401);
    }
    expect(await takeMails()).toMatchObject([
      { letter: { kind: "password-changed", to: "ann@example.org" } },
    ]);
  });

  test("lets no sign-in slip in that was under way with the password of before", async () => {
    const token = (await requestLink("ann")) as string;
    const gate = Promise.withResolvers<void>();
    passwords.held = gate.promise;
    const underWay = signIn(ann.password);
    await expect.poll(() => passwords.verified).toBe(1);
    expect((await reset(token)).status).toBe(200);
    gate.resolve();
    expect(await codeOf(await underWay)).toBe("auth.invalid_credentials");
    const { rows } = await sql`SELECT id FROM sessions`.execute(db());
    expect(rows).toEqual([]);
  });

  test("is guessed at no more often than a password", async () => {
    await server.close();
    server = await startTestServer({ config: { authAttemptsPerMinute: 2 }, now });
    expect((await reset("x")).status).toBe(410);
    expect((await post("/request-password-reset", { login: "x" })).status).toBe(409);
    expect((await reset("x")).status).toBe(429);
  });
});
