import { limits } from "@roost/protocol/limits.ts";
import type { Message, Quote } from "@roost/protocol/message.ts";
import { quotedIn, quoteOf } from "@roost/protocol/quote.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** SQL over a message `q`: what replies show of it. */
export const quotedBody = "coalesce(nullif(q.body, ''), q.forwarded ->> 'body', '')";

/**
 * The numbers that messages of a room reply to, but for what is among them. One of a thread that stands in the
 * timeline, too, leads to the root.
 */
export function repliedTo(messages: readonly Message[]): number[] {
  const present = new Set(messages.map(({ number }) => number));
  const wanted = new Set(messages.flatMap(quotedIn));
  return [...wanted].filter((number) => !present.has(number));
}

interface StoredQuote extends Omit<Quote, "deletedAt"> {
  ord: number;
  deletedAt: Date | null;
}

/** What messages reply to that is not among them, room by room in the given order, with one query. */
export async function loadQuotes(
  db: Db,
  rooms: readonly { roomId: string; messages: readonly Message[] }[],
): Promise<Quote[][]> {
  const wanted = rooms.flatMap(({ roomId, messages }, index) =>
    repliedTo(messages).map((number) => ({ roomId, number, index })),
  );
  if (wanted.length === 0) return rooms.map(() => []);
  const { rows } = await sql<StoredQuote>`
    SELECT wanted.ord, q.number, q.version, q.author_id AS "authorId",
      left(${sql.raw(quotedBody)}, ${limits.quoteCharacters}) AS body,
      q.deleted_at AS "deletedAt"
    FROM unnest(${wanted.map(({ roomId }) => roomId)}::uuid[],
      ${wanted.map(({ number }) => number)}::bigint[], ${wanted.map(({ index }) => index)}::int[])
      AS wanted (room_id, number, ord)
    CROSS JOIN LATERAL (
      SELECT m.number, m.version, m.author_id, m.body, m.forwarded, m.deleted_at
      FROM messages m
      WHERE m.room_id = wanted.room_id AND m.number = wanted.number
      LIMIT 1
    ) q
    ORDER BY wanted.ord, q.number`.execute(db);
  const found = Map.groupBy(rows, ({ ord }) => ord);
  return rooms.map((_, index) => (found.get(index) ?? []).map(toQuote));
}

function toQuote({ deletedAt, ...quote }: StoredQuote): Quote {
  return quoteOf({ ...quote, deletedAt: deletedAt?.toISOString() ?? null });
}
