import { sql } from "kysely";
import type { Logger } from "pino";
import { type Bus, everything } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import type { KnownRole } from "./current-roles.ts";
import type { Tokens } from "./tokens.ts";

export interface RolesNowParts {
  db: Db;
  bus: Pick<Bus, "subscribe">;
  tokens: Pick<Tokens, "setRole">;
  log: Logger;
}

/**
 * Has tokens stand for the roles that people have now. Where the store cannot be asked, a token says the role
 * of before for as long as it lasts.
 */
export async function followRoles({ db, bus, tokens, log }: RolesNowParts): Promise<void> {
  // One after the other: of two changes, the later one is read last.
  let reading = Promise.resolve();
  await bus.subscribe("account", everything, ({ userId }) => {
    reading = reading.then(async () => {
      try {
        const role = await readRole(db, userId);
        if (role !== null) tokens.setRole(userId, role);
      } catch (err) {
        log.error({ err, userId }, "the new role of somebody counts when their token is renewed");
      }
    });
  });
}

async function readRole(db: Db, userId: string): Promise<KnownRole | null> {
  const { rows } = await sql<KnownRole>`
    SELECT role, custom_role_id AS "customRoleId" FROM users WHERE id = ${userId}`.execute(db);
  return rows[0] ?? null;
}
