import type { Account } from "@roost/protocol/people.ts";
import { readAccounts } from "../people/list.ts";
import { everyPage } from "../store/every-page.ts";
import { print } from "./print.ts";
import { readArguments, refuseNames } from "./read-arguments.ts";
import { requireCustomRole } from "./require-custom-role.ts";
import { readRole } from "./user.ts";
import { withStore } from "./with-store.ts";

const options = {
  query: { type: "string" },
  role: { type: "string" },
  custom: { type: "string" },
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
    const { query, role, custom, suspended } = values;
    if (role !== undefined && custom !== undefined) {
      throw new TypeError("Use --role or --custom, and not both.");
    }
    return {
      custom,
      query: {
        ...(query !== undefined && { query }),
        ...(role !== undefined && { role: readRole(role) }),
        ...(suspended !== undefined && { suspended }),
      },
    };
  });
  return withStore(environment, async ({ database }) => {
    const role =
      wish.custom === undefined ? null : await requireCustomRole(database.db, wish.custom);
    const query = { ...wish.query, ...(role && { role: role.id }) };
    const pages = await everyPage(async (cursor, limit) => {
      const page = await readAccounts(database.db, { ...query, ...cursor }, limit, true);
      return { rows: page.accounts, nextCursor: page.nextCursor };
    });
    for await (const accounts of pages) {
      for (const account of accounts)
        print(
          wish.json,
          { email: null, isBot: false, customRole: null, ...account },
          inALine(account),
        );
    }
    return 0;
  });
}

function inALine({ username, email, role, customRole, ...account }: Account): string {
  const { suspension, displayName } = account;
  const until = suspension?.until ? ` until ${suspension.until}` : "";
  return [
    username,
    email ?? "-",
    customRole?.name ?? role,
    suspension ? `disabled${until}` : "enabled",
    displayName,
  ].join("\t");
}
