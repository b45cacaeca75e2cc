import { randomUUID } from "node:crypto";
import { type ServerRole, serverRoleNames } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import {
  type AccountPolicy,
  admitted,
  createAccount,
  type NewAccount,
} from "../accounts/create-account.ts";
import { scryptPasswords } from "../accounts/password.ts";
import { actorOf } from "../actor.ts";
import { commandLine } from "../people/change-person.ts";
import { makeResetLink } from "../people/reset-link.ts";
import { Refusal } from "../refusal.ts";
import { joinWelcomeRooms } from "../rooms/welcome.ts";
import { StartError } from "../start-error.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";
import { readPassword } from "./read-password.ts";
import { type CommandContext, publicUrlOf, withStore } from "./with-store.ts";

type GivenRole = Exclude<ServerRole, "owner">;

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
  const wish = readArguments("admin create", args, options, readWish);
  return create({ ...wish, role: "admin" }, environment);
}

/**
 * `user create`: makes an account of any role below the owner's, whatever the registration says.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function createUser(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const all = { ...options, role: { type: "string" } } as const;
  const wish = readArguments("user create", args, all, (values, names) => {
    return { ...readWish(values, names), role: readRole(values.role ?? "member") };
  });
  return create(wish, environment);
}

const options = {
  username: { type: "string" },
  email: { type: "string" },
  "display-name": { type: "string" },
  "password-stdin": { type: "boolean" },
  link: { type: "boolean" },
} as const;

interface Values {
  username?: string;
  email?: string;
  "display-name"?: string;
  "password-stdin"?: boolean;
  link?: boolean;
}

interface Wish extends Omit<NewAccount, "password"> {
  /** Where the password comes from. */
  passwordFrom: "terminal" | "input" | "link";
}

function readWish(values: Values, names: readonly string[]): Wish {
  refuseNames(names);
  const { username, email, link = false } = values;
  const fromInput = values["password-stdin"] ?? false;
  if (username === undefined || email === undefined) {
    throw new TypeError("--username and --email are needed.");
  }
  if (link && fromInput) throw new TypeError("Use --link or --password-stdin, and not both.");
  const displayName = values["display-name"] ?? username;
  const passwordFrom = link ? "link" : fromInput ? "input" : "terminal";
  return { username, email, displayName, passwordFrom };
}

function readRole(typed: string): GivenRole {
  const given = serverRoleNames.filter((role): role is GivenRole => role !== "owner");
  const found = given.find((role) => role === typed);
  if (found) return found;
  const owner = typed === "owner" ? ' Make the account, then hand the server on: "user role".' : "";
  throw new TypeError(`"${typed}" is no role; there are ${given.join(", ")}.${owner}`);
}

async function create(
  { role, json, passwordFrom, ...account }: Wish & { role: GivenRole; json: boolean },
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const withLink = passwordFrom === "link";
  // Nobody is told this one: the link replaces it.
  const password = withLink ? randomUUID() : await readPassword(passwordFrom === "input");
  return withStore(environment, async (ctx) => {
    const me = await insert(ctx, { ...account, password }, role);
    const link = withLink
      ? await makeResetLink(ctx, commandLine, me.id, publicUrlOf(ctx.config), new Date())
      : null;
    const { id, username, email, displayName } = me;
    const result = {
      id,
      username,
      email,
      displayName,
      role: me.role,
      resetLink: link?.url ?? null,
    };
    const does = { owner: "owns", admin: "administers" }[me.role as string] ?? `is ${me.role} of`;
    const how = link
      ? `\nWith this link its person sets a password, once, until ${link.until.toISOString()}. It lets in whoever has it: hand it to nobody else.\n${link.url}`
      : "";
    print(json, result, `The account "${username}" is made; it ${does} the server.${how}`);
    return 0;
  });
}

async function insert(ctx: CommandContext, account: NewAccount, role: GivenRole): Promise<Me> {
  const passwords = scryptPasswords(ctx.config.passwordHashCost);
  const policy: AccountPolicy = {
    role,
    admit: async () => admitted,
    language: null,
    now: new Date(),
    madeBy: commandLine,
  };
  try {
    const { me } = await createAccount(ctx.database.db, passwords, account, policy);
    await joinWelcomeRooms(ctx, actorOf(me, "command line"));
    return me;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new StartError(`The account could not be made. ${error.detail}`);
  }
}
