import type { Account, ExportAccountsQuery } from "@roost/protocol/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readAccounts, showsEmailTo } from "./list.ts";

/** All accounts of a list, some at a time. The audit log has that they were handed out. */
export async function exportAccounts(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportAccountsQuery,
): Promise<AsyncIterable<Account[]>> {
  requireRight(actor, "exportPeople");
  await record(db, actor, "list.exported", null, { list: "people" });
  const showsEmail = showsEmailTo(actor);
  return everyPage(async (cursor, limit) => {
    const page = await readAccounts(db, { ...query, ...cursor }, limit, showsEmail);
    return { rows: page.accounts, nextCursor: page.nextCursor };
  });
}
