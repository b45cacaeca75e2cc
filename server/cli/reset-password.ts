import { pino } from "pino";
import { findByLogin } from "../accounts/find-by-login.ts";
import { addressOf } from "../accounts/links.ts";
import { makeHandedReset } from "../accounts/reset-links.ts";
import { type Config, readConfig } from "../config.ts";
import { StartError } from "../start-error.ts";
import { openStoreBeside } from "../store/open-store.ts";

/**
 * `user reset-password NAME`: prints a link with which somebody sets a new password, to be handed over by whoever
 * runs the server. Works whether the server runs or not.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function resetPassword(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const [login, ...more] = args;
  if (login === undefined || login.startsWith("-") || more.length > 0) {
    throw new StartError(
      "Whose password is it? Give one user name or e-mail address: npm run roost -- user reset-password ann",
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
    const { token, until } = await makeHandedReset(db, person.id, new Date());
    process.stdout.write(
      `With this link "${person.username}" sets a new password, once, until ${until.toISOString()}. It lets in whoever has it: hand it to nobody else.\n${addressOf(publicUrlOf(config), "reset-password", token)}\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

function publicUrlOf({ publicUrl, port }: Config): string {
  return (publicUrl ?? `http://localhost:${port}`).replace(/\/$/, "");
}
