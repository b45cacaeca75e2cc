import type { Seed } from "@roost/stage/seed.ts";
import type { Database, MemberRow, MessageRow, RoomRow } from "./history.ts";

/** Reads what the database holds of rooms that somebody is or was in. */
export async function readDatabase(seed: Seed): Promise<Database> {
  const rooms = await seed.query<RoomRow>(`
    SELECT id, name, topic, version, last_number AS "lastNumber", member_count AS "memberCount"
    FROM rooms`);
  const members = await seed.query<MemberRow>(`
    SELECT room_id AS "roomId", user_id AS "userId", role, version,
      read_number AS "readNumber", left_at IS NOT NULL AS "hasLeft"
    FROM members`);
  const messages = await seed.query<MessageRow>(`
    SELECT room_id AS "roomId", number, version, author_id AS "authorId",
      client_message_id AS "clientMessageId", body, system,
      edited_at IS NOT NULL AS edited, deleted_at IS NOT NULL AS deleted
    FROM messages`);
  const used = new Set(members.map(({ roomId }) => roomId));
  return { rooms: rooms.filter(({ id }) => used.has(id)), members, messages };
}
