import type { Forwarded } from "@roost/protocol/forward.ts";
import type { ManagedMessage } from "@roost/protocol/managed-messages.ts";
import { messageId } from "@roost/protocol/message-id.ts";
import type { RoomKind } from "@roost/protocol/room.ts";
import { sql } from "kysely";

const dayMs = 86_400_000;

/** A message as who looks after all of them sees it, before it is told. */
export interface FoundRow {
  roomId: string;
  number: number;
  roomName: string;
  roomKind: RoomKind;
  authorId: string;
  body: string;
  forwarded: Forwarded | null;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** Null where nothing is kept of what it said. */
  deletedById: string | null;
  threadNumber: number | null;
  reports: number;
}

/** SQL: columns of a `FoundRow`, of messages `m`, their rooms `r`, and `d`, what is kept of them where they are deleted. */
export const foundColumns = sql`
  m.room_id AS "roomId", m.number, r.name AS "roomName", r.kind AS "roomKind",
  m.author_id AS "authorId", coalesce(d.body, m.body) AS body,
  coalesce(d.forwarded, m.forwarded) AS forwarded, m.created_at AS "createdAt",
  m.edited_at AS "editedAt", m.deleted_at AS "deletedAt", d.deleted_by AS "deletedById",
  m.thread_number AS "threadNumber",
  (SELECT count(*)::int FROM reports p WHERE p.room_id = m.room_id AND p.number = m.number) AS reports`;

/** @param deletedKeptDays For so many days a deleted message is kept. */
export function toManagedMessage(row: FoundRow, deletedKeptDays: number): ManagedMessage {
  const until = row.deletedAt && new Date(+row.deletedAt + deletedKeptDays * dayMs);
  return {
    id: messageId(row.roomId, row.number),
    number: row.number,
    room: { id: row.roomId, name: row.roomName, kind: row.roomKind },
    authorId: row.authorId,
    body: row.body,
    forwarded: row.forwarded,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    deletedById: row.deletedById,
    restorableUntil: row.deletedById === null ? null : (until?.toISOString() ?? null),
    threadNumber: row.threadNumber,
    reports: row.reports,
  };
}

/** Those whom messages name. */
export function peopleIn(messages: readonly ManagedMessage[]): string[] {
  return messages.flatMap(({ authorId, deletedById, forwarded }) => {
    return [authorId, deletedById ?? [], forwarded?.authorId ?? []].flat();
  });
}
