import { parseArgs } from "node:util";
import type { Me } from "@roost/protocol/user.ts";
import { pino } from "pino";
import { createAccount, type NewAccount } from "../accounts/create-account.ts";
import { type Passwords, scryptPasswords } from "../accounts/password.ts";
import { actorOf } from "../actor.ts";
import { MemoryBus } from "../bus/memory.ts";
import { readConfig } from "../config.ts";
import { Refusal } from "../refusal.ts";
import { joinAutoJoinRooms } from "../rooms/auto-join.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { StartError } from "../start-error.ts";
import type { Database } from "../store/database.ts";
import { openStoreBeside } from "../store/open-store.ts";
import { readPassword } from "./read-password.ts";

/**
 * `admin create`: makes an account that administers the server, whether the server runs or not.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function createAdmin(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { username, email, displayName, passwordFromInput } = readOptions(args);
  const config = readConfig(environment);
  const password = await readPassword(passwordFromInput);
  const passwords = scryptPasswords(config.passwordHashCost);
  const store = await openStoreBeside(config, pino({ level: "error" }, pino.destination(2)));
  try {
    const me = await create(store.database, passwords, { username, email, displayName, password });
    const does = me.role === "owner" ? "owns" : "administers";
    process.stdout.write(`The account "${me.username}" is made; it ${does} the server.\n`);
    return 0;
  } finally {
    await store.close();
  }
}

async function create(database: Database, passwords: Passwords, account: NewAccount): Promise<Me> {
  const policy = { role: "admin", registration: "open", confirmation: null } as const;
  try {
    const me = await createAccount(database.db, passwords, account, policy);
    // Nobody listens in this process; a running server finds the new member in the store.
    const changes = new ChangeQueue(database, new MemoryBus(() => {}));
    await joinAutoJoinRooms({ database, changes }, actorOf(me, "command line"));
    return me;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new StartError(`The account could not be made. ${error.detail}`);
  }
}

function readOptions(args: readonly string[]) {
  const options = {
    username: { type: "string" },
    email: { type: "string" },
    "display-name": { type: "string" },
    "password-stdin": { type: "boolean" },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const { username, email } = values;
    if (username === undefined || email === undefined) {
      throw new TypeError("--username and --email are needed.");
    }
    const displayName = values["display-name"] ?? username;
    return { username, email, displayName, passwordFromInput: values["password-stdin"] ?? false };
  } catch (error) {
    throw new StartError(
      `${(error as Error).message} For example: npm run roost -- admin create --username ann --email ann@example.org`,
    );
  }
}
