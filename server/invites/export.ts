import type { ExportInvitesQuery, Invite } from "@roost/protocol/registration.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readInvites } from "./list.ts";

/** An invitation, with what its maker is called; null where there is nobody like that any more. */
export interface NamedInvite extends Invite {
  maker: string | null;
}

/** All invitations of a list, some at a time. The audit log has that they were handed out. */
export async function exportInvites(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportInvitesQuery,
  now: Date,
): Promise<AsyncIterable<NamedInvite[]>> {
  requireRight(actor, "exportInvites");
  await record(db, actor, "list.exported", null, { list: "invites" });
  return everyPage(async (cursor, limit) => {
    const page = await readInvites(db, { ...query, ...cursor }, limit, now);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.invites.map((invite) => ({
      ...invite,
      maker: names.get(invite.createdBy ?? "") ?? null,
    }));
    return { rows, nextCursor: page.nextCursor };
  });
}
