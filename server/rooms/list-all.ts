import { uuidPattern } from "@roost/protocol/uuid.ts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

/** A room as who runs the server has it in a list: what it is, and nothing of what was written in it. */
export interface ListedRoom {
  id: string;
  kind: "public" | "private";
  name: string;
  memberCount: number;
  lastNumber: number;
  createdAt: Date;
  bumpedAt: Date;
  archivedAt: Date | null;
}

const anyRoom = sql<boolean>`kind <> 'direct' AND deleted_at IS NULL`;

/** All rooms but directs, in the order of their names. */
export function listAllRooms(
  db: Db,
  { query, archived }: { query?: string | undefined; archived?: boolean | undefined },
): Promise<ListedRoom[]> {
  const conditions: RawBuilder<boolean>[] = [anyRoom];
  if (query !== undefined) conditions.push(foundBy("name_folded", query));
  if (archived !== undefined) {
    conditions.push(sql`(archived_at IS NOT NULL) = ${archived}`);
  }
  return select(db, sql<boolean>`${sql.join(conditions, sql` AND `)}`);
}

/** The rooms that are called exactly so, and the one of this id. */
export function findAnyRooms(db: Db, nameOrId: string): Promise<ListedRoom[]> {
  const isId = new RegExp(`^${uuidPattern}$`).test(nameOrId.toLowerCase());
  return select(
    db,
    sql<boolean>`${anyRoom} AND (name = ${nameOrId} ${isId ? sql`OR id = ${nameOrId}` : sql``})`,
  );
}

async function select(db: Db, condition: RawBuilder<boolean>): Promise<ListedRoom[]> {
  const { rows } = await sql<ListedRoom>`
    SELECT id, kind, name, member_count AS "memberCount", last_number AS "lastNumber",
      created_at AS "createdAt", bumped_at AS "bumpedAt", archived_at AS "archivedAt"
    FROM rooms
    WHERE ${condition}
    ORDER BY name_order, id`.execute(db);
  return rows;
}
