import type { AuditAction, AuditDetails } from "@roost/protocol/audit.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Db } from "../store/database.ts";

/** Who does something administrative. */
export type AuditedActor = Pick<Actor, "means" | "address"> & {
  /** Null for who runs commands on the server. */
  id: string | null;
};

/**
 * Adds an entry to the audit log. In the transaction of what it tells: there is none without the other.
 *
 * @param userId Whom it concerns; null where that is the server.
 */
export async function record<Action extends AuditAction>(
  transaction: Db,
  { id, means, address = null }: AuditedActor,
  action: Action,
  userId: string | null,
  details: AuditDetails[Action],
): Promise<void> {
  await sql`
    INSERT INTO audit_entries (actor_id, means, address, action, user_id, details)
    VALUES (${id}, ${means}, ${address}, ${action}, ${userId}, ${JSON.stringify(details)}::jsonb)`.execute(
    transaction,
  );
}
