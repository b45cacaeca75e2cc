import type { ManagedMessageDetails } from "@roost/protocol/managed-messages.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { keptSince } from "../retention/kept-since.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import type { Db } from "../store/database.ts";
import { type FoundRow, foundColumns, peopleIn, toManagedMessage } from "./message.ts";
import { findReadable } from "./readable.ts";

/** So many messages stand on each side of it. */
const around = 10;
const shownVersions = 100;

/**
 * A message with those in front of it and behind it, and what it said before. Throws `message.not_found`, and as
 * `findReadable`.
 */
export async function getManagedMessage(
  { database, settings }: Pick<Context, "database" | "settings">,
  actor: Actor,
  id: string,
  now: Date,
): Promise<ManagedMessageDetails> {
  requireRight(actor, "anyMessage");
  const { roomId, number } = parseMessageId(id);
  const { deletedKeptDays } = settings.values;
  const since = keptSince(deletedKeptDays, now);
  return atOneMoment(database.db, async (db) => {
    const room = await findReadable(db, actor, roomId, now).catch((error: unknown) => {
      throw error instanceof Refusal && error.code === "room.not_found"
        ? new Refusal("message.not_found")
        : error;
    });
    const ofRoom = sql`m.room_id = ${room.id}`;
    const find = async (where: RawBuilder<unknown>, order: "ASC" | "DESC", count: number) => {
      const rows = await read(db, sql`${ofRoom} AND ${where}`, since, order, count);
      return rows.map((row) => toManagedMessage(row, deletedKeptDays));
    };
    const [message] = await find(sql`m.number = ${number}`, "ASC", 1);
    if (!message) throw new Refusal("message.not_found");
    const before = await find(sql`m.number < ${number}`, "DESC", around);
    const after = await find(sql`m.number > ${number}`, "ASC", around);
    const versions = await readVersions(db, room.id, number, since);
    const people = peopleIn([...before, message, ...after]);
    return {
      message,
      before: before.reverse(),
      after,
      versions,
      users: await loadPeople(db, people),
    };
  });
}

async function read(
  db: Db,
  where: RawBuilder<unknown>,
  since: Date,
  order: "ASC" | "DESC",
  count: number,
): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    SELECT ${foundColumns}
    FROM messages m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN deleted_messages d ON d.room_id = m.room_id AND d.number = m.number
      AND d.deleted_at > ${since}
    WHERE m.author_id IS NOT NULL AND ${where}
    ORDER BY m.number ${sql.raw(order)} LIMIT ${count}`.execute(db);
  return rows;
}

/** What it said before; of a deleted one, from what is kept of it. */
async function readVersions(db: Db, roomId: string, number: number, since: Date) {
  const { rows } = await sql<{ body: string; writtenAt: Date }>`
    SELECT body, "writtenAt" FROM (
      SELECT version, body, written_at AS "writtenAt" FROM message_edits
      WHERE room_id = ${roomId} AND number = ${number}
      UNION ALL
      SELECT e.version, e.body, e.written_at FROM deleted_messages d
      CROSS JOIN jsonb_to_recordset(d.edits) AS e (version bigint, body text, written_at timestamptz)
      WHERE d.room_id = ${roomId} AND d.number = ${number} AND d.deleted_at > ${since}
    ) versions
    ORDER BY version DESC LIMIT ${shownVersions}`.execute(db);
  return rows.map(({ body, writtenAt }) => ({ body, writtenAt: writtenAt.toISOString() }));
}
