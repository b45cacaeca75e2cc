import type { ExportRoomsQuery, ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { readManagedRooms } from "./list.ts";

/** Rooms that are read at once. */
const pageRows = 1_000;

/** All rooms of a list, some at a time. The audit log has that they were handed out. */
export async function exportRooms(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportRoomsQuery,
): Promise<AsyncIterable<ManagedRoom[]>> {
  requireRight(actor, "exportRooms");
  await record(db, actor, "list.exported", null, { list: "rooms" });
  return (async function* () {
    let cursor: string | null = null;
    do {
      const from: { cursor?: string } = cursor === null ? {} : { cursor };
      const page = await readManagedRooms(db, { ...query, ...from }, pageRows);
      yield page.rooms;
      cursor = page.nextCursor;
    } while (cursor !== null);
  })();
}
