import { limits } from "@roost/protocol/limits.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type pg from "pg";
import type { PersonEvent } from "../bus/bus.ts";
import { type OwnColumns, ownColumnList, toOwnRow } from "../persons/own-row.ts";

/** A post, as far as it stands in a thread. */
interface Reply {
  roomId: string;
  author: { id: string };
  clientMessageId: string;
  threadNumber?: number | undefined;
}

interface Missing {
  user_id: string;
  /** Threads that they follow. */
  held: number;
}

interface Written {
  user_id: string;
  row: OwnColumns;
}

/**
 * Who follows from now on the threads in which posts stand: of those who are in the room, its root's author,
 * who wrote in it, and who is mentioned in it. Whoever follows one already, said that they do not, or has blocked who wrote, is left out.
 * They have read it up to their own reply, or to what stands before the first of these.
 */
const MISSING = `
  SELECT who.user_id, m.room_id || '.' || m.thread_number AS key,
    coalesce(max(m.number) FILTER (WHERE who.user_id = m.author_id), min(m.number) - 1) AS read
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS post (room_id, author_id, client_message_id)
  CROSS JOIN LATERAL (
    SELECT room_id, number, thread_number, author_id, mentions FROM messages
    WHERE room_id = post.room_id AND author_id = post.author_id
      AND client_message_id = post.client_message_id AND thread_number IS NOT NULL
    LIMIT 1
  ) m
  CROSS JOIN LATERAL (
    SELECT m.author_id AS user_id
    UNION
    SELECT root.author_id FROM messages root
    WHERE root.room_id = m.room_id AND root.number = m.thread_number
    UNION
    SELECT unnest(m.mentions)
  ) who
  WHERE EXISTS (
      SELECT FROM members here
      WHERE here.room_id = m.room_id AND here.user_id = who.user_id AND here.left_at IS NULL
    )
    AND NOT EXISTS (
      SELECT FROM own_rows o
      WHERE o.user_id = who.user_id AND o.kind = 'thread'
        AND o.key = m.room_id || '.' || m.thread_number AND o.value IS NOT NULL
    )
    AND NOT EXISTS (
      SELECT FROM own_rows o
      WHERE o.user_id = who.user_id AND o.kind = 'block' AND o.key = m.author_id::text
        AND o.value IS NOT NULL
    )
  GROUP BY 1, 2`;

const FIND = `
WITH missing AS (${MISSING})
SELECT user_id, (
  SELECT count(*)::int FROM own_rows o
  WHERE o.user_id = missing.user_id AND o.kind = 'thread' AND o.value IS NOT NULL
) AS held
FROM missing`;

const LOCK = "SELECT 1 FROM persons WHERE user_id = ANY($1::uuid[]) ORDER BY user_id FOR UPDATE";

const ENTER = `
INSERT INTO persons (user_id) SELECT id FROM unnest($1::uuid[]) AS t (id) ORDER BY id
ON CONFLICT DO NOTHING`;

/** Each row is one change of its person, who is locked. */
const FOLLOW = `
WITH missing AS (
  SELECT user_id, key, read, row_number() OVER (PARTITION BY user_id ORDER BY key) AS step
  FROM (${MISSING}) one
), raised AS (
  UPDATE persons p SET version = p.version + n.rows
  FROM (SELECT user_id, count(*) AS rows FROM missing GROUP BY 1) n
  WHERE p.user_id = n.user_id
), written AS (
  INSERT INTO own_rows AS o (user_id, kind, key, version, changed_at, value)
  SELECT user_id, 'thread', key,
    (SELECT version FROM persons p WHERE p.user_id = missing.user_id) + step,
    statement_timestamp(), jsonb_build_object('follows', true, 'read', read)
  FROM missing
  ON CONFLICT (user_id, kind, key) DO UPDATE
  SET version = excluded.version, changed_at = excluded.changed_at, value = excluded.value
  RETURNING user_id, ${ownColumnList.join(", ")}
)
SELECT o.user_id, json_build_array(${ownColumnList.map((column) => `o.${column}`).join(", ")}) AS row
FROM written o`;

/** Takes those that somebody heard of first, beyond the bound, off their list. */
const FORGET = `
WITH old AS (
  SELECT user_id, key, row_number() OVER (PARTITION BY user_id ORDER BY version) AS step
  FROM (
    SELECT user_id, key, version,
      row_number() OVER (PARTITION BY user_id ORDER BY version DESC) AS place
    FROM own_rows
    WHERE user_id = ANY($1::uuid[]) AND kind = 'thread' AND value IS NOT NULL
  ) held
  WHERE place > ${limits.followedThreads}
), raised AS (
  UPDATE persons p SET version = p.version + n.rows
  FROM (SELECT user_id, count(*) AS rows FROM old GROUP BY 1) n
  WHERE p.user_id = n.user_id
), forgotten AS (
  UPDATE own_rows o
  SET version = (SELECT version FROM persons p WHERE p.user_id = o.user_id) + old.step,
    changed_at = statement_timestamp(), value = NULL
  FROM old
  WHERE o.user_id = old.user_id AND o.kind = 'thread' AND o.key = old.key
  RETURNING o.user_id, ${ownColumnList.map((column) => `o.${column}`).join(", ")}
)
SELECT o.user_id, json_build_array(${ownColumnList.map((column) => `o.${column}`).join(", ")}) AS row
FROM forgotten o`;

/**
 * Has those follow the threads of a batch that was just written who do from now on, and commits it. The rooms
 * are locked, and persons come behind them, in the order of their ids.
 *
 * @returns what is to be published after the commit.
 */
export async function followAndCommit(
  client: pg.PoolClient,
  posts: readonly Reply[],
): Promise<PersonEvent[]> {
  const replies = posts.filter(({ threadNumber }) => threadNumber !== undefined);
  const values = [
    replies.map(({ roomId }) => roomId),
    replies.map(({ author }) => author.id),
    replies.map(({ clientMessageId }) => clientMessageId),
  ];
  const found = await client.query<Missing>({ name: "find-followers", text: FIND, values });
  const written: Written[] = [];
  if (found.rows.length > 0) {
    const userIds = [...new Set(found.rows.map(({ user_id }) => user_id))];
    await client.query({ name: "enter-persons", text: ENTER, values: [userIds] });
    await client.query({ name: "lock-persons", text: LOCK, values: [userIds] });
    const followed = await client.query<Written>({ name: "follow", text: FOLLOW, values });
    written.push(...followed.rows);
    const full = found.rows.filter(({ held }) => held >= limits.followedThreads);
    if (full.length > 0) {
      const forgotten = await client.query<Written>(FORGET, [full.map(({ user_id }) => user_id)]);
      written.push(...forgotten.rows);
    }
  }
  await client.query("COMMIT");
  return eventsOf(written);
}

/** An event a person: what the commit changed of theirs. */
function eventsOf(written: readonly Written[]): PersonEvent[] {
  return [...Map.groupBy(written, ({ user_id }) => user_id)].map(([userId, rows]) => {
    const own: OwnRow[] = rows.map(({ row }) => toOwnRow(row));
    own.sort((a, b) => a.version - b.version);
    const versions = own.map(({ version }) => version);
    const changes = { since: Math.min(...versions) - 1, version: Math.max(...versions), own };
    return { kind: "person", userId, changes };
  });
}
