import type { Changes } from "@roost/protocol/changes.ts";
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

const BATCHES_BETWEEN_RESTS = 100;

/**
 * One room that somebody else holds must not hold up all others for long. And a plan that was made
 * while the tables were small has to be good for large ones: by index, row by row.
 */
const BEGIN = `
BEGIN;
SET LOCAL lock_timeout = '200ms';
SET LOCAL enable_seqscan = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_bitmapscan = off;
SET LOCAL enable_material = off`;

/** What one commit did: a result for each post in turn, null where its author is no member. */
export interface BatchResult {
  results: (PostResult | null)[];
  events: RoomEvent[];
}

interface BatchRow extends MessageRow {
  repeated: boolean;
  /** Of the author. */
  id: string;
  username: string;
  display_name: string;
}

/** Stores posts, on a connection that it keeps for as long as there are more. */
export class PostWriter {
  readonly #pool: pg.Pool;
  #client: pg.PoolClient | null = null;
  #batches = 0;

  /** @param pool Of connections that send statements without waiting for answers. */
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Stores posts of any rooms in one transaction. No two may share room, author and client id. One
   * batch is written at a time. On a connection that it has already, all is sent before this returns,
   * so that the database is at work while this node does something else.
   *
   * The locks are a statement of their own: what follows sees everything that was committed while
   * it waited for them, so that membership, numbers and earlier sends are those of this moment. They
   * are taken in the order of the ids, so that no two batches wait for each other.
   */
  async write(posts: readonly Post[]): Promise<BatchResult> {
    this.#client ??= await this.#pool.connect();
    const client = this.#client;
    // Sent at once: after a statement that fails, PostgreSQL passes over the rest and rolls back.
    const answers = await Promise.allSettled([
      client.query(BEGIN),
      client.query({
        name: "lock-rooms",
        text: "SELECT 1 FROM rooms WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE",
        values: [[...new Set(posts.map((post) => post.roomId))]],
      }),
      client.query<BatchRow>({
        name: "post-batch",
        text: POST_BATCH,
        values: [
          posts.map((post) => post.roomId),
          posts.map((post) => post.authorId),
          posts.map((post) => post.clientMessageId),
          posts.map((post) => post.body),
        ],
      }),
      client.query("COMMIT"),
    ]);
    const failed = answers.find((answer) => answer.status === "rejected");
    if (failed) {
      this.#client = null;
      // A connection in doubt is not used again.
      client.release(true);
      throw failed.reason;
    }
    this.#batches += 1;
    // So that the pool may replace it, also where there is always more to write.
    if (this.#batches % BATCHES_BETWEEN_RESTS === 0) this.rest();
    const [, , stored] = answers;
    return toResult(posts, stored.status === "fulfilled" ? stored.value.rows : []);
  }

  /** Gives the connection back until there is more to write. */
  rest(): void {
    this.#client?.release();
    this.#client = null;
  }
}

/**
 * Numbers are counted from the room's row as it was before this statement, which nobody else can
 * change meanwhile. No two parts of a `WITH` are joined: PostgreSQL takes them for a row or two, and
 * compares each row of one with each of the other.
 */
const POST_BATCH = `
WITH post AS (
  SELECT ord::int, room_id, author_id, client_message_id, body
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY
    AS t (room_id, author_id, client_message_id, body, ord)
), allowed AS (
  SELECT post.*
  FROM post
  CROSS JOIN LATERAL (
    SELECT FROM members m
    WHERE m.room_id = post.room_id AND m.user_id = post.author_id AND m.left_at IS NULL
    LIMIT 1
  ) m
), earlier AS (
  SELECT allowed.ord, m.*
  FROM allowed
  CROSS JOIN LATERAL (
    SELECT * FROM messages m
    WHERE m.room_id = allowed.room_id AND m.author_id = allowed.author_id
      AND m.client_message_id = allowed.client_message_id
    LIMIT 1
  ) m
), fresh AS (
  SELECT allowed.*, row_number() OVER (PARTITION BY room_id ORDER BY ord) AS step
  FROM allowed
  WHERE ord NOT IN (SELECT ord FROM earlier)
), inserted AS (
  INSERT INTO messages
    (room_id, number, version, author_id, client_message_id, body, created_at)
  SELECT f.room_id, r.last_number + f.step, r.version + f.step, f.author_id,
    f.client_message_id, f.body, statement_timestamp()
  FROM fresh f
  CROSS JOIN LATERAL (SELECT version, last_number FROM rooms WHERE id = f.room_id LIMIT 1) r
  RETURNING *
), bumped AS (
  UPDATE rooms r
  SET version = r.version + f.posts, last_number = r.last_number + f.posts,
    bumped_at = statement_timestamp()
  FROM (SELECT room_id, count(*) AS posts FROM fresh GROUP BY room_id) f
  WHERE r.id = f.room_id
), read AS (
  UPDATE members m
  SET read_number = greatest(m.read_number, own.number)
  FROM (SELECT room_id, author_id, max(number) AS number FROM inserted GROUP BY 1, 2) own
  WHERE m.room_id = own.room_id AND m.user_id = own.author_id
)
SELECT stored.*, u.id, u.username, u.display_name
FROM (
  SELECT inserted.*, false AS repeated FROM inserted
  UNION ALL
  SELECT room_id, number, version, author_id, client_message_id, body, system, created_at,
    edited_at, deleted_at, true
  FROM earlier
) stored
JOIN users u ON u.id = stored.author_id
ORDER BY stored.number`;

interface Stored {
  message: Message;
  author: User;
  origin: string | undefined;
}

function toResult(posts: readonly Post[], rows: readonly BatchRow[]): BatchResult {
  const indexes = new Map(posts.map((post, index) => [keyOf(post), index]));
  const results: (PostResult | null)[] = posts.map(() => null);
  const fresh: Stored[] = [];
  const events: RoomEvent[] = [];
  for (const row of rows) {
    const message = toMessage(row);
    const index = indexes.get(keyOf(message)) as number;
    const { id, username, display_name: displayName } = row;
    const stored = { message, author: { id, username, displayName }, origin: posts[index]?.origin };
    results[index] = { message, repeated: row.repeated };
    // The commit that stored a repeated post may have had nobody left to tell of it.
    if (row.repeated) events.push({ roomId: message.roomId, changes: toChanges([stored]) });
    else fresh.push(stored);
  }
  for (const [roomId, ofRoom] of Map.groupBy(fresh, ({ message }) => message.roomId)) {
    const origins = new Set(ofRoom.map(({ origin }) => origin));
    const [origin] = origins;
    // Where one connection posted all, it need not hear of it again.
    const known = origins.size === 1 && origin !== undefined ? { origin } : {};
    events.push({ roomId, changes: toChanges(ofRoom), ...known });
  }
  return { results, events };
}

/** What makes a post the same one as another. */
export function keyOf(post: Pick<Message, "roomId" | "authorId" | "clientMessageId">): string {
  return `${post.roomId} ${post.authorId} ${post.clientMessageId}`;
}

/** What became of messages of one room whose versions follow each other. */
function toChanges(stored: readonly Stored[]): Changes {
  const messages = stored.map(({ message }) => message);
  const [first, last] = [messages[0] as Message, messages.at(-1) as Message];
  const { roomId } = first;
  const users = new Map(stored.map(({ author }) => [author.id, author]));
  const versions = { since: first.version - 1, version: last.version };
  return { roomId, ...versions, messages, users: [...users.values()] };
}
