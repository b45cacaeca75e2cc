import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import type { Accounts, AccountsParts } from "../accounts/accounts.ts";
import { CurrentRoles } from "../accounts/current-roles.ts";
import type { Identity } from "../accounts/identity.ts";
import { openAccounts } from "../accounts/open-accounts.ts";
import { countingPasswords, newPerson, testSettings } from "../accounts/testing.ts";
import { AddressBans } from "../address-bans/current.ts";
import { MemoryBus } from "../bus/memory.ts";
import type { Context } from "../context.ts";
import { DataExports } from "../data-exports/data-exports.ts";
import { Filters } from "../filters/current.ts";
import { works } from "../jobs/works.ts";
import { RateLimits } from "../limits/rate-limits.ts";
import { PostQueue } from "../messages/post-queue.ts";
import { Meter } from "../overview/meter.ts";
import { followProvider } from "../people/follow-provider.ts";
import { AskedPeople } from "../presence/asked-people.ts";
import { writeDeliveries } from "../reads/deliveries.ts";
import { MarkQueue } from "../reads/mark-queue.ts";
import { writeMarks } from "../reads/read-batch.ts";
import { welcome } from "../registration/welcome.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { CurrentSettings } from "../server-settings/current.ts";
import type { SettingsEnvironment } from "../server-settings/table.ts";
import { openDatabase } from "../store/database.ts";
import { createTestDatabase } from "../testing/test-database.ts";
import { type AppParts, createApp } from "./app.ts";
import type { App } from "./typed-app.ts";

/** A whole server over HTTP: a database of its own, a free port. */
export interface TestServer {
  url: string;
  app: App;
  ctx: Context;
  accounts: Accounts;
  dataExports: DataExports;
  /** Makes an account, and a client that speaks for it with a token. */
  person(username?: string): Promise<Client>;
  /** Sends a request as nobody. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Somebody who sends requests. */
export interface Client {
  identity: Identity;
  /** What browsers send along. */
  cookie: string;
  sessionToken: string;
  token: string;
  /** With the token; `body` is sent as JSON. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface TestServerOptions {
  config?: Partial<AppParts["config"]> & Partial<AccountsParts["settings"]>;
  /** What it says of the settings of the server. */
  environment?: SettingsEnvironment;
  passwords?: AccountsParts["passwords"];
  webRoot?: string;
  now?: () => Date;
  /** Default: none. */
  rates?: RateLimits;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url, 10);
  const fail = (error: unknown) => {
    throw error;
  };
  const bus = new MemoryBus(fail);
  const posts = new PostQueue(database.pipeline, bus, fail);
  const changes = new ChangeQueue(database, bus);
  const reads = new MarkQueue(database.db, bus, writeMarks);
  const deliveries = new MarkQueue(database.db, bus, writeDeliveries);
  const asked = new AskedPeople(bus);
  const parts = { posts, changes, reads, deliveries, asked, meter: new Meter() };
  const config = { ...testSettings, authAttemptsPerMinute: 0, ...options.config };
  const { environment = {} } = options;
  const settings = await CurrentSettings.open({
    ...{ db: database.db, bus, environment, onReadError: fail },
  });
  const roles = await CurrentRoles.open({ db: database.db, bus, onReadError: fail });
  const bans = await AddressBans.open({
    ...{ db: database.db, bus, onReadError: fail },
    now: options.now ?? (() => new Date()),
  });
  const filters = await Filters.open({ db: database.db, bus, onReadError: fail });
  const chosen = {
    ...{ pageSize: 50, showsReceipts: true, sendsMail: config.smtpUrl !== undefined },
    ...({ deletionGraceDays: 14, deletedMessages: "anonymise" } as const),
  };
  const ctx: Context = { database, bus, settings, roles, bans, filters, ...parts, ...chosen };
  const log = pino({ level: "silent" });
  const accounts = await openAccounts({
    database,
    settings: config,
    serverSettings: settings,
    roles,
    bus,
    log,
    onAccountCreated: (me) => welcome(ctx, me),
    giveRole: (userId, roles) => followProvider(ctx, userId, roles),
    passwords: options.passwords ?? countingPasswords(),
    ...(options.now && { now: options.now }),
  });
  const dataExports = new DataExports({
    ...{ ctx, works, changes: accounts.changes },
    settings: { dataKeptDays: 7, dataEveryHours: 24 },
    now: options.now ?? (() => new Date()),
  });
  const app = await createApp({
    ctx,
    dataExports,
    accounts,
    rates: options.rates ?? new RateLimits(0, () => 0),
    config,
    log,
    now: options.now ?? (() => new Date()),
    ...(options.webRoot && { webRoot: options.webRoot }),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    app,
    ctx,
    accounts,
    dataExports,
    person: (username) => signUp(url, accounts, username),
    fetch: (path, init) => fetch(url + path, init),
    close: async () => {
      await app.close();
      await accounts.close();
      await posts.drain();
      await Promise.all([settings, roles, bans, filters].map((one) => one.close()));
      await bus.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}

async function signUp(url: string, accounts: Accounts, username?: string): Promise<Client> {
  const { answer, headers } = await accounts.signUp(newPerson(username), new Headers());
  const token = (await accounts.token(bearer(answer.token))).answer;
  return {
    identity: await accounts.tokens.verify(token),
    cookie: accounts.cookies.write(headers.getSetCookie()[0] ?? "", {}).split(";")[0] ?? "",
    sessionToken: answer.token,
    token,
    send: (method, path, body) =>
      fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

/** The headers of a client without cookies, for the account routes. */
function bearer(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` });
}

/** A message to post. */
export function newMessage(body = "Hello") {
  return { clientMessageId: randomUUID(), body };
}

/** The code of a refusal, which has to be a whole problem document. */
export async function codeOf(response: Response): Promise<string> {
  const problem = await response.json();
  const { code, status, title, detail, type } = problem;
  const whole =
    response.headers.get("content-type")?.startsWith("application/problem+json") &&
    status === response.status &&
    type === `urn:roost:error:${code}` &&
    typeof title === "string" &&
    typeof detail === "string";
  if (!whole) throw new Error(`Not a problem document: ${JSON.stringify(problem)}`);
  return code;
}
