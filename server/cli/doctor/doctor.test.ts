import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../testing/free-port.ts";
import { startIdentityProvider } from "../../testing/identity-provider.ts";
import { type MailServer, startMailServer } from "../../testing/mail-server.ts";
import { type RedisServer, startRedis } from "../../testing/redis.ts";
import { type ProxyHabits, startProxy } from "../../testing/reverse-proxy.ts";
import { runRoost, type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { printedObjects } from "../testing.ts";
import { examine } from "./doctor.ts";
import type { Check, Finding } from "./finding.ts";
import { ofFreeBytes, ofOpenFiles } from "./machine.ts";

let database: TestDatabase;
let redis: RedisServer;
let mail: MailServer;
let server: ServerProcess;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-test-"));
  [redis, mail] = await Promise.all([startRedis(), startMailServer()]);
  server = await startServerProcess({ DATABASE_URL: database.url, TRUST_PROXY: "true" });
});
afterAll(async () => {
  server?.kill("SIGTERM");
  await server?.ended;
  await Promise.all([redis?.close(), mail?.close(), rm(folder, { recursive: true })]);
  await database?.drop();
});

/** As a proxy should: it says who the visitor is, whatever they say themselves. */
const good: ProxyHabits = {
  headers: ({ host }) => ({
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-host": host,
  }),
  upgrades: true,
};

async function behind<T>(
  habits: Partial<ProxyHabits>,
  work: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const proxy = await startProxy(server.url, { ...good, ...habits });
  const settings = { PUBLIC_URL: proxy.url, TRUST_PROXY: "true" };
  try {
    return await work({ DATABASE_URL: database.url, ...settings });
  } finally {
    await proxy.close();
  }
}

async function found(
  check: Check,
  environment: NodeJS.ProcessEnv,
  now?: () => number,
): Promise<Finding[]> {
  const all = await examine({ DATABASE_URL: database.url, ...environment }, now);
  return all.filter((finding) => finding.check === check);
}

/** State and words, what is to be done included. */
const said = (findings: readonly Finding[]) =>
  findings.map(({ state, found: what, advice }) => `${state}: ${what} ${advice ?? ""}`.trim());

test("CLI-5: doctor finds nothing where all is well, and looks at everything", async () => {
  await behind({}, async (environment) => {
    const findings = await printedObjects("doctor", [], {
      ...environment,
      REDIS_URL: redis.url,
      SMTP_URL: mail.url,
      MAIL_FROM: "roost@example.org",
    });
    // How many files may be open, and how soon the database and Redis answer, is this machine's own.
    const ofMachine = ({ check, found }: Record<string, unknown>) =>
      check === "limits" || / [\d.]+ ms( an answer)?\.$/.test(String(found));
    const wrong = findings.filter((one) => one.state !== "ok" && !ofMachine(one));
    expect(wrong).toEqual([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set([
        "configuration",
        "database",
        "clock",
        "redis",
        "mail",
        "provider",
        "disk",
        "limits",
        "proxy",
      ]),
    );
    expect(mail.received).toEqual([]);
  });
});

test("CLI-5: doctor ends with 1 where something is broken, and says what to do", async () => {
  const port = await freePort();
  const ended = await runRoost(["doctor"], {
    DATABASE_URL: `postgres://127.0.0.1:${port}/roost`,
    REDIS_URL: `redis://127.0.0.1:${port}`,
  });
  expect(ended).toMatchObject({ code: 1, stderr: "" });
  expect(ended.stdout).toMatch(
    /^broken {3}database {7}The database of DATABASE_URL cannot be reached \(.*\)\.\n {24}Check that PostgreSQL runs there/m,
  );
  expect(ended.stdout).toMatch(/^broken {3}redis .*ECONNREFUSED.*\n {24}Check that it runs there/m);
  const typo = await runRoost(["doctor", "--json"], { PORT: "many" });
  expect(typo.code).toBe(1);
  expect(JSON.parse(typo.stdout)).toEqual({
    check: "configuration",
    state: "broken",
    found: 'The setting PORT is "many", but it must be a whole number from 0 to 65535.',
    advice: "Correct it, or leave it out for the default, 3000.",
  });
});

describe("the database", () => {
  test("that waits for migrations is a warning, and nothing is done to it", async () => {
    const empty = await createTestDatabase({ empty: true });
    for (let time = 0; time < 2; time += 1) {
      const [finding] = said(await found("database", { DATABASE_URL: empty.url }));
      expect(finding).toMatch(/^warning: It waits for \d+ migrations, the first of them 0001_/);
      expect(finding).toContain("npm run roost -- migrate");
    }
    await empty.drop();
  });

  test("whose user may not do what Roost does is broken", async () => {
    const user = `guest_${process.pid}`;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      CREATE ROLE ${user} LOGIN PASSWORD 'guest';
      GRANT SELECT ON schema_migrations TO ${user};
      REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    const url = new URL(database.url);
    url.searchParams.set("user", user);
    if (url.username !== "") [url.username, url.password] = [user, "guest"];
    const all = said(await found("database", { DATABASE_URL: `${url}` }));
    await client.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    await client.end();
    expect(all).toEqual([
      expect.stringMatching(/^broken: Its user may make no tables.* Give the user of DATABASE_URL/),
      expect.stringMatching(/^broken: Its user may not read and write .*messages.* REASSIGN OWNED/),
    ]);
  });

  test("that takes too few connections is broken", async () => {
    const [finding] = said(await found("database", { DATABASE_POOL_SIZE: "500" }));
    expect(finding).toMatch(
      /^broken: It takes \d+ connections, and this node alone makes up to 501/,
    );
  });

  test("whose clock is another is told by how much", async () => {
    const clock = (aheadMs: number) => found("clock", {}, () => Date.now() - aheadMs);
    expect(said(await clock(0))).toEqual([expect.stringMatching(/^ok: /)]);
    const [behindUs] = said(await clock(-5_000));
    expect(behindUs).toMatch(
      /^warning: The database's clock is 5\.0 s behind this machine's\. .*NTP/,
    );
    const [ahead] = said(await clock(60_000));
    expect(ahead).toMatch(/^broken: The database's clock is 60\.0 s ahead of this machine's\./);
  });

  test("of a new server is none yet, and doctor makes none", async () => {
    const environment = { DATABASE_URL: "", DATA_DIR: path.join(folder, "new", "data") };
    expect(said(await found("database", environment))).toEqual([
      "ok: There is none yet; the first start makes one in DATA_DIR.",
    ]);
    expect(said(await found("disk", environment))).toEqual([
      expect.stringMatching(/MiB are free in /),
    ]);
  });
});

describe("the mail server", () => {
  test("that does not answer, or lets nobody in, is broken", async () => {
    const settings = { MAIL_FROM: "roost@example.org", PUBLIC_URL: server.url };
    const nobody = { ...settings, SMTP_URL: `smtp://127.0.0.1:${await freePort()}` };
    expect(said(await found("mail", nobody))).toEqual([
      expect.stringMatching(/^broken: The mail server of SMTP_URL takes no mails \(.*ECONNREFUSED/),
    ]);
    const strict = await startMailServer("p@ss");
    const as = (login: string) => ({ ...settings, SMTP_URL: strict.url.replace("://", login) });
    const [stranger] = said(await found("mail", as("://ann:wrong@")));
    expect(stranger).toMatch(/^broken: .*Wrong password.* Check host and port, .* the password/);
    expect(said(await found("mail", as("://ann:p%40ss@")))).toEqual([
      expect.stringMatching(/^ok: /),
    ]);
    await strict.close();
  });

  test("without a sender is a setting that is missing", async () => {
    const [finding] = said(await found("mail", { SMTP_URL: mail.url, PUBLIC_URL: server.url }));
    expect(finding).toMatch(/^broken: SMTP_URL sends mails, .* Set MAIL_FROM/);
  });
});

describe("the identity provider", () => {
  const settings = { OIDC_CLIENT_ID: "roost", PUBLIC_URL: "https://chat.example.org" };

  test("that is spoken to without TLS is a warning", async () => {
    const identity = await startIdentityProvider(settings.PUBLIC_URL);
    const all = said(await found("provider", { ...settings, OIDC_ISSUER: identity.issuer }));
    expect(all).toEqual([
      expect.stringMatching(/^warning: 127.* without TLS\. Set OIDC_ISSUER to/),
    ]);
    const { host } = new URL(identity.issuer);
    const port = host.split(":")[1];
    const alias = said(
      await found("provider", { ...settings, OIDC_ISSUER: `http://localhost:${port}` }),
    );
    await identity.close();
    expect(alias).toEqual([expect.stringMatching(/^broken: .* calls itself: `issuer`/)]);
  });

  test("that does not answer is broken, and so is one that does not know this server", async () => {
    const gone = { ...settings, OIDC_ISSUER: `http://127.0.0.1:${await freePort()}` };
    expect(said(await found("provider", gone))).toEqual([
      expect.stringMatching(/^broken: .*does not answer as such \(.*ECONNREFUSED.* reaches it/),
    ]);
    expect(said(await found("provider", { OIDC_ISSUER: "https://login.example.org" }))).toEqual([
      expect.stringMatching(/^broken: OIDC_ISSUER signs people in .* set OIDC_CLIENT_ID/),
    ]);
  });
});

describe("Redis", () => {
  test("that says nothing is broken", async () => {
    redis.pause();
    const all = said(await found("redis", { REDIS_URL: redis.url }));
    redis.resume();
    expect(all).toEqual([expect.stringMatching(/^broken: The Redis of REDIS_URL does not do/)]);
  });
});

describe("the machine", () => {
  test("with a data folder that cannot be written is broken", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, "");
    const [finding] = said(await found("disk", { DATABASE_URL: "", DATA_DIR: file }));
    expect(finding).toMatch(/^broken: .*file cannot be written \(ENOTDIR.* Give it to the user/);
  });

  test("with little room, or few files, is told early", () => {
    const states = (findings: readonly Finding[]) => findings.map(({ state }) => state);
    const sizes = [2 ** 40, 2 ** 29, 2 ** 20].map((bytes) => ofFreeBytes("/data", bytes));
    expect(states(sizes)).toEqual(["ok", "warning", "broken"]);
    const limits = ["unlimited", 65_536, 1_024, 256].map(ofOpenFiles);
    expect(states(limits)).toEqual(["ok", "ok", "warning", "broken"]);
  });
});

describe("the proxy", () => {
  const bad: [string, Partial<ProxyHabits>, NodeJS.ProcessEnv, RegExp][] = [
    [
      "that passes no WebSockets",
      { upgrades: false },
      {},
      /^broken: WebSockets do not get through at .*\/ws\. Have the proxy pass on the headers Upgrade/,
    ],
    [
      "that says nothing of its visitors",
      { headers: () => ({}) },
      {},
      /^broken: TRUST_PROXY is set, and no X-Forwarded-For arrives\./,
    ],
    [
      "that believes its visitors",
      { headers: (sent) => ({ ...good.headers(sent), "x-forwarded-for": "127.0.0.1", ...sent }) },
      {},
      /^broken: Whoever sends an X-Forwarded-For of their own is believed\./,
    ],
    [
      "that says another scheme",
      { headers: (sent) => ({ ...good.headers(sent), "x-forwarded-proto": "https" }) },
      {},
      /^warning: The proxy says that people come by https, and PUBLIC_URL says http/,
    ],
    [
      "that says another host",
      { headers: (sent) => ({ ...good.headers(sent), "x-forwarded-host": "inside" }) },
      {},
      /^warning: The proxy says that people open inside, and PUBLIC_URL says 127\.0\.0\.1/,
    ],
    [
      "of which the settings say nothing",
      {},
      { TRUST_PROXY: "false" },
      /^warning: A proxy is in front, and TRUST_PROXY is not set\. Set TRUST_PROXY=true/,
    ],
  ];
  test.each(bad)("%s is found", async (_, habits, settings, words) => {
    const all = await behind(habits, (environment) =>
      found("proxy", { ...environment, ...settings }),
    );
    expect(said(all)).toContainEqual(expect.stringMatching(words));
  });

  test("that leads nowhere is broken where the server runs, and a warning where it does not", async () => {
    const [here, nowhere] = [new URL(server.url), await freePort()];
    const settings = { PUBLIC_URL: `http://127.0.0.1:${nowhere}`, HOST: here.hostname };
    const up = await found("proxy", { ...settings, PORT: here.port });
    expect(said(up)).toEqual([expect.stringMatching(/^broken: Roost does not answer at .* DNS/)]);
    const down = await found("proxy", { ...settings, PORT: `${nowhere}` });
    expect(said(down)).toEqual([
      expect.stringMatching(/^warning: .* Start it, and run this again/),
    ]);
  });
});
