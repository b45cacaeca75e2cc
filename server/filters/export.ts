import type { ExportFiltersQuery, Filter } from "@roost/protocol/filters.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readFilters } from "./list.ts";

/** A filter, with what its maker is called; null where there is nobody like that any more. */
export interface NamedFilter extends Filter {
  maker: string | null;
}

/** All filters of a list, some at a time. The audit log has that they were handed out. */
export async function exportFilters(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportFiltersQuery,
): Promise<AsyncIterable<NamedFilter[]>> {
  requireRight(actor, "exportFilters");
  await record(db, actor, "list.exported", null, { list: "filters" });
  return everyPage(async (cursor, limit) => {
    const page = await readFilters(db, { ...query, ...cursor }, limit);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.filters.map((one) => ({
      ...one,
      maker: names.get(one.createdBy ?? "") ?? null,
    }));
    return { rows, nextCursor: page.nextCursor };
  });
}
