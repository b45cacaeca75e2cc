import { type ServerRole, serverRoleNames } from "@roost/protocol/permissions.ts";
import { commandLine } from "../people/change-person.ts";
import { handOn } from "../people/hand-on.ts";
import { setServerRole } from "../people/set-role.ts";
import { suspend, unsuspend } from "../people/suspend.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { requireCustomRole } from "./require-custom-role.ts";
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

/** `user role NAME ROLE`, or `--custom ROLE`. Returns the exit code. Throws a `StartError`. */
export async function setUserRole(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const options = { custom: { type: "string" } } as const;
  const wish = readArguments("user role", args, options, ({ custom }, names) => {
    const complaint = "Give one user name or e-mail address, and a role.";
    const login = oneName(names.slice(0, 1), complaint);
    if (custom === undefined) return { login, role: readRole(oneName(names.slice(1), complaint)) };
    if (names.length > 1) throw new TypeError(complaint);
    return { login, custom };
  });
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, wish.login);
    if ("custom" in wish) {
      const { id: roleId, name, base } = await requireCustomRole(ctx.database.db, wish.custom);
      await setServerRole(ctx, commandLine, id, roleId);
      const customRole = { id: roleId, name };
      const line = `"${username}" has the role "${name}" now.`;
      print(wish.json, { id, username, role: base, customRole }, line);
      return 0;
    }
    const { role } = wish;
    if (role === "owner") await handOn(ctx, commandLine, id);
    else await setServerRole(ctx, commandLine, id, role);
    const line = `"${username}" is ${role} of the server now.`;
    print(wish.json, { id, username, role, customRole: null }, line);
    return 0;
  });
}

/** Throws a `TypeError` that says which roles there are. */
export function readRole(typed: string): ServerRole {
  const found = serverRoleNames.find((name) => name === typed);
  if (found) return found;
  throw new TypeError(`"${typed}" is no role; there are ${serverRoleNames.join(", ")}.`);
}
