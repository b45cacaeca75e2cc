import type { OwnKind } from "@roost/protocol/own.ts";
import { type RawBuilder, sql } from "kysely";
import type { Stretch } from "../rooms/walk-rooms.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** Rows of a file: what they are in JSON. */
export type Rows = readonly object[];

/** A file of the archive. */
export type ExportFile =
  /** Read at once: little, and bounded. An image is one row, in base64, and a file of its own where there is one. */
  | { name: string; is: "object" | "list" | "image"; read(db: Db, userId: string): Promise<Rows> }
  /** Read in each room that they are in or have been in, in ranges of the numbers of its messages. */
  | { name: string; is: "rooms"; read(db: Db, userId: string, range: Stretch): Promise<RoomRows> };

/** Rows in the order of their messages. `upTo` is where the next ones begin, where there may be more in the range. */
export interface RoomRows {
  rows: Rows;
  upTo: number | null;
}

/** Rows of one step: as many as are held in memory at once. */
const rowsMax = 500;

const own: readonly [file: string, kind: OwnKind][] = [
  ["settings", "setting"],
  ["drafts", "draft"],
  ["scheduled", "scheduled"],
  ["saved", "saved"],
  ["blocked", "block"],
  ["muted-rooms", "muted"],
  ["followed-threads", "thread"],
  ["sections", "section"],
  ["rooms-in-sections", "filed"],
  ["sorted-sections", "sorted"],
  ["room-list", "list"],
];

/** All files, in the order in which they are put together. */
export const exportFiles: readonly ExportFile[] = [
  { name: "profile", is: "object", read: (db, userId) => read(db, profile(userId)) },
  { name: "picture", is: "image", read: (db, userId) => read(db, picture(userId)) },
  { name: "status", is: "list", read: (db, userId) => read(db, presence(userId)) },
  { name: "sessions", is: "list", read: (db, userId) => read(db, sessions(userId)) },
  { name: "sign-ins", is: "list", read: (db, userId) => read(db, signIns(userId)) },
  { name: "passkeys", is: "list", read: (db, userId) => read(db, passkeys(userId)) },
  { name: "providers", is: "list", read: (db, userId) => read(db, providers(userId)) },
  { name: "api-tokens", is: "list", read: (db, userId) => read(db, apiTokens(userId)) },
  ...own.map(([name, kind]): ExportFile => {
    return { name, is: "list", read: (db, userId) => read(db, ownRows(userId, kind)) };
  }),
  { name: "memberships", is: "list", read: readMemberships },
  { name: "reports", is: "list", read: (db, userId) => read(db, reports(userId)) },
  {
    name: "messages",
    is: "rooms",
    read: (db, userId, range) => readRoom(db, messages(userId, range)),
  },
  {
    name: "reactions",
    is: "rooms",
    read: (db, userId, range) => readRoom(db, reactions(userId, range)),
  },
];

async function read(db: Db, query: RawBuilder<object>): Promise<Rows> {
  return (await query.execute(db)).rows;
}

async function readRoom(db: Db, query: RawBuilder<{ number: number }>): Promise<RoomRows> {
  const { rows } = await query.execute(db);
  return { rows, upTo: rows.length < rowsMax ? null : (rows.at(-1)?.number ?? null) };
}

const profile = (userId: string) => sql<object>`
  SELECT id, username, display_name AS "displayName", email, email_verified AS "emailConfirmed", role,
    created_at AS "createdAt", coalesce(former_usernames, '{}') AS "formerUsernames", about, pronouns,
    time_zone AS "timeZone", language
  FROM users WHERE id = ${userId}`;

const picture = (userId: string) => sql<object>`
  SELECT encode(image, 'base64') AS image FROM pictures WHERE user_id = ${userId}`;

const presence = (userId: string) => sql<object>`
  SELECT status_emoji AS emoji, status_text AS text, status_until AS until,
    do_not_disturb_until AS "doNotDisturbUntil", hidden, seen_at AS "seenAt"
  FROM presences WHERE user_id = ${userId}`;

const sessions = (userId: string) => sql<object>`
  SELECT id, created_at AS "createdAt", updated_at AS "usedAt", expires_at AS "expiresAt",
    ip_address AS address, user_agent AS agent
  FROM sessions WHERE user_id = ${userId} ORDER BY created_at, id`;

const signIns = (userId: string) => sql<object>`
  SELECT id, at, way, outcome, attempts, address, user_agent AS agent
  FROM sign_ins WHERE user_id = ${userId} ORDER BY at, id`;

const passkeys = (userId: string) => sql<object>`
  SELECT id, name, rp_id AS host, created_at AS "createdAt", used_at AS "usedAt"
  FROM passkeys WHERE user_id = ${userId} ORDER BY created_at, id`;

/** Who signs them in besides the server, and as whom. */
const providers = (userId: string) => sql<object>`
  SELECT split_part(account_id, ' ', 1) AS issuer,
    substr(account_id, strpos(account_id, ' ') + 1) AS subject, created_at AS "linkedAt"
  FROM credentials WHERE user_id = ${userId} AND provider_id = 'oidc' ORDER BY created_at, id`;

const apiTokens = (userId: string) => sql<object>`
  SELECT id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt",
    used_from AS "usedFrom"
  FROM api_tokens WHERE user_id = ${userId} ORDER BY created_at, id`;

const ownRows = (userId: string, kind: OwnKind) => sql<object>`
  SELECT key, changed_at AS "changedAt", value FROM own_rows
  WHERE user_id = ${userId} AND kind = ${kind} AND value IS NOT NULL ORDER BY key`;

const reports = (userId: string) => sql<object>`
  SELECT id, at, room_id AS "roomId", number, author_id AS "authorId", body, reason, note,
    resolved_at AS "resolvedAt", resolution
  FROM reports WHERE reporter_id = ${userId} ORDER BY at, id`;

/** What a room that they are out of is called now is not theirs to know. */
async function readMemberships(db: Db, userId: string): Promise<Rows> {
  const { rows: places } = await sql<{ roomId: string }>`
    SELECT room_id AS "roomId" FROM places WHERE user_id = ${userId}`.execute(db);
  const ids = uuidArray(places.map(({ roomId }) => roomId));
  return read(
    db,
    sql<object>`
      SELECT m.room_id AS "roomId", CASE WHEN m.left_at IS NULL THEN r.kind END AS kind,
        CASE WHEN m.left_at IS NULL THEN r.name END AS name, m.role, m.joined_at AS "joinedAt",
        m.left_at AS "leftAt"
      FROM members m JOIN rooms r ON r.id = m.room_id
      WHERE m.user_id = ${userId} AND m.room_id = ANY(${ids}::uuid[])
      ORDER BY m.joined_at, m.room_id`,
  );
}

const messages = (userId: string, { roomId, from, to }: Stretch) => sql<{ number: number }>`
  SELECT room_id AS "roomId", number, created_at AS "createdAt", edited_at AS "editedAt", body,
    reply_to AS "replyTo", thread_number AS "threadNumber", forwarded,
    ARRAY(
      SELECT jsonb_build_object('body', e.body, 'writtenAt', e.written_at) FROM message_edits e
      WHERE e.room_id = m.room_id AND e.number = m.number ORDER BY e.version) AS earlier
  FROM messages m
  WHERE room_id = ${roomId} AND author_id = ${userId} AND number > ${from} AND number <= ${to}
    AND deleted_at IS NULL
  ORDER BY number LIMIT ${rowsMax}`;

const reactions = (userId: string, { roomId, from, to }: Stretch) => sql<{ number: number }>`
  SELECT room_id AS "roomId", number, array_agg(emoji ORDER BY emoji) AS emoji
  FROM reactions
  WHERE room_id = ${roomId} AND user_id = ${userId} AND number > ${from} AND number <= ${to}
    AND removed_at IS NULL
  GROUP BY room_id, number ORDER BY number LIMIT ${rowsMax}`;
