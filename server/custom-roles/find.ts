import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { type RawBuilder, sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** A role as it is stored. */
export type StoredRole = Omit<CustomRole, "holders">;

/** Throws `role.not_found`. */
export function findCustomRole(db: Db, roleId: string): Promise<StoredRole> {
  return find(db, roleId, sql``);
}

/**
 * A role that is to be given, in the transaction that gives it: until that ends it is not deleted, and permits nothing
 * else. Throws `role.not_found`.
 */
export function holdCustomRole(tx: Db, roleId: string): Promise<StoredRole> {
  return find(tx, roleId, sql`FOR SHARE`);
}

/** A role that is to be changed, in the transaction that changes it. Throws `role.not_found`. */
export function lockCustomRole(tx: Db, roleId: string): Promise<StoredRole> {
  return find(tx, roleId, sql`FOR UPDATE`);
}

async function find(db: Db, roleId: string, lock: RawBuilder<unknown>): Promise<StoredRole> {
  const { rows } = await sql<StoredRole>`
    SELECT id, name, base, permissions FROM custom_roles
    WHERE id::text = ${roleId.toLowerCase()} ${lock}`.execute(db);
  const [role] = rows;
  if (!role) throw new Refusal("role.not_found");
  return role;
}
