import type { Account } from "@roost/protocol/people.ts";
import { readAccounts } from "../people/list.ts";
import { everyPage } from "../store/every-page.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";
import { readRole } from "./user.ts";
import { withStore } from "./with-store.ts";

const options = {
  query: { type: "string" },
  role: { type: "string" },
  suspended: { type: "boolean" },
} as const;

/**
 * `user list`: prints who has an account, a line each. Works whether the server runs or not.
 *
 * @returns the exit code.
 * @throws StartError
 */
export async function listUsers(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const wish = readArguments("user list", args, options, (values, names) => {
    refuseNames(names);
    const { query, role, suspended } = values;
    return {
      query: {
        ...(query !== undefined && { query }),
        ...(role !== undefined && { role: readRole(role) }),
        ...(suspended !== undefined && { suspended }),
      },
    };
  });
  return withStore(environment, async ({ database }) => {
    const pages = await everyPage(async (cursor, limit) => {
      const page = await readAccounts(database.db, { ...wish.query, ...cursor }, limit, true);
      return { rows: page.accounts, nextCursor: page.nextCursor };
    });
    for await (const accounts of pages) {
      for (const account of accounts)
        print(wish.json, { email: null, isBot: false, ...account }, inALine(account));
    }
    return 0;
  });
}

function inALine({ username, email, role, suspension, displayName }: Account): string {
  const until = suspension?.until ? ` until ${suspension.until}` : "";
  return [
    username,
    email ?? "-",
    role,
    suspension ? `disabled${until}` : "enabled",
    displayName,
  ].join("\t");
}
