import type { Config } from "../config.ts";
import { commandLine } from "../people/change-person.ts";
import { makeResetLink } from "../people/reset-link.ts";
import { readLogin, requirePerson, withStore } from "./with-store.ts";

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
  const login = readLogin(
    args,
    "Whose password is it? Give one user name or e-mail address: npm run roost -- user reset-password ann",
  );
  return withStore(environment, async (ctx) => {
    const person = await requirePerson(ctx.database.db, login);
    const publicUrl = publicUrlOf(ctx.config);
    const { url, until } = await makeResetLink(ctx, commandLine, person.id, publicUrl, new Date());
    process.stdout.write(
      `With this link "${person.username}" sets a new password, once, until ${until.toISOString()}. It lets in whoever has it: hand it to nobody else.\n${url}\n`,
    );
    return 0;
  });
}

function publicUrlOf({ publicUrl, port }: Config): string {
  return (publicUrl ?? `http://localhost:${port}`).replace(/\/$/, "");
}
