import { sql } from "kysely";
import pg from "pg";
import { record } from "../audit/record.ts";
import { Refusal } from "../refusal.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/**
 * Makes somebody else the owner of the server, and the one of before an administrator. In one transaction: at no time is
 * there none, or two. Whoever asks over HTTP has given their password before.
 *
 * Throws `people.suspended`, `people.silenced`, `bot.no_sign_in`, and as `changePerson` does.
 */
export async function handOn(ctx: PeopleContext, manager: Manager, userId: string): Promise<void> {
  for (;;) {
    try {
      return await handOnOnce(ctx, manager, userId);
    } catch (error) {
      // Somebody else was made owner at the same moment: it is theirs to be handed on now.
      const isLate = error instanceof pg.DatabaseError && error.constraint === "users_one_owner";
      if (!isLate) throw error;
    }
  }
}

async function handOnOnce(ctx: PeopleContext, manager: Manager, userId: string): Promise<void> {
  await changePerson(ctx, manager, "handOnServer", userId, async ({ tx, person, tell }) => {
    if (person.role === "owner") return;
    if (person.isBot) throw new Refusal("bot.no_sign_in", "A bot cannot own a server.");
    if (person.isKeptOut) throw new Refusal("people.suspended");
    // Nobody ranks above an owner, to end it.
    if (person.silencedAt) throw new Refusal("people.silenced");
    const { rows } = await sql<{ id: string }>`
      UPDATE users SET role = 'admin', updated_at = now() WHERE role = 'owner'
      RETURNING id`.execute(tx);
    await sql`
      UPDATE users SET role = 'owner', custom_role_id = NULL, updated_at = now() WHERE id = ${person.id}`.execute(
      tx,
    );
    const before = rows[0]?.id;
    if (before === undefined) throw new Error("The server has no owner");
    await record(tx, manager, "server.handed-on", null, { before, after: person.id });
    tell([before, person.id].map((id) => ({ kind: "account", userId: id })));
  });
}
