import type { Account, ExportAccountsQuery } from "@roost/protocol/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { readAccounts, showsEmailTo } from "./list.ts";

/** Accounts that are read at once. */
const pageRows = 1_000;

/** All accounts of a list, some at a time. The audit log has that they were handed out. */
export async function exportAccounts(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportAccountsQuery,
): Promise<AsyncIterable<Account[]>> {
  requireRight(actor, "exportPeople");
  await record(db, actor, "list.exported", null, { list: "people" });
  const showsEmail = showsEmailTo(actor);
  return (async function* () {
    let cursor: string | null = null;
    do {
      const page = await readAccounts(
        db,
        cursor === null ? query : { ...query, cursor },
        pageRows,
        showsEmail,
      );
      yield page.accounts;
      cursor = page.nextCursor;
    } while (cursor !== null);
  })();
}
