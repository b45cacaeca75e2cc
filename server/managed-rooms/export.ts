import type { ExportRoomsQuery, ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readManagedRooms } from "./list.ts";

/** All rooms of a list, some at a time. The audit log has that they were handed out. */
export async function exportRooms(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportRoomsQuery,
): Promise<AsyncIterable<ManagedRoom[]>> {
  requireRight(actor, "exportRooms");
  await record(db, actor, "list.exported", null, { list: "rooms" });
  return everyPage(async (cursor, limit) => {
    const { rooms: rows, nextCursor } = await readManagedRooms(db, { ...query, ...cursor }, limit);
    return { rows, nextCursor };
  });
}
