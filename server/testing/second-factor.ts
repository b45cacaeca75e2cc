import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect } from "vitest";
import type { Accounts } from "../accounts/accounts.ts";
import { openAccounts } from "../accounts/open-accounts.ts";
import type { AccountSettings } from "../accounts/settings.ts";
import { countingPasswords, newPerson, testSettings } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import { startTestServer, type TestServer } from "../http/testing.ts";
import type { Mail } from "../mail/mail.ts";
import { codeAt } from "./authenticator.ts";

const minute = 60_000;
export const ann = newPerson("ann");
export const currentPassword = ann.password;
/** One for each test. */
export let server: TestServer;
/** The secret of Ann's session. */
export let session: string;
let time = 0;
const began = Date.now();
export const now = () => new Date(began + time);

/** Lets time pass for the server. */
export function pass(ms: number): void {
  time += ms;
}

/** The address that people open; undefined where the host of each request counts. */
let publicUrl: string | undefined;

/**
 * Gives each test of a file a server that sends mails, where Ann is signed in.
 *
 * @param url The address that people open. Then requests come from its pages.
 */
export function setUpServer(url?: string): void {
  publicUrl = url;
  beforeEach(async () => {
    time = 0;
    const config = { smtpUrl: "smtp://mail.example.org", publicUrl };
    server = await startTestServer({ config, now });
    session = secretOf(await post("/sign-up/email", ann, null));
  });
  afterEach(() => server.close());
}

export const db = () => server.ctx.database.db;
export function post(path: string, body: unknown, bearer: string | null = session) {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": "de",
      ...(publicUrl !== undefined && { origin: publicUrl }),
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
}

/** The secret of the session that an answer has begun: pages are told it in the cookie alone. */
export function secretOf({ headers }: Response): string {
  const value = /=([^;]+)/.exec(headers.getSetCookie()[0] ?? "")?.[1] ?? "";
  return decodeURIComponent(value).split(".")[0] ?? "";
}

export const signIn = (password = ann.password) =>
  post("/sign-in/username", { username: "ann", password }, null);

/** Gives the password, and gets what the code is to be given with. */
export async function challenge(): Promise<string> {
  const answer = await signIn();
  expect(answer.status).toBe(401);
  const problem = await answer.json();
  expect(problem.code).toBe("auth.second_factor_needed");
  return problem.challenge;
}

export const giveCode = async (code: string, given?: string) =>
  post("/sign-in/second-factor", { challenge: given ?? (await challenge()), code }, null);

export const begin = async (): Promise<string> =>
  (await (await post("/second-factor/begin", { currentPassword })).json()).secret;

/** Sets it up, and goes on to the next code. */
export async function switchOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await begin();
  const answer = await post("/second-factor/confirm", { code: codeAt(secret, now()) });
  expect(answer.status).toBe(200);
  pass(minute);
  return { secret, recoveryCodes: (await answer.json()).recoveryCodes };
}

export async function status(): Promise<object> {
  const headers = { authorization: `Bearer ${session}` };
  return (await server.fetch("/api/auth/second-factor", { headers })).json();
}

/** Another node of the same server. */
export const openNode = (settings: Partial<AccountSettings> = {}): Promise<Accounts> =>
  openAccounts({
    database: server.ctx.database,
    settings: { ...testSettings, ...settings },
    serverSettings: server.ctx.settings,
    roles: server.ctx.roles,
    bus: server.ctx.bus,
    log: pino({ level: "silent" }),
    onAccountCreated: async () => {},
    giveRole: async () => {},
    passwords: countingPasswords(),
    now,
  });

export const isSignedIn = async (bearer: string) =>
  (await server.fetch("/api/auth/token", { headers: { authorization: `Bearer ${bearer}` } })).ok;

/** The mails that wait to be sent: their kind, to whom, and in which language. */
export async function takeMails(): Promise<(string | undefined)[][]> {
  const { rows } = await sql<{ mail: Mail; language: string }>`
    DELETE FROM mails RETURNING mail, language`.execute(db());
  const letters = rows.map(async ({ mail, language }) => {
    const letter = await writeMail(db(), "https://chat.example.org", mail, now());
    return [mail.kind, letter?.to, language];
  });
  return Promise.all(letters);
}

export const wrongFor = (secret: string) =>
  codeAt(secret, now()) === "000000" ? "111111" : "000000";
