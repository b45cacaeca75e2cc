import { type ServerRole, serverRoleNames } from "@roost/protocol/permissions.ts";
import { commandLine } from "../people/change-person.ts";
import { handOn } from "../people/hand-on.ts";
import { setServerRole } from "../people/set-role.ts";
import { suspend, unsuspend } from "../people/suspend.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { requirePerson, withStore } from "./with-store.ts";

// All of these work whether the server runs or not; a running one knows of them within a second.

const whom = "Give one user name or e-mail address.";

/** `user disable NAME`. Returns the exit code. Throws a `StartError`. */
export async function disableUser(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const options = { reason: { type: "string" }, until: { type: "string" } } as const;
  const wish = readArguments("user disable", args, options, ({ reason, until }, names) => ({
    login: oneName(names, whom),
    reason: reason ?? null,
    until: until === undefined ? null : readTime(until),
  }));
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, wish.login);
    await suspend(ctx, commandLine, id, wish, new Date());
    const line = `"${username}" is signed out everywhere, and cannot sign in.`;
    print(wish.json, { id, username }, line);
    return 0;
  });
}

/** `user enable NAME`. Returns the exit code. Throws a `StartError`. */
export async function enableUser(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { login, json } = readArguments("user enable", args, {}, (_, names) => ({
    login: oneName(names, whom),
  }));
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, login);
    await unsuspend(ctx, commandLine, id);
    print(json, { id, username }, `"${username}" may sign in.`);
    return 0;
  });
}

/** `user role NAME ROLE`. Returns the exit code. Throws a `StartError`. */
export async function setUserRole(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { login, role, json } = readArguments("user role", args, {}, (_, names) => ({
    login: oneName(names.slice(0, 1), "Give one user name or e-mail address, and a role."),
    role: readRole(oneName(names.slice(1), "Give one user name or e-mail address, and a role.")),
  }));
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, login);
    if (role === "owner") await handOn(ctx, commandLine, id);
    else await setServerRole(ctx, commandLine, id, role);
    print(json, { id, username, role }, `"${username}" is ${role} of the server now.`);
    return 0;
  });
}

/** Throws a `TypeError` that says which roles there are. */
export function readRole(typed: string): ServerRole {
  const found = serverRoleNames.find((name) => name === typed);
  if (found) return found;
  throw new TypeError(`"${typed}" is no role; there are ${serverRoleNames.join(", ")}.`);
}
