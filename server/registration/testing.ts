import type { RegistrationsPage } from "@roost/protocol/registration.ts";
import type { RegistrationMode } from "@roost/protocol/registration-modes.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import {
  type Client,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from "../http/testing.ts";
import type { Letter, Mail } from "../mail/mail.ts";
import { commandLine } from "../people/change-person.ts";
import { changeSettings } from "../server-settings/change.ts";
import { tellAdministrators } from "./tell-administrators.ts";

export let server: TestServer;
export let owner: Client;
let now = new Date();

/** Gives each test of a file a server that sends mails, and its owner. */
export function setUpRegistration(): void {
  beforeEach(async () => {
    now = new Date();
    await start();
  });
  afterEach(() => server.close());
}

async function start({ config, ...options }: TestServerOptions = {}): Promise<void> {
  server = await startTestServer({
    now: () => now,
    config: { smtpUrl: "smtp://mail.example.org", ...config },
    ...options,
  });
  owner = await server.person();
}

/** Another server, and its owner. */
export async function startAnew(options: TestServerOptions): Promise<void> {
  await server.close();
  await start(options);
}

export function pass(ms: number): void {
  now = new Date(+now + ms);
}

export const tell = () => tellAdministrators(db(), now);

const db = () => server.ctx.database.db;

export async function set(
  registration: RegistrationMode,
  allowedDomains: string[] = [],
): Promise<void> {
  const ctx = { ...server.ctx, environment: {} };
  await changeSettings(ctx, commandLine, { registration, allowedDomains });
}

/** Somebody who has signed up, and may have to wait. */
interface Comer {
  id: string;
  username: string;
  secret: string;
  cookie: string;
}

export function post(path: string, body: object, secret?: string): Promise<Response> {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      ...{ "content-type": "application/json", "accept-language": "de" },
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify(body),
  });
}

export const signUp = (email: string) => post("/sign-up/email", { ...newPerson(), email });

let comers = 0;

export async function come(email = `comer${++comers}@example.org`): Promise<Comer> {
  const signedUp = await signUp(email);
  expect(signedUp.status).toBe(200);
  const { token: secret, user } = await signedUp.json();
  const cookie = signedUp.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { id: user.id, username: user.username, secret, cookie };
}

export async function stateOf({ secret }: Comer) {
  const headers = { authorization: `Bearer ${secret}` };
  const { user } = await (await server.fetch("/api/auth/get-session", { headers })).json();
  return user as { approval: { state: string; reason: string | null } | null };
}

export const isLetIn = async ({ secret }: Comer) =>
  (await server.fetch("/api/auth/token", { headers: { authorization: `Bearer ${secret}` } })).ok;

export const roomsOf = async ({ id }: Comer): Promise<number> => {
  const { rows } = await sql`
    SELECT FROM members WHERE user_id = ${id} AND left_at IS NULL`.execute(db());
  return rows.length;
};

export const decide = (client: Client, { id }: Pick<Comer, "id">, what: string, body?: object) =>
  client.send("PUT", `/api/admin/registrations/${id}/${what}`, body);

export const list = async (query = ""): Promise<RegistrationsPage> =>
  (await owner.send("GET", `/api/admin/registrations${query}`)).json();

/** Takes the mails that wait to be sent, as a worker does, without sending them. */
export async function takeLetters(): Promise<(Letter & { language: "en" | "de" })[]> {
  const { rows } = await sql<{ mail: Mail; language: "en" | "de" }>`
    DELETE FROM mails RETURNING mail, language`.execute(db());
  const letters: (Letter & { language: "en" | "de" })[] = [];
  for (const { mail, language } of rows) {
    const letter = await writeMail(db(), "https://chat.example.org", mail, now);
    if (letter) letters.push({ ...letter, language });
  }
  return letters;
}

export const kinds = async () => (await takeLetters()).map(({ kind }) => kind).sort();
