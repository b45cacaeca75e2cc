import { resetSecondFactorOf } from "../accounts/second-factor.ts";
import { StartError } from "../start-error.ts";
import { readLogin, requirePerson, withStore } from "./with-store.ts";

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
  const login = readLogin(
    args,
    "Whose second factor is it? Give one user name or e-mail address: npm run roost -- user reset-2fa ann",
  );
  return withStore(environment, async ({ database: { db }, config }) => {
    const person = await requirePerson(db, login);
    const sendsMail = config.smtpUrl !== undefined;
    if (!(await resetSecondFactorOf({ db, sendsMail, now: () => new Date() }, person.id))) {
      throw new StartError(`"${person.username}" has no second factor. Nothing was changed.`);
    }
    process.stdout.write(
      `"${person.username}" signs in with the password alone from now on, and can set up another second factor in the settings.\n`,
    );
    return 0;
  });
}
