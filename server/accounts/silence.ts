import type { Account } from "@roost/protocol/people.ts";
import { type RawBuilder, sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Reader } from "../store/database.ts";

/** Whether somebody may only read now, as SQL. @param people The name that the query gives the table `users`. */
export const silenced = (people: string) =>
  `(${people}.silenced_at IS NOT NULL AND ${people}.silenced_until > statement_timestamp() IS NOT FALSE)`;

export function isSilenced(people: string): RawBuilder<boolean> {
  return sql.raw<boolean>(silenced(people));
}

/** As it is stored; without `silencedAt` there is none now. */
export interface SilenceRow {
  silencedAt: Date | null;
  silencedUntil: Date | null;
  silenceReason: string | null;
}

/** As those are told who look after people. */
export function toSilence(row: SilenceRow): Account["silence"] {
  const { silencedAt, silencedUntil, silenceReason } = row;
  if (silencedAt === null) return null;
  const until = silencedUntil?.toISOString() ?? null;
  return { since: silencedAt.toISOString(), until, reason: silenceReason };
}

/** Throws `me.silenced` for who may only read: for what others see of somebody and is no change of a room that they are in. */
export async function refuseSilenced(db: Reader, userId: string): Promise<void> {
  const found = await db
    .selectFrom("users as u")
    .select("u.id")
    .where("u.id", "=", userId)
    .where(isSilenced("u"))
    .executeTakeFirst();
  if (found) throw new Refusal("me.silenced");
}
