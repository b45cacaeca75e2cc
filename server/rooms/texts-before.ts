import type { Message } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import type { MessageRow } from "./message-row.ts";

/** What messages of a room said before: the texts that edits replaced, and those of deleted ones that may come back. */

/** A message of a room. */
interface Place {
  roomId: string;
  number: number;
}

const of = ({ roomId, number }: Place) => sql`room_id = ${roomId} AND number = ${number}`;

/** SQL: what a message says now becomes a part of its history. */
export function keepText(place: Place, version: number) {
  return sql`
    INSERT INTO message_edits (room_id, number, version, body, written_at)
    SELECT room_id, number, ${version}::bigint, body, coalesce(edited_at, created_at)
    FROM messages WHERE ${of(place)}`;
}

/** SQL: a message has no history any more. */
export function dropTexts(place: Place) {
  return sql`DELETE FROM message_edits WHERE ${of(place)}`;
}

/** SQL: keeps all that a message says and said, which is about to be deleted. */
export function setAside(place: Place, byId: string) {
  return sql`
    INSERT INTO deleted_messages
      (room_id, number, deleted_at, deleted_by, body, mentions, forwarded, edits)
    SELECT room_id, number, statement_timestamp(), ${byId}, body, mentions, forwarded, coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'version', version, 'body', body, 'written_at', written_at) ORDER BY version)
      FROM message_edits WHERE ${of(place)}), '[]')
    FROM messages WHERE ${of(place)}`;
}

/** What a deleted message said, and who deleted it. */
type Kept = Pick<MessageRow, "body" | "mentions" | "forwarded"> & { deletedById: string };

/** A deleted message that is there again, and who had deleted it. */
export interface BroughtBack {
  message: Message;
  deletedById: string;
}

/** Gives back what was set aside of a message, its history into its place. Null where nothing is, or since too long. */
export async function takeBack(db: Db, place: Place, deletedSince: Date): Promise<Kept | null> {
  const { roomId, number } = place;
  const { rows } = await sql<Kept & { edits: object[] }>`
    DELETE FROM deleted_messages WHERE ${of(place)} AND deleted_at > ${deletedSince}
    RETURNING body, mentions, forwarded, edits, deleted_by AS "deletedById"`.execute(db);
  const [kept] = rows;
  if (!kept) return null;
  const { edits, ...said } = kept;
  await sql`
    INSERT INTO message_edits (room_id, number, version, body, written_at)
    SELECT ${roomId}::uuid, ${number}::bigint, version, body, written_at
    FROM jsonb_to_recordset(${JSON.stringify(edits)}::jsonb)
      AS e (version bigint, body text, written_at timestamptz)`.execute(db);
  return said;
}
