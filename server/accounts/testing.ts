import { pino } from "pino";
import { everything, type SessionEnded } from "../bus/bus.ts";
import { MemoryBus } from "../bus/memory.ts";
import { CurrentSettings } from "../server-settings/current.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { createTestDatabase } from "../testing/test-database.ts";
import type { Accounts, AccountsParts } from "./accounts.ts";
import { CurrentRoles } from "./current-roles.ts";
import { openAccounts } from "./open-accounts.ts";
import type { Passwords } from "./password.ts";
import type { AccountSettings } from "./settings.ts";

export const testSettings: AccountSettings = {
  publicUrl: undefined,
  secret: undefined,
  trustProxy: false,
  emailVerification: "none",
  tokenLifetimeSeconds: 300,
  sessionIdleDays: 30,
  sessionMaxDays: 365,
  sessionsPerPerson: 100,
  passwordHashCost: 15,
  authAttemptsPerMinute: 0,
  smtpUrl: undefined,
  passwordSignIn: true,
  oidcIssuer: undefined,
  oidcClientId: undefined,
  oidcClientSecret: undefined,
  oidcName: "Single sign-on",
  oidcScopes: "openid profile email",
  oidcGroups: "groups",
  oidcRoles: undefined,
};

/** Accounts on a database of their own, and what they told the rest of the server. */
export interface TestAccounts {
  accounts: Accounts;
  database: Database;
  created: string[];
  ended: SessionEnded[];
  /** Another node of the same server. */
  openAgain(changes?: Partial<AccountsParts>): Promise<Accounts>;
  close(): Promise<void>;
}

export async function openTestAccounts(
  settings: Partial<AccountSettings> = {},
  changes: Partial<AccountsParts> = {},
): Promise<TestAccounts> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url, 10);
  const created: string[] = [];
  const ended: SessionEnded[] = [];
  const bus = new MemoryBus((error) => {
    throw error;
  });
  await bus.subscribe("session-ended", everything, (event) => ended.push(event));
  const serverSettings = await CurrentSettings.open({
    ...{ db: database.db, bus, environment: {} },
    onReadError: (error) => {
      throw error;
    },
  });
  const roles = await CurrentRoles.open({
    ...{ db: database.db, bus },
    onReadError: (error) => {
      throw error;
    },
  });
  const parts: AccountsParts = {
    database,
    settings: { ...testSettings, ...settings },
    serverSettings,
    roles,
    bus,
    log: pino({ level: "silent" }),
    onAccountCreated: async (me) => {
      created.push(me.id);
    },
    giveRole: async () => {},
    passwords: countingPasswords(),
    ...changes,
  };
  return {
    accounts: await openAccounts(parts),
    database,
    created,
    ended,
    openAgain: (more = {}) => openAccounts({ ...parts, ...more }),
    close: async () => {
      await Promise.all([serverSettings.close(), roles.close()]);
      await database.close();
      await testDatabase.drop();
    },
  };
}

/** Passwords that cost nothing, and how often each was worked on. */
export function countingPasswords(): Passwords & { hashed: number; verified: number } {
  const counting = {
    hashed: 0,
    verified: 0,
    hash: async (password: string) => {
      counting.hashed++;
      return `cheap:${password}`;
    },
    verify: async ({ hash, password }: { hash: string; password: string }) => {
      counting.verified++;
      return hash === `cheap:${password}`;
    },
    isCurrent: () => true,
  };
  return counting;
}

let people = 0;

/** What somebody new types in. */
export function newPerson(username = `person${++people}`) {
  return {
    username,
    name: username.toUpperCase(),
    email: `${username}@example.org`,
    password: "correct horse battery",
  };
}
