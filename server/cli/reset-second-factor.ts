import { commandLine } from "../people/change-person.ts";
import { resetSecondFactorOf } from "../people/reset-second-factor.ts";
import { StartError } from "../start-error.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { requirePerson, withStore } from "./with-store.ts";

/**
 * `user reset-2fa NAME`: takes away the second factor of somebody who cannot sign in any more. Works whether the
 * server runs or not.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function resetSecondFactor(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { login, json } = readArguments("user reset-2fa", args, {}, (_, names) => ({
    login: oneName(names, "Whose second factor is it? Give one user name or e-mail address."),
  }));
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, login);
    const tells = { sendsMail: ctx.config.smtpUrl !== undefined, now: new Date() };
    if (!(await resetSecondFactorOf(ctx, commandLine, id, tells))) {
      throw new StartError(`"${username}" has no second factor. Nothing was changed.`);
    }
    print(
      json,
      { id, username },
      `"${username}" signs in with the password alone from now on, and can set up another second factor in the settings.`,
    );
    return 0;
  });
}
