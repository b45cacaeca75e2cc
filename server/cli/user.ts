import { parseArgs } from "node:util";
import { type ServerRole, serverRoleNames } from "@roost/protocol/permissions.ts";
import { commandLine, type PeopleContext } from "../people/change-person.ts";
import { handOn } from "../people/hand-on.ts";
import { readAccounts } from "../people/list.ts";
import { setServerRole } from "../people/set-role.ts";
import { suspend, unsuspend } from "../people/suspend.ts";
import { StartError } from "../start-error.ts";
import { readTime } from "./read-time.ts";
import type { UserCommand } from "./user-commands.ts";
import { requirePerson, withStore } from "./with-store.ts";

/** Accounts that are read at once. */
const pageRows = 500;

/**
 * `user list | disable NAME | enable NAME | role NAME ROLE`. Works whether the server runs or not; a running one knows
 * of it within a second.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function runUserCommand(
  command: UserCommand,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  if (command === "list") return list(args, environment);
  const { names, reason, until } = readOptions(command, args);
  const [login = "", role] = names;
  return withStore(environment, async (ctx) => {
    const person = await requirePerson(ctx.database.db, login);
    await changes[command](ctx, person.id, { role: role as ServerRole, reason, until });
    process.stdout.write(`${said[command](person.username, role)}\n`);
    return 0;
  });
}

interface Wish {
  role: ServerRole;
  reason: string | null;
  until: Date | null;
}
type Change = Exclude<UserCommand, "list">;

const changes: Record<Change, (ctx: PeopleContext, id: string, wish: Wish) => Promise<void>> = {
  disable: (ctx, id, wish) => suspend(ctx, commandLine, id, wish, new Date()),
  enable: (ctx, id) => unsuspend(ctx, commandLine, id),
  role: (ctx, id, { role }) =>
    role === "owner" ? handOn(ctx, commandLine, id) : setServerRole(ctx, commandLine, id, role),
};

const said: Record<Change, (username: string, role?: string) => string> = {
  disable: (name) => `"${name}" is signed out everywhere, and cannot sign in.`,
  enable: (name) => `"${name}" may sign in.`,
  role: (name, role) => `"${name}" is ${role} of the server now.`,
};

function readOptions(command: Change, args: readonly string[]) {
  const options = { reason: { type: "string" }, until: { type: "string" } } as const;
  const example = `For example: npm run roost -- user ${command} ann${command === "role" ? " admin" : ""}`;
  try {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], options, strict: true, allowPositionals: true },
    });
    if (positionals.length !== (command === "role" ? 2 : 1)) {
      throw new TypeError("Give one user name or e-mail address.");
    }
    const [, role] = positionals;
    if (command === "role") readRole(role);
    const { reason = null, until } = values;
    if (command !== "disable" && (reason !== null || until !== undefined)) {
      throw new TypeError("A reason and a time go with `disable` alone.");
    }
    return { names: positionals, reason, until: until === undefined ? null : readTime(until) };
  } catch (error) {
    throw new StartError(`${(error as Error).message} ${example}`);
  }
}

function readRole(role: string | undefined): ServerRole {
  const found = serverRoleNames.find((name) => name === role);
  if (found) return found;
  throw new TypeError(`"${role}" is no role; there are ${serverRoleNames.join(", ")}.`);
}

async function list(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const wish = readListOptions(args);
  return withStore(environment, async ({ database }) => {
    let cursor: string | undefined;
    do {
      const query = { ...wish.query, ...(cursor !== undefined && { cursor }), limit: pageRows };
      const page = await readAccounts(database.db, query, pageRows, true);
      for (const account of page.accounts) {
        process.stdout.write(`${wish.json ? JSON.stringify(account) : inALine(account)}\n`);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return 0;
  });
}

function inALine({ username, email, role, suspension, displayName }: Listed): string {
  const until = suspension?.until ? ` until ${suspension.until}` : "";
  return [username, email, role, suspension ? `disabled${until}` : "enabled", displayName].join(
    "\t",
  );
}
type Listed = Awaited<ReturnType<typeof readAccounts>>["accounts"][number];

function readListOptions(args: readonly string[]) {
  const options = {
    query: { type: "string" },
    role: { type: "string" },
    suspended: { type: "boolean" },
    json: { type: "boolean" },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const { query, role, suspended, json = false } = values;
    return {
      json,
      query: {
        ...(query !== undefined && { query }),
        ...(role !== undefined && { role: readRole(role) }),
        ...(suspended !== undefined && { suspended }),
      },
    };
  } catch (error) {
    throw new StartError(
      `${(error as Error).message} For example: npm run roost -- user list --role admin --json`,
    );
  }
}
