import { graceEnd } from "../deletions/own.ts";
import { commandLine } from "../people/change-person.ts";
import { deletePerson, keepPerson } from "../people/delete.ts";
import { StartError } from "../start-error.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { requirePerson, withStore } from "./with-store.ts";

/**
 * `user delete NAME [--now] [--cancel]`: has an account deleted by the server, after the days that it gives everybody, or at once. Works
 * whether the server runs or not; what takes long is done by a running one.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function deleteUser(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const options = { now: { type: "boolean" }, cancel: { type: "boolean" } } as const;
  const wish = readArguments("user delete", args, options, ({ now, cancel }, names) => ({
    login: oneName(names, "Give one user name or e-mail address."),
    atOnce: now ?? false,
    cancels: cancel ?? false,
  }));
  if (wish.atOnce && wish.cancels) throw new StartError("Give --now or --cancel, not both.");
  return withStore(environment, async (store) => {
    const { config } = store;
    const ctx = { ...store, sendsMail: config.smtpUrl !== undefined };
    const { id, username } = await requirePerson(store.database.db, wish.login);
    const now = new Date();
    if (wish.cancels) {
      await keepPerson(ctx, commandLine, id, now);
      print(wish.json, { id, username, at: null }, `"${username}" is not to be deleted.`);
      return 0;
    }
    const at = wish.atOnce ? now : graceEnd(config, now);
    await deletePerson(ctx, commandLine, id, at, now);
    const line = `"${username}" is signed out everywhere; the account is deleted by the server from ${at.toISOString()} on.`;
    print(wish.json, { id, username, at: at.toISOString() }, line);
    return 0;
  });
}
