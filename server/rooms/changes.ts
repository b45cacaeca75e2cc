import type { Changes } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { sql, type Transaction } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Schema } from "../store/schema.ts";
import { type MessageRow, peopleOf, toMessage } from "./message-row.ts";
import { type MemberRow, type RoomRow, toMember, toRoom } from "./row.ts";

type ReadContext = Pick<Context, "database">;

/** What changed in a room of mine after a version. Throws `room.not_found`. */
export async function changesSince(
  ctx: ReadContext,
  userId: string,
  roomId: string,
  since: number,
): Promise<Changes> {
  return atOneMoment(ctx, async (tx) => {
    const room = await tx
      .selectFrom("rooms")
      .innerJoin("members", "members.room_id", "rooms.id")
      .selectAll("rooms")
      .where("rooms.id", "=", roomId)
      .where("members.user_id", "=", userId)
      .where("members.left_at", "is", null)
      .executeTakeFirst();
    if (!room) throw new Refusal("room.not_found");
    return readChanges(tx, room, since);
  });
}

/** As `changesSince`, for the server itself. Null where there is no such room. */
export async function roomChangesSince(
  ctx: ReadContext,
  roomId: string,
  since: number,
): Promise<Changes | null> {
  return atOneMoment(ctx, async (tx) => {
    const room = await tx
      .selectFrom("rooms")
      .selectAll()
      .where("id", "=", roomId)
      .executeTakeFirst();
    return room ? readChanges(tx, room, since) : null;
  });
}

/** The present versions of rooms, by id. Rooms that do not exist are left out. */
export async function roomVersions(
  ctx: ReadContext,
  roomIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; version: number }>`
    SELECT id, version FROM rooms WHERE id = ANY(${roomIds}::uuid[])`.execute(ctx.database.db);
  return new Map(rows.rows.map((row) => [row.id, row.version]));
}

/** Room, members and messages have to be of the same moment, or a version would lie. */
function atOneMoment<T>(ctx: ReadContext, read: (tx: Transaction<Schema>) => Promise<T>) {
  return ctx.database.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(read);
}

async function readChanges(
  tx: Transaction<Schema>,
  room: RoomRow,
  since: number,
): Promise<Changes> {
  const limit = limits.changesRows;
  const messageRows = await changedRows("messages")
    .limit(limit + 1)
    .execute();
  const memberRows = await changedRows("members")
    .limit(limit + 1)
    .execute();
  const version = Math.min(
    wholeUpTo(messageRows),
    wholeUpTo(memberRows),
    spaceUpTo(messageRows),
    room.version,
  );
  const messages = messageRows
    .filter((row) => row.version <= version)
    .map((row) => toMessage(row as MessageRow));
  const members = memberRows
    .filter((row) => row.version <= version)
    .map((row) => toMember(row as MemberRow));
  const users = await loadPeople(tx, [
    ...peopleOf(messages),
    ...members.map((member) => member.userId),
  ]);
  return {
    roomId: room.id,
    since,
    version,
    room: toRoom(room),
    members,
    messages,
    users,
    more: version < room.version,
  };

  function changedRows<Table extends "messages" | "members">(table: Table) {
    return tx
      .selectFrom(table as "messages" | "members")
      .selectAll()
      .where("room_id", "=", room.id)
      .where("version", ">", since)
      .orderBy("version");
  }
}

/**
 * The version up to which a list, of which one row more than the limit was asked for, has all
 * rows. A version is never torn: a replica that took half of one would skip the other half. One
 * change writes far fewer rows than the limit, so that each answer gets further.
 */
function wholeUpTo(rows: readonly { version: number }[]): number {
  const extra = rows[limits.changesRows];
  return extra ? extra.version - 1 : Number.POSITIVE_INFINITY;
}

/** The version up to which the bodies fit into one answer: that of the first that does not. */
function spaceUpTo(rows: readonly { version: number; body: string }[]): number {
  let characters = 0;
  for (const { version, body } of rows) {
    characters += body.length;
    if (characters > limits.changesBodyCharacters) return version;
  }
  return Number.POSITIVE_INFINITY;
}
