import { fold } from "@roost/protocol/folding.ts";
import type { User } from "@roost/protocol/user.ts";

/**
 * Whether a person is one whom the server finds by a query, as its `foundBy` has it. It tells which
 * of the people who were found for fewer letters still fit, until those for all of them are there.
 */
export function fits({ displayName, username }: User, query: string): boolean {
  const name = fold(`${displayName} @${username}`);
  const wanted = fold(query);
  return (
    name.includes(wanted) || wanted.split(" ").every((word) => ` ${name}`.includes(` ${word}`))
  );
}
