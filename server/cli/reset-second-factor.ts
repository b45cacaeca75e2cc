import { pino } from "pino";
import { findByLogin } from "../accounts/find-by-login.ts";
import { resetSecondFactorOf } from "../accounts/second-factor.ts";
import { readConfig } from "../config.ts";
import { StartError } from "../start-error.ts";
import { openStoreBeside } from "../store/open-store.ts";

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
  const [login, ...more] = args;
  if (login === undefined || login.startsWith("-") || more.length > 0) {
    throw new StartError(
      "Whose second factor is it? Give one user name or e-mail address: npm run roost -- user reset-2fa ann",
    );
  }
  const config = readConfig(environment);
  const store = await openStoreBeside(config, pino({ level: "error" }, pino.destination(2)));
  try {
    const { db } = store.database;
    const person = await findByLogin(db, login);
    if (!person) {
      throw new StartError(`Nobody here is called "${login}", and it is nobody's e-mail address.`);
    }
    const sendsMail = config.smtpUrl !== undefined;
    if (!(await resetSecondFactorOf({ db, sendsMail, now: () => new Date() }, person.id))) {
      throw new StartError(`"${person.username}" has no second factor. Nothing was changed.`);
    }
    process.stdout.write(
      `"${person.username}" signs in with the password alone from now on, and can set up another second factor in the settings.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}
