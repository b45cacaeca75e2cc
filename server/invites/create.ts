import { randomUUID } from "node:crypto";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { CreatedInvite, CreateInvite } from "@roost/protocol/registration.ts";
import { sql } from "kysely";
import { hashOf, newSecret } from "../accounts/links.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { Manager } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import { findRoomsToOffer } from "../rooms/offered.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { readInvite } from "./list.ts";
import { fromInvites, inviteState } from "./state.ts";

/**
 * Makes a link with which people sign up. What it carries is told now, and never again.
 *
 * Throws `request.invalid` for a time that is over, `room.not_found`, `invite.too_many`, `auth.forbidden`.
 *
 * @param publicUrl The server's address, without a slash at its end.
 */
export async function createInvite(
  { database }: Pick<Context, "database">,
  manager: Manager,
  { until = null, maxUses = null, roomIds = [] }: CreateInvite,
  publicUrl: string,
  now: Date,
): Promise<CreatedInvite> {
  if (until !== null && new Date(until) <= now) {
    throw new Refusal("request.invalid", "`until` is over already; name a time in the future.");
  }
  const [id, secret, rooms] = [randomUUID(), newSecret(), [...new Set(roomIds)]];
  return database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "createInvite");
    await requireRooms(tx, manager.id, rooms);
    await requireFew(tx, now);
    await sql`
      INSERT INTO invites (id, secret_hash, created_at, created_by, until, max_uses, room_ids)
      VALUES (${id}, ${hashOf(secret)}, ${now}, ${manager.id}, ${until}, ${maxUses},
        ${uuidArray(rooms)}::uuid[])`.execute(tx);
    await record(tx, manager, "invite.made", null, {
      ...{ inviteId: id, until, maxUses, roomIds: rooms },
    });
    return { invite: await readInvite(tx, id, now), url: `${publicUrl}/join/${secret}` };
  });
}

async function requireRooms(tx: Db, userId: string | null, roomIds: string[]): Promise<void> {
  const found = await findRoomsToOffer(tx, userId, roomIds);
  const missing = roomIds.find((id) => !found.has(id));
  if (missing === undefined) return;
  throw new Refusal(
    "room.not_found",
    `${missing} is no room that you can invite people to: name public rooms, or rooms that you are in.`,
  );
}

async function requireFew(tx: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM ${fromInvites} WHERE ${inviteState(now)} = 'open'`.execute(tx);
  if ((rows[0]?.count ?? 0) < admissionLimits.openInvites) return;
  throw new Refusal(
    "invite.too_many",
    `There are ${admissionLimits.openInvites} invitations that work; revoke some of them first.`,
  );
}
