import type { AuditPage } from "@roost/protocol/audit.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { newPerson } from "../accounts/testing.ts";
import type { Context } from "../context.ts";
import { type Client, newMessage, startTestServer, type TestServer } from "../http/testing.ts";
import { runJobs } from "../jobs/run-jobs.ts";
import { works } from "../jobs/works.ts";

export const password = newPerson("anybody").password;
export const day = 86_400_000;
export let server: TestServer;
export let owner: Client;
export let ben: Client;
/** That of the server. */
export let now = new Date();
/** What the server does with messages. */
export let deletedMessages: Context["deletedMessages"] = "anonymise";

/** Gives a file a server that sends mails, and each test of it another Ben. */
export function setUpServer(): void {
  beforeAll(async () => {
    server = await startTestServer({
      now: () => now,
      config: { smtpUrl: "smtp://mail.example.org" },
    });
    owner = await server.person();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    toNow();
    setDeletedMessages("anonymise");
    await anotherBen();
  });
}

/** Tokens are good again, whatever time has passed. */
export function toNow(): void {
  now = new Date();
}

export function setDeletedMessages(what: Context["deletedMessages"]): void {
  deletedMessages = what;
}

export async function anotherBen(): Promise<void> {
  ben = await server.person();
}

export const db = () => server.ctx.database.db;
export const idOf = (client: Client) => client.identity.userId;
export const run = () => {
  const onFault = (error: unknown) => {
    throw error;
  };
  const ctx = { ...server.ctx, deletedMessages };
  return runJobs({ ctx, works, now: () => now, onFault }, new AbortController().signal);
};
export const pass = (ms: number) => {
  now = new Date(+now + ms);
};

export function auth(path: string, body: unknown, client?: Client): Promise<Response> {
  return server.fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(client && { authorization: `Bearer ${client.sessionToken}` }),
    },
    body: JSON.stringify(body),
  });
}
export const signIn = (username: string) => auth("sign-in/username", { username, password });
export const nameOf = (client: Client) => client.identity.username;

export async function audit(client: Client): Promise<AuditPage["entries"]> {
  return (await (await owner.send("GET", `/api/admin/audit?userId=${idOf(client)}`)).json())
    .entries;
}

export async function takeMails(): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    DELETE FROM mails RETURNING mail ->> 'kind' AS kind`.execute(db());
  return rows.map(({ kind }) => kind).sort();
}

export async function roomOf(client: Client, kind = "private"): Promise<string> {
  const body = { name: "nest", kind };
  return (await (await client.send("POST", "/api/rooms", body)).json()).id;
}

export async function say(client: Client, roomId: string, body: string): Promise<void> {
  const said = await client.send("POST", `/api/rooms/${roomId}/messages`, newMessage(body));
  expect(said.status).toBe(201);
}

export async function messagesOf(roomId: string, client = owner) {
  return (await client.send("GET", `/api/rooms/${roomId}/messages`)).json();
}

/** Deletes Ben's account, and lets all of the time pass. */
export async function remove(): Promise<void> {
  expect((await auth("deletion", { currentPassword: password }, ben)).status).toBe(200);
  pass(14 * day);
  await run();
  toNow();
}
