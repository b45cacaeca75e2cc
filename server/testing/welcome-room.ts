import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** Makes a room one of those that everybody is taken into. */
export async function addWelcomeRoom(db: Db, roomId: string): Promise<void> {
  await sql`
    UPDATE server_settings SET value = value || to_jsonb(${roomId}::text)
    WHERE name = 'welcomeRooms'`.execute(db);
}
