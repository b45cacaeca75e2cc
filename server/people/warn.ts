import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { writeOwn } from "../persons/write-own.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";
import { readReason } from "./reason.ts";

/**
 * Tells somebody what they are to know, on all their devices, until they acknowledge it. Returns the id of the warning.
 *
 * Throws `text.…`, `people.warned_enough`, and as `changePerson` does.
 */
export async function warn(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  typed: string,
): Promise<string> {
  const reason = readReason(typed, limits.sanctionReasonCharacters);
  if (reason === null) throw new Refusal("text.empty", "A warning says what it is about.");
  const id = randomUUID();
  await changePerson(
    ctx,
    manager,
    "warn",
    userId,
    async ({ tx, person, record, tell }) => {
      if ((await countOpen(tx, person.id)) >= limits.openWarnings) {
        throw new Refusal("people.warned_enough");
      }
      const row = { userId: person.id, kind: "warning", key: id, value: { reason } } as const;
      const { event } = await writeOwn(tx, row);
      await record("person.warned", { warningId: id, reason });
      if (event) tell([event]);
    },
    { writesLog: true },
  );
  return id;
}

async function countOpen(tx: Db, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM own_rows
    WHERE user_id = ${userId} AND kind = 'warning' AND value IS NOT NULL`.execute(tx);
  return rows[0]?.count ?? 0;
}
