import type { Operation } from "@roost/protocol/rights.ts";
import { actorOf, requireRight } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { lockPeople, type Managed, type Manager } from "./change-person.ts";

/**
 * Asks in a transaction, by the role under its lock, whether somebody may do what concerns the server: nobody acts with
 * a role that they have lost.
 *
 * @returns who it is; null for the command line.
 *
 * Throws `auth.required` where their account is no longer in use, and `auth.forbidden`.
 */
export async function requireManager(
  tx: Db,
  manager: Manager,
  operation: Operation,
): Promise<Managed | null> {
  if (manager.id === null) return null;
  const me = (await lockPeople(tx, [manager.id])).get(manager.id);
  if (!me || me.isKeptOut) {
    throw new Refusal("auth.required", "This account is no longer in use.");
  }
  requireRight(actorOf(me, manager.means), operation);
  return me;
}
