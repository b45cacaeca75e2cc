import type { Message } from "@roost/protocol/message.ts";
import type { User } from "@roost/protocol/user.ts";
import type pg from "pg";
import type { RoomEvent } from "../bus/bus.ts";
import { type MessageRow, toMessage } from "../rooms/message-row.ts";

/** A message to be stored, its body already checked. */
export interface Post {
  roomId: string;
  authorId: string;
  clientMessageId: string;
  body: string;
  /** The connection that it came on: it is told by the answer, and not once more by the event. */
  origin?: string;
}

export interface PostResult {
  message: Message;
  /** The message had been stored before; this is the first result. */
  repeated: boolean;
}

const LOCK_TIMEOUT_MS = 200;

/** What one commit did: a result for each post in turn, null where its author is no member. */
export interface BatchResult {
  results: (PostResult | null)[];
  events: RoomEvent[];
}

interface BatchRow extends MessageRow {
  ord: number;
  repeated: boolean;
  username: string;
  display_name: string;
}

/**
 * Stores posts of any rooms in one transaction. No two may share room, author and client id.
 *
 * The locks are a statement of their own: what follows sees everything that was committed while
 * it waited for them, so that membership, numbers and earlier sends are those of this moment. They
 * are taken in the order of the ids, so that no two batches wait for each other.
 */
export async function writeBatch(pool: pg.Pool, posts: readonly Post[]): Promise<BatchResult> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    // One room that somebody else holds must not hold up all others for long.
    await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_TIMEOUT_MS}ms'`);
    await client.query({
      name: "lock-rooms",
      text: "SELECT 1 FROM rooms WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE",
      values: [[...new Set(posts.map((post) => post.roomId))]],
    });
    const { rows } = await client.query<BatchRow>({
      name: "post-batch",
      text: POST_BATCH,
      values: [
        posts.map((post) => post.roomId),
        posts.map((post) => post.authorId),
        posts.map((post) => post.clientMessageId),
        posts.map((post) => post.body),
      ],
    });
    await client.query("COMMIT");
    return toResult(posts, rows);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    // On a broken connection the rollback fails too, and the server does it.
    await client.query("ROLLBACK").catch(() => {});
    throw failure;
  } finally {
    // A connection in doubt is not used again.
    client.release(failure);
  }
}

const POST_BATCH = `
WITH post AS (
  SELECT ord::int, room_id, author_id, client_message_id, body
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY
    AS t (room_id, author_id, client_message_id, body, ord)
), allowed AS (
  SELECT post.*
  FROM post
  JOIN members m
    ON m.room_id = post.room_id AND m.user_id = post.author_id AND m.left_at IS NULL
), earlier AS (
  SELECT allowed.ord, m.*
  FROM allowed
  JOIN messages m
    ON m.room_id = allowed.room_id AND m.author_id = allowed.author_id
    AND m.client_message_id = allowed.client_message_id
), fresh AS (
  SELECT allowed.*, row_number() OVER (PARTITION BY room_id ORDER BY ord) AS step
  FROM allowed
  WHERE ord NOT IN (SELECT ord FROM earlier)
), bumped AS (
  UPDATE rooms r
  SET version = r.version + f.posts, last_number = r.last_number + f.posts,
    bumped_at = statement_timestamp()
  FROM (SELECT room_id, count(*) AS posts FROM fresh GROUP BY room_id) f
  WHERE r.id = f.room_id
  RETURNING r.id, r.version - f.posts AS version, r.last_number - f.posts AS last_number
), inserted AS (
  INSERT INTO messages
    (room_id, number, version, author_id, client_message_id, body, created_at)
  SELECT f.room_id, b.last_number + f.step, b.version + f.step, f.author_id,
    f.client_message_id, f.body, statement_timestamp()
  FROM fresh f
  JOIN bumped b ON b.id = f.room_id
  RETURNING *
), read AS (
  UPDATE members m
  SET read_number = greatest(m.read_number, own.number)
  FROM (SELECT room_id, author_id, max(number) AS number FROM inserted GROUP BY 1, 2) own
  WHERE m.room_id = own.room_id AND m.user_id = own.author_id
)
SELECT stored.*, u.username, u.display_name
FROM (
  SELECT f.ord, i.*, false AS repeated
  FROM inserted i
  JOIN fresh f USING (room_id, author_id, client_message_id)
  UNION ALL
  SELECT earlier.*, true FROM earlier
) stored
JOIN users u ON u.id = stored.author_id
ORDER BY stored.number`;

function toResult(posts: readonly Post[], rows: readonly BatchRow[]): BatchResult {
  const results: (PostResult | null)[] = posts.map(() => null);
  const fresh = new Map<string, BatchRow[]>();
  const events: RoomEvent[] = [];
  for (const row of rows) {
    results[row.ord - 1] = { message: toMessage(row), repeated: row.repeated };
    // The commit that stored a repeated post may have had nobody left to tell of it.
    if (row.repeated) events.push(toEvent([row]));
    else groupOf(fresh, row.room_id).push(row);
  }
  for (const ofRoom of fresh.values()) {
    const origin = commonOrigin(ofRoom.map((row) => posts[row.ord - 1]?.origin));
    events.push({ ...toEvent(ofRoom), ...(origin !== undefined && { origin }) });
  }
  return { results, events };
}

/** Where one connection posted all, it need not hear of it again. */
function commonOrigin(origins: readonly (string | undefined)[]): string | undefined {
  return origins.every((origin) => origin === origins[0]) ? origins[0] : undefined;
}

function groupOf<Row>(groups: Map<string, Row[]>, key: string): Row[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  return group;
}

/** What became of rows of one room whose versions follow each other. */
function toEvent(rows: readonly BatchRow[]): RoomEvent {
  const messages = rows.map(toMessage);
  const [first, last] = [messages[0] as Message, messages.at(-1) as Message];
  const users = new Map<string, User>();
  for (const { author_id: id, username, display_name: displayName } of rows) {
    if (id !== null) users.set(id, { id, username, displayName });
  }
  const { roomId } = first;
  const versions = { since: first.version - 1, version: last.version };
  return { roomId, changes: { roomId, ...versions, messages, users: [...users.values()] } };
}
