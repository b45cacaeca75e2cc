import { once } from "node:events";
import type { Rule } from "@roost/protocol/permissions.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openAccounts } from "../accounts/open-accounts.ts";
import { countingPasswords, newPerson, testSettings } from "../accounts/testing.ts";
import { writeMail } from "../accounts/write-mail.ts";
import type { Letter, Mail } from "../mail/mail.ts";
import { TestClient } from "../testing/gateway.ts";
import { attachGateway } from "../testing/server-gateway.ts";
import { codeOf, startTestServer, type TestServer } from "./testing.ts";

const hour = 3_600_000;
const ann = newPerson("ann");
let server: TestServer;
let time = 0;
const began = Date.now();
const now = () => new Date(began + time);
/** Of Ann, who has signed up and not confirmed her address. */
let secret: string;
let cookie: string;

beforeEach(async () => {
  time = 0;
  const config = { smtpUrl: "smtp://mail.example.org", emailVerification: "required" } as const;
  server = await startTestServer({ config, now });
  await post("/sign-up/email", newPerson("owner"), null);
  const signedUp = await post("/sign-up/email", ann, null);
  cookie = signedUp.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  secret = (await signedUp.json()).token;
});
afterEach(() => server.close());

function post(path: string, body?: unknown, bearer: string | null = secret) {
  return server.fetch(`/api/auth${path}`, {
    method: "POST",
    headers: {
      "accept-language": "de",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const db = () => server.ctx.database.db;
const get = (path: string) =>
  server.fetch(path, { headers: { authorization: `Bearer ${secret}` } });
const confirm = (token: string) => post("/confirm-email", { token }, null);
const changeEmail = (newEmail: string, currentPassword = ann.password) =>
  post("/change-email", { newEmail, currentPassword });
const awaits = async () =>
  (await (await get("/api/auth/get-session")).json()).user.awaitsConfirmation;
const isLetIn = async () => (await get("/api/auth/token")).ok;

/** Takes the mails that wait to be sent, as a worker does, without sending them. */
async function takeLetters(): Promise<(Letter | null)[]> {
  const { rows } = await sql<{ mail: Mail }>`DELETE FROM mails RETURNING mail`.execute(db());
  const letters: (Letter | null)[] = [];
  for (const { mail } of rows) {
    letters.push(await writeMail(db(), "https://chat.example.org", mail, now()));
  }
  return letters;
}

async function takeToken(): Promise<string> {
  const [letter] = await takeLetters();
  return letter?.link?.split("#")[1] ?? "";
}

const roomsOf = async (username: string) => {
  const { rows } = await sql`
    SELECT FROM members m JOIN users u ON u.id = m.user_id
    WHERE u.username = ${username} AND m.left_at IS NULL`.execute(db());
  return rows.length;
};

describe("ACC-18: who signs up where addresses are confirmed", () => {
  test("is signed in, has a link mailed, and is in no room before it was followed", async () => {
    expect([await awaits(), await isLetIn(), await roomsOf("ann")]).toEqual([true, false, 0]);
    const [letter, ...more] = await takeLetters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ kind: "confirm-email", to: ann.email, username: "ann" });
    const token = letter?.link?.split("#")[1] ?? "";
    expect((await confirm(token)).status).toBe(200);
    // The session that there was goes on.
    expect([await awaits(), await isLetIn(), await roomsOf("ann")]).toEqual([false, true, 1]);
    expect(await codeOf(await confirm(token))).toBe("auth.link_invalid");
    expect(await takeLetters()).toEqual([]);
    expect((await post("/request-confirmation")).status).toBe(200);
    expect(await takeLetters()).toEqual([]);
  });

  test("can do nothing else: each operation is refused, but those that the table of rights names", async () => {
    const document = await (await server.fetch("/api/openapi.json")).json();
    const tried: string[] = [];
    for (const [path, methods] of Object.entries<object>(document.paths)) {
      for (const [method, { operationId }] of Object.entries(methods)) {
        const { open, unconfirmed }: Rule = rights[operationId as Operation];
        if (open || unconfirmed) continue;
        const id = "6b0f0b0e-4c43-4f0b-8a53-6f6b7f1d9f10";
        const address = path.replace("{messageId}", `${id}.1`).replaceAll(/\{\w+\}/g, id);
        const response = await server.fetch(address, {
          method: method.toUpperCase(),
          headers: { cookie, origin: server.url },
        });
        expect([operationId, await codeOf(response)]).toEqual([
          operationId,
          "auth.email_unconfirmed",
        ]);
        tried.push(operationId);
      }
    }
    expect(tried.length).toBeGreaterThan(60);
    const rest = Object.entries<Rule>(rights).filter(([, { unconfirmed }]) => unconfirmed);
    expect(rest.map(([operation]) => operation)).toEqual(["changeEmail", "requestConfirmation"]);
  });

  test("is not let into the gateway by the cookie, and then is", async () => {
    const gateway = attachGateway(server);
    const connect = async () => {
      const headers = { cookie, origin: server.url };
      const ws = new WebSocket(`${server.url.replace("http", "ws")}/ws`, { headers });
      const client = new TestClient(ws);
      await once(ws, "open");
      client.send({ type: "hello", protocol: PROTOCOL_VERSION });
      return client;
    };
    expect(await (await connect()).end()).toMatchObject({ code: 4100 });
    await confirm(await takeToken());
    const client = await connect();
    expect(await client.next("welcome")).toMatchObject({ me: { username: "ann" } });
    await gateway.close(0);
  });

  test("has it mailed again, five that work at once", async () => {
    await takeLetters();
    for (let more = 0; more < 4; more++) {
      expect((await post("/request-confirmation")).status).toBe(200);
      expect(await takeLetters()).toMatchObject([{ to: ann.email }]);
    }
    expect(await codeOf(await post("/request-confirmation"))).toBe("request.rate_limited");
    expect(await codeOf(await changeEmail("other@example.org"))).toBe("request.rate_limited");
    time = 24 * hour + 1;
    expect((await post("/request-confirmation")).status).toBe(200);
    expect((await confirm(await takeToken())).status).toBe(200);
  });

  test("may correct the address; a link that a stranger has of the one before is useless", async () => {
    const first = await takeToken();
    expect(await codeOf(await changeEmail("an@example.org", "wrong password"))).toBe(
      "auth.invalid_credentials",
    );
    expect(await (await changeEmail("right@example.org")).json()).toEqual({ confirmation: true });
    expect(await codeOf(await confirm(first))).toBe("auth.link_invalid");
    expect(await awaits()).toBe(true);
    const [letter] = await takeLetters();
    expect(letter).toMatchObject({ to: "right@example.org" });
    expect((await confirm(letter?.link?.split("#")[1] ?? "")).status).toBe(200);
    expect(await isLetIn()).toBe(true);
    // The mistyped address was never theirs to be told of.
    expect(await takeLetters()).toEqual([]);
  });

  test("has no link mailed to an address that was corrected before the mail was sent", async () => {
    await changeEmail("right@example.org");
    const letters = await takeLetters();
    expect(letters.filter((letter) => letter !== null)).toMatchObject([
      { to: "right@example.org" },
    ]);
  });

  test("corrects it no more often than links are mailed: strangers are not written to without end", async () => {
    await takeLetters();
    for (let more = 0; more < 4; more++) {
      expect((await changeEmail(`stranger${more}@example.org`)).status).toBe(200);
      await takeLetters();
    }
    expect(await codeOf(await changeEmail("stranger4@example.org"))).toBe("request.rate_limited");
  });

  test("has confirmed it too by a mailed link to set a password", async () => {
    await takeLetters();
    await post("/request-password-reset", { login: "ann" }, null);
    const token = await takeToken();
    const newPassword = "a new nest of twigs";
    expect((await post("/reset-password", { token, newPassword }, null)).status).toBe(200);
    const signedIn = await post(
      "/sign-in/username",
      { username: "ann", password: newPassword },
      null,
    );
    expect((await signedIn.json()).user.awaitsConfirmation).toBe(false);
    expect(await roomsOf("ann")).toBe(1);
  });
});

test("ACC-18: the first account need not, nor one that was there before, nor anybody once it is not asked for", async () => {
  const { database } = server.ctx;
  const bus = { publish: () => {}, subscribe: async () => ({ close() {} }) as never };
  const node = (emailVerification: "none" | "required") =>
    openAccounts({
      ...{ database, bus, log: pino({ level: "silent" }), passwords: countingPasswords() },
      settings: { ...testSettings, emailVerification, smtpUrl: "smtp://mail.example.org" },
      serverSettings: server.ctx.settings,
      roles: server.ctx.roles,
      onAccountCreated: async () => {},
      giveRole: async () => {},
    });
  const [asking, open] = [await node("required"), await node("none")];
  await open.signUp(newPerson("earlier"), new Headers());
  const { password } = ann;
  const waits = async (accounts: typeof open, username: string) =>
    (await accounts.signIn({ username, password }, new Headers())).answer.user.awaitsConfirmation;
  expect(await waits(asking, "owner")).toBe(false);
  expect(await waits(asking, "earlier")).toBe(false);
  expect(await waits(asking, "ann")).toBe(true);
  expect(await waits(open, "ann")).toBe(false);
});
