import type { ExportTokensQuery, ManagedToken } from "@roost/protocol/managed-tokens.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readTokens } from "./list.ts";

/** A token, with what its person is called. */
export interface NamedToken extends ManagedToken {
  user: string | null;
}

/** All tokens of a list, some at a time. The audit log has that they were handed out. */
export async function exportTokens(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportTokensQuery,
  now: Date,
): Promise<AsyncIterable<NamedToken[]>> {
  requireRight(actor, "exportTokens");
  await record(db, actor, "list.exported", null, { list: "tokens" });
  return everyPage(async (cursor, limit) => {
    const page = await readTokens(db, { ...query, ...cursor }, limit, now);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.tokens.map((token) => ({ ...token, user: names.get(token.userId) ?? null }));
    return { rows, nextCursor: page.nextCursor };
  });
}
