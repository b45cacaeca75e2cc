import type { Seed } from "@roost/stage/seed.ts";
import type {
  Database,
  EditRow,
  EmojiRow,
  MemberRow,
  MessageRow,
  OwnRow,
  PlaceRow,
  ReactionRow,
  RoomRow,
  ThreadRow,
} from "./history.ts";

/** Reads what the database holds of rooms that somebody is or was in. */
export async function readDatabase(seed: Seed): Promise<Database> {
  const rooms = await seed.query<RoomRow>(`
    SELECT id, name, topic, archived_at IS NOT NULL AS "isArchived",
      deleted_at IS NOT NULL AS "isDeleted",
      announcement, slow_seconds AS "slowSeconds",
      blocked_by IS NOT NULL AS "isBlocked", blocked_by AS "blockedBy",
      user_ids AS "userIds", version,
      last_number AS "lastNumber", member_count AS "memberCount"
    FROM rooms`);
  const members = await seed.query<MemberRow>(`
    SELECT m.room_id AS "roomId", m.user_id AS "userId", m.role, m.version,
      greatest(m.read_number, p.read_number) AS "readNumber", m.left_at IS NOT NULL AS "hasLeft"
    FROM members m
    LEFT JOIN places p USING (user_id, room_id)`);
  const persons = await seed.query<{ userId: string; version: number }>(`
    SELECT user_id AS "userId", version FROM persons`);
  const places = await seed.query<PlaceRow>(`
    SELECT user_id AS "userId", room_id AS "roomId", version, read_number AS "readNumber",
      set_at AS "setAt", hidden_at AS "hiddenAt", left_at IS NOT NULL AS "hasLeft"
    FROM places`);
  const messages = await seed.query<MessageRow>(`
    SELECT room_id AS "roomId", number, version, author_id AS "authorId",
      client_message_id AS "clientMessageId", body, system, reply_to AS "replyTo", mentions, forwarded,
      pinned_by AS "pinnedBy", thread_number AS "threadNumber", in_room AS "inRoom",
      edited_at IS NOT NULL AS edited, deleted_at IS NOT NULL AS deleted,
      restored_version AS "restoredVersion"
    FROM messages`);
  const edits = await seed.query<EditRow>(`
    SELECT room_id AS "roomId", number, version, body FROM message_edits ORDER BY version`);
  const reactions = await seed.query<ReactionRow>(`
    SELECT room_id AS "roomId", number, emoji, user_id AS "userId", version, count,
      removed_at IS NOT NULL AS removed
    FROM reactions`);
  const threads = await seed.query<ThreadRow>(`
    SELECT room_id AS "roomId", number, version, count, last_number AS "lastNumber" FROM threads`);
  const own = await seed.query<OwnRow>(`
    SELECT user_id AS "userId", kind, key, version,
      CASE WHEN value IS NULL THEN ''
        WHEN kind = 'scheduled'
        THEN coalesce(value -> 'failure' ->> 'code', 'waits') || ' ' || (value ->> 'body')
        ELSE coalesce(value ->> 'body', value ->> 'section', 'kept') END AS text
    FROM own_rows`);
  const emoji = await readEmoji(seed);
  const used = new Set(members.map(({ roomId }) => roomId));
  return {
    rooms: rooms.filter(({ id }) => used.has(id)),
    members,
    persons: Object.fromEntries(persons.map(({ userId, version }) => [userId, version])),
    places,
    own,
    messages,
    edits,
    reactions,
    threads,
    emoji,
  };
}

/** All that there ever were. */
export function readEmoji(seed: Seed): Promise<EmojiRow[]> {
  return seed.query<EmojiRow>(`
    SELECT name, version, '/api/emoji/' || name || '/images/' || hash AS image,
      encode(sha256(image), 'hex') AS digest
    FROM custom_emoji`);
}
