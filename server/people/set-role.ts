import { compareServerRoles, type ServerRole } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/**
 * Gives somebody a role on the server, in effect at once on all their devices. The same role again changes nothing. A
 * server has one owner, who hands it on (`handOn`).
 *
 * Throws `people.role_too_high`, `people.owner`, and as `changePerson` does.
 */
export async function setServerRole(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  role: ServerRole,
): Promise<void> {
  await changePerson(ctx, manager, "setServerRole", userId, async (change) => {
    const { tx, person, managerRole } = change;
    if (role === person.role) return;
    if (role === "owner" || person.role === "owner") throw new Refusal("people.owner");
    if (managerRole !== null && compareServerRoles(role, managerRole) < 0) {
      throw new Refusal(
        "people.role_too_high",
        `You are ${managerRole}, and can make nobody ${role}.`,
      );
    }
    await sql`UPDATE users SET role = ${role}, updated_at = now() WHERE id = ${person.id}`.execute(
      tx,
    );
    await change.record("role.set", { before: person.role, after: role });
    change.tell([{ kind: "account", userId: person.id }]);
  });
}
