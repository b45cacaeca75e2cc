import type { AddressBan, ExportAddressBansQuery } from "@roost/protocol/address-bans.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readBans } from "./list.ts";

/** A ban, with what those are called whom it names; null where there is nobody like that any more. */
export interface NamedBan extends AddressBan {
  maker: string | null;
  person: string | null;
}

/** All bans of a list, some at a time. The audit log has that they were handed out. */
export async function exportBans(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportAddressBansQuery,
  now: Date,
): Promise<AsyncIterable<NamedBan[]>> {
  requireRight(actor, "exportAddressBans");
  await record(db, actor, "list.exported", null, { list: "bans" });
  return everyPage(async (cursor, limit) => {
    const page = await readBans(db, { ...query, ...cursor }, limit, now);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.bans.map((ban) => ({
      ...ban,
      maker: names.get(ban.createdBy ?? "") ?? null,
      person: names.get(ban.userId ?? "") ?? null,
    }));
    return { rows, nextCursor: page.nextCursor };
  });
}
