import { commandLine } from "../people/change-person.ts";
import { makeResetLink } from "../people/reset-link.ts";
import { print } from "./print.ts";
import { oneName, readArguments } from "./read-arguments.ts";
import { publicUrlOf, requirePerson, withStore } from "./with-store.ts";

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
  const { login, json } = readArguments("user reset-password", args, {}, (_, names) => ({
    login: oneName(names, "Whose password is it? Give one user name or e-mail address."),
  }));
  return withStore(environment, async (ctx) => {
    const { id, username } = await requirePerson(ctx.database.db, login);
    const publicUrl = publicUrlOf(ctx.config);
    const { url, until } = await makeResetLink(ctx, commandLine, id, publicUrl, new Date());
    print(
      json,
      { id, username, resetLink: url, until: until.toISOString() },
      `With this link "${username}" sets a new password, once, until ${until.toISOString()}. It lets in whoever has it: hand it to nobody else.\n${url}`,
    );
    return 0;
  });
}
