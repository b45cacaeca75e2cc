import { mentionedNames } from "@roost/markdown/mentions.ts";
import { limits } from "@roost/protocol/limits.ts";
import { present } from "@roost/protocol/mentions.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { mayMentionAll } from "../rooms/may-mention.ts";

/**
 * The user names of those whom `@here` mentions in a message of somebody (MNT-6): nobody, where it is not in the body.
 * Who hides whether they are there is none of them: the message would tell it.
 */
export async function findHere(
  { database, asked }: Pick<Context, "database" | "asked">,
  { roomId, authorId, body }: { roomId: string; authorId: string; body: string },
): Promise<string[]> {
  if (!mentionsHere(body)) return [];
  const { rows } = await sql<{ id: string; username: string }>`
    SELECT u.id, u.username
    FROM members m
    JOIN rooms r ON r.id = m.room_id AND r.member_count <= ${limits.hereMembers}
    JOIN members other ON other.room_id = r.id AND other.left_at IS NULL
    JOIN users u ON u.id = other.user_id AND u.id <> m.user_id
    LEFT JOIN presences s ON s.user_id = u.id
    WHERE m.room_id = ${roomId} AND m.user_id = ${authorId} AND m.left_at IS NULL
      AND ${sql.raw(mayMentionAll)} AND NOT coalesce('state' = ANY (s.hidden), false)`.execute(
    database.db,
  );
  const nodes = await Promise.all(rows.map(({ id }) => asked.ask(id)));
  const isHere = (index: number) => nodes[index]?.some(({ state }) => state === "online");
  return rows.filter((_, index) => isHere(index)).map(({ username }) => username);
}

/** Nearly all bodies have no such name, and need not be read for it. */
export function mentionsHere(body: string): boolean {
  return body.includes("@") && /@here/i.test(body) && mentionedNames(body).includes(present);
}
