import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import { everything, type SessionEnded } from "../bus/bus.ts";
import type { Letter, Mail } from "../mail/mail.ts";
import { codeOf, startTestServer, type TestServer, type TestServerOptions } from "./testing.ts";

const hour = 3_600_000;
const ann = newPerson("ann");
const newPassword = "a new nest of twigs";
let server: TestServer;
let time = 0;
const began = Date.now();
const now = () => new Date(began + time);
/** The secret of Ann's session. */
let secret: string;

async function start(config: TestServerOptions["config"] = {}): Promise<void> {
  time = 0;
  const smtpUrl = "smtp://mail.example.org";
  server = await startTestServer({ config: { smtpUrl, ...config }, now });
  secret = (await (await post("/sign-up/email", ann, null)).json()).token;
}
beforeEach(() => start());
afterEach(() => server.close());

function post(path: string, body: unknown, bearer: string | null = secret) {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": "de",
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
}

const db = () => server.ctx.database.db;
const signIn = (password: string, login: object = { username: "ann" }) =>
  post("email" in login ? "/sign-in/email" : "/sign-in/username", { ...login, password }, null);
const isSignedIn = async (bearer: string) =>
  (await server.fetch("/api/auth/token", { headers: { authorization: `Bearer ${bearer}` } })).ok;

/** Takes the mails that wait to be sent, as a worker does, without sending them. */
async function takeLetters(): Promise<(Letter | null)[]> {
  const { rows } = await sql<{ mail: Mail }>`DELETE FROM mails RETURNING mail`.execute(db());
  const letters: (Letter | null)[] = [];
  for (const { mail } of rows) {
    letters.push(await writeMail(db(), "https://chat.example.org", mail, now()));
  }
  return letters;
}

const tokenOf = (letter: Letter | null | undefined) => letter?.link?.split("#")[1] ?? "";

describe("ACC-6: who changes their password", () => {
  const change = (currentPassword: string, password = newPassword) =>
    post("/change-password", { currentPassword, newPassword: password });

  test("has to know the present one, keeps this session, and loses all others", async () => {
    const ended: SessionEnded[] = [];
    await server.ctx.bus.subscribe("session-ended", everything, (event) => ended.push(event));
    const other = (await (await signIn(ann.password)).json()).token;
    expect(await codeOf(await change("wrong password"))).toBe("auth.invalid_credentials");
    expect(await codeOf(await change(ann.password, "short"))).toBe("request.invalid");
    expect(ended).toEqual([]);
    expect((await change(ann.password)).status).toBe(200);
    expect(ended).toHaveLength(1);
    expect([await isSignedIn(secret), await isSignedIn(other)]).toEqual([true, false]);
    expect((await signIn(ann.password)).status).toBe(401);
    expect((await signIn(newPassword)).status).toBe(200);
    expect(await takeLetters()).toMatchObject([{ kind: "password-changed", to: ann.email }]);
  });

  test("makes links useless that were mailed before", async () => {
    await post("/request-password-reset", { login: "ann" });
    const [letter] = await takeLetters();
    await change(ann.password);
    const reset = await post("/reset-password", { token: tokenOf(letter), newPassword });
    expect(await codeOf(reset)).toBe("auth.link_invalid");
  });

  test("gets one change of several at the same moment", async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => change(ann.password, `${newPassword} ${i}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test("guesses no more often than who signs in", async () => {
    await server.close();
    await start({ authAttemptsPerMinute: 4 });
    for (let i = 0; i < 3; i++) expect((await change("wrong password")).status).toBe(401);
    expect((await change(ann.password)).status).toBe(429);
  });

  test("is signed in", async () => {
    const body = { currentPassword: ann.password, newPassword };
    expect(await codeOf(await post("/change-password", body, null))).toBe("auth.required");
  });
});

test("ACC-8: what is tried first is no password, at sign-up, at a change, nor as one's own name", async () => {
  for (const common of ["password1", "        ", "Ann@example.org"]) {
    const body = { currentPassword: ann.password, newPassword: common };
    expect(await codeOf(await post("/change-password", body))).toBe("auth.password_common");
  }
  for (const common of ["password1", "        ", "newcomer"]) {
    const newcomer = { ...newPerson("newcomer"), password: common };
    const answer = await post("/sign-up/email", newcomer, null);
    expect(await codeOf(answer)).toBe("auth.password_common");
  }
  expect((await signIn(ann.password)).status).toBe(200);
});

describe("ACC-7: who changes their e-mail address", () => {
  const change = (newEmail: string, currentPassword = ann.password) =>
    post("/change-email", { newEmail, currentPassword });
  const confirm = (token: string) => post("/confirm-email", { token }, null);

  test("confirms the new one by a link mailed there, and the old one is told", async () => {
    expect(await codeOf(await change("new@example.org", "wrong password"))).toBe(
      "auth.invalid_credentials",
    );
    expect(await (await change(" New@example.org")).json()).toEqual({ confirmation: true });
    const [letter] = await takeLetters();
    expect(letter).toMatchObject({ kind: "confirm-email", to: "new@example.org" });
    expect((await signIn(ann.password, { email: "new@example.org" })).status).toBe(401);
    expect(await (await confirm(tokenOf(letter))).json()).toEqual({ email: "new@example.org" });
    expect((await signIn(ann.password, { email: "new@example.org" })).status).toBe(200);
    expect((await signIn(ann.password, { email: ann.email })).status).toBe(401);
    expect(await takeLetters()).toMatchObject([{ kind: "email-changed", to: ann.email }]);
    expect(await codeOf(await confirm(tokenOf(letter)))).toBe("auth.link_invalid");
  });

  test("makes links useless that were mailed to the old one, and those to other new ones", async () => {
    await change("first@example.org");
    const [first] = await takeLetters();
    await post("/request-password-reset", { login: "ann" });
    const [reset] = await takeLetters();
    await change("second@example.org");
    const [second] = await takeLetters();
    expect((await confirm(tokenOf(second))).status).toBe(200);
    expect(await codeOf(await confirm(tokenOf(first)))).toBe("auth.link_invalid");
    const answer = await post("/reset-password", { token: tokenOf(reset), newPassword });
    expect(await codeOf(answer)).toBe("auth.link_invalid");
  });

  test("has a day for it, and gets no address that somebody else has by then", async () => {
    expect(await codeOf(await change("not an address"))).toBe("request.invalid");
    expect(await codeOf(await change(ann.email))).toBe("auth.email_taken");
    await change("new@example.org");
    const [late] = await takeLetters();
    time = 24 * hour;
    expect(await codeOf(await confirm(tokenOf(late)))).toBe("auth.link_invalid");
    await change("bob@example.org");
    const [taken] = await takeLetters();
    await server.person("bob");
    expect(await codeOf(await confirm(tokenOf(taken)))).toBe("auth.email_taken");
    expect((await signIn(ann.password, { email: ann.email })).status).toBe(200);
  });

  test("has no more than five links mailed a day", async () => {
    for (let i = 0; i < 5; i++) {
      expect((await change(`new${i}@example.org`)).status).toBe(200);
      expect((await takeLetters())[0]).not.toBeNull();
    }
    expect(await codeOf(await change("new6@example.org"))).toBe("request.rate_limited");
  });

  test("has it at once where the server sends no mails", async () => {
    await server.close();
    await start({ smtpUrl: undefined });
    expect(await (await change("new@example.org")).json()).toEqual({ confirmation: false });
    expect((await signIn(ann.password, { email: "new@example.org" })).status).toBe(200);
  });
});
