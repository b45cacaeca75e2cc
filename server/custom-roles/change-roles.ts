import type { Operation } from "@roost/protocol/rights.ts";
import pg from "pg";
import type { Standing } from "../accounts/standing.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** What a change of the roles works with. */
export interface RolesChange {
  tx: Db;
  /** Who changes them, as they are under their lock; null for the command line. */
  me: Standing | null;
}

/**
 * Changes the custom roles in one transaction, in effect at once on all nodes. Nobody acts with a role that they have
 * lost. Throws `auth.forbidden`, `role.name_taken`, and what `work` throws.
 */
export async function changeRoles<Result>(
  { database, bus }: PeopleContext,
  manager: Manager,
  operation: Operation,
  work: (change: RolesChange) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await database.db.transaction().execute(async (tx) => {
      const me = await requireManager(tx, manager, operation);
      return work({ tx, me });
    });
    // The roles are read anew like the settings of the server: there is no event of their own, which nodes of before
    // would not know.
    bus.publish([{ kind: "settings" }]);
    return result;
  } catch (error) {
    const isTaken =
      error instanceof pg.DatabaseError && error.constraint === "custom_roles_by_name";
    throw isTaken ? new Refusal("role.name_taken") : error;
  }
}
