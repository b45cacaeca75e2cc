import { randomUUID } from "node:crypto";
import { checkUsername, normalizeUsername } from "@roost/protocol/account-rules.ts";
import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { Bot, CreateBot } from "@roost/protocol/bots.ts";
import { limits } from "@roost/protocol/limits.ts";
import { serverRoles } from "@roost/protocol/permissions.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { sql } from "kysely";
import pg from "pg";
import { refuseFormer, refuseReserved, usernameTaken } from "../accounts/usernames.ts";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { readBot } from "./list.ts";

/** What a bot is at first; its role can be changed like any other. */
const role = "member";

/**
 * Makes the account of a program. It has no password and no address, and is in no room until somebody brings it there.
 *
 * Throws `auth.forbidden`, `auth.username_taken`, `auth.username_reserved`, `bot.too_many`, `request.invalid`, `text.…`.
 */
export async function createBot(
  { database: { db } }: Pick<PeopleContext, "database">,
  manager: Manager,
  wish: CreateBot,
  now: Date,
): Promise<Bot> {
  const { username, displayName } = check(wish);
  const id = randomUUID();
  try {
    return await db.transaction().execute(async (tx) => {
      await requireManager(tx, manager, "createBot");
      await requireFew(tx);
      await tx
        .insertInto("users")
        .values({
          ...{ id, username, display_name: displayName, role },
          ...foldedPerson(displayName, username),
          // Addresses of this kind lead nowhere, by RFC 2606: the column has one of each account.
          email: `${id}@bot.invalid`,
          ...{ is_bot: true, bot_owner_id: manager.id },
        })
        .execute();
      await refuseFormer(tx, username, id);
      await record(tx, manager, "bot.made", id, { username });
      return readBot(tx, id, now);
    });
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.code === "23505";
    throw isTaken ? usernameTaken(username) : error;
  }
}

function check(wish: CreateBot): CreateBot {
  const username = normalizeUsername(wish.username);
  const displayName = normalizeLine(wish.displayName);
  const wrong = checkUsername(username);
  if (wrong) throw new Refusal("request.invalid", `User name: ${wrong.detail}`);
  refuseReserved(username, serverRoles[role]);
  const problem = checkLine(displayName, limits.displayNameCharacters);
  if (problem) throw new Refusal(problem.code, `Display name: ${problem.detail}`);
  return { username, displayName };
}

/** The first account owns the server, and no bot does. */
async function requireFew(tx: Db): Promise<void> {
  const { rows } = await sql<{ bots: number; all: boolean }>`
    SELECT count(*) AS bots, EXISTS (SELECT FROM users) AS all
    FROM users WHERE is_bot AND deleted_at IS NULL`.execute(tx);
  const [found] = rows;
  if (!found?.all) {
    throw new Refusal("request.invalid", "This server has no accounts yet: make your own first.");
  }
  if (found.bots < apiTokenLimits.bots) return;
  throw new Refusal(
    "bot.too_many",
    `There are ${apiTokenLimits.bots} bots; use one of those that nobody needs any more.`,
  );
}
