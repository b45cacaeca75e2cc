import { limits } from "@roost/protocol/limits.ts";
import { everybody } from "@roost/protocol/mentions.ts";
import { noUserColumns, userColumns, userJson } from "../accounts/user-columns.ts";
import { mayMentionAll } from "../rooms/may-mention.ts";
import { postingColumns } from "../rooms/may-write.ts";
import { messageColumns } from "../rooms/message-row.ts";
import { quotedBody } from "../rooms/quotes.ts";
import { threadColumns } from "../rooms/thread-row.ts";

/** What posts of a batch have that its statement must look after. What none of them has costs them nothing. */
export interface BatchNeeds {
  /** Posts that stand in threads. */
  threads: boolean;
  /** Posts that reply to others. */
  quotes: boolean;
  /** Several posts of a person in a room: in slow mode, one of them is taken. */
  turns: boolean;
}

/** What the statement has more where posts of the batch stand in threads, at the places of its parts. */
interface Parts {
  /** Columns of a post, each behind a comma. */
  columns: string;
  parameters: string;
  withs: string;
  isFound: string;
  values: string;
  seen: string;
  isMain: string;
  bumpedAt: string;
  inserted: string;
  stored: string;
  threads: string;
  refusal: string;
  isRefused: string;
}

const withoutReplies = { withs: "", isFound: "", stored: "", isRefused: "" };
const withReplies = {
  withs: `, quoted AS (
  SELECT ord, ${quotedColumns()}
  FROM (SELECT ord, room_id, reply_to FROM allowed WHERE reply_to IS NOT NULL) reply
  CROSS JOIN LATERAL (
    SELECT ${columns("m")} FROM messages m
    WHERE m.room_id = reply.room_id AND m.number >= reply.reply_to
    ORDER BY m.number
    LIMIT 1
  ) q
  WHERE q.number = reply.reply_to AND q.system IS NULL
)`,
  isFound: "AND (reply_to IS NULL OR ord IN (SELECT ord FROM quoted))",
  stored: `
  UNION ALL
  SELECT ${columns("quoted")}, 'quoted' FROM quoted`,
  isRefused: "OR reply_to IS NOT NULL AND ord NOT IN (SELECT ord FROM quoted)",
};

/** Who waits between two messages and has had their turn in this batch. */
const tooSoon = `
UNION ALL
SELECT ${messageColumns.map(() => "NULL").join(", ")}, 'refused', ${noUserColumns}, NULL,
  'room.slow', pause_ms, ord, NULL
FROM next WHERE turn > 1`;

/** As everybody sees them. */
const person = userJson(
  "p",
  `, 'formerUsernames', p.former_usernames[1:${limits.formerUsernames}]`,
);

const withoutThreads: Parts = {
  columns: "",
  parameters: "",
  withs: "",
  isFound: "",
  values: "",
  seen: "seen",
  isMain: "true",
  bumpedAt: "statement_timestamp()",
  inserted: "",
  stored: "",
  threads: "",
  refusal: "'reply.not_found'",
  isRefused: "",
};

/** Adds to the rows of threads what was inserted: behind `inserted`, as one more part. */
const threaded = `, threaded AS (
  INSERT INTO threads AS t
    (room_id, number, version, count, last_number, last_author_id, last_at, user_ids)
  SELECT room_id, thread_number, max(version), count(*), max(number),
    (array_agg(author_id ORDER BY number DESC))[1], statement_timestamp(),
    (array_agg(author_id ORDER BY number) FILTER (WHERE is_first))[1:${limits.threadPeople}]
  FROM (
    SELECT room_id, thread_number, version, number, author_id,
      row_number() OVER (PARTITION BY room_id, thread_number, author_id ORDER BY number) = 1 AS is_first
    FROM inserted WHERE thread_number IS NOT NULL
  ) reply
  GROUP BY room_id, thread_number
  ON CONFLICT (room_id, number) DO UPDATE
  SET version = excluded.version, count = t.count + excluded.count,
    last_number = excluded.last_number, last_author_id = excluded.last_author_id,
    last_at = excluded.last_at,
    user_ids = (t.user_ids || ARRAY(
      SELECT one FROM unnest(excluded.user_ids) WITH ORDINALITY AS who (one, place)
      WHERE one <> ALL (t.user_ids) ORDER BY place
    ))[1:${limits.threadPeople}]
  RETURNING room_id, ${threadColumns.join(", ")}
)`;

/**
 * A thread gets its row with its first reply. Its version is that of the last reply of the batch, which is
 * told as one change. What its people and its root's text are told for, see `post-batch.ts`.
 */
const withThreads: Parts = {
  columns: ", thread_number, in_room",
  parameters: ", $8::bigint[], $9::boolean[]",
  withs: `, rooted AS (
  SELECT ord, ${quotedColumns()}
  FROM (SELECT ord, room_id, thread_number FROM allowed WHERE thread_number IS NOT NULL) reply
  CROSS JOIN LATERAL (
    SELECT ${columns("m")} FROM messages m
    WHERE m.room_id = reply.room_id AND m.number >= reply.thread_number
    ORDER BY m.number
    LIMIT 1
  ) q
  WHERE q.number = reply.thread_number AND q.system IS NULL AND q.thread_number IS NULL
)`,
  isFound: "AND (thread_number IS NULL OR ord IN (SELECT ord FROM rooted))",
  values: ", thread_number, CASE WHEN thread_number IS NOT NULL AND in_room THEN true END",
  seen: "CASE WHEN thread_number IS NULL OR in_room THEN seen END",
  isMain: "(thread_number IS NULL OR in_room IS TRUE)",
  bumpedAt: "CASE WHEN f.is_main THEN statement_timestamp() ELSE r.bumped_at END",
  inserted: threaded,
  stored: `
  UNION ALL
  SELECT ${columns("rooted")}, 'quoted' FROM rooted`,
  threads: `
UNION ALL
SELECT ${messageColumns.map((column) => (column === "room_id" ? "t.room_id" : "NULL")).join(", ")},
  'thread', ${noUserColumns}, (
    SELECT jsonb_agg(${person})
    FROM users p WHERE p.id = ANY (t.user_ids)
  ), NULL, NULL, NULL, jsonb_build_object(${threadColumns.map((column) => `'${column}', t.${column}`).join(", ")})
FROM (
  SELECT room_id, ${threadColumns.join(", ")} FROM threaded
  UNION ALL
  SELECT held.room_id, ${threadColumns.map((column) => `held.${column}`).join(", ")}
  FROM earlier CROSS JOIN LATERAL (
    SELECT room_id, ${threadColumns.join(", ")} FROM threads
    WHERE room_id = earlier.room_id AND number = earlier.thread_number
    LIMIT 1
  ) held
) t`,
  refusal:
    "CASE WHEN reply_to IS NOT NULL AND ord NOT IN (SELECT ord FROM quoted) THEN 'reply.not_found' ELSE 'thread.not_found' END",
  isRefused: "OR thread_number IS NOT NULL AND ord NOT IN (SELECT ord FROM rooted)",
};

/**
 * Who is not in the room gets no row. Of the others, an earlier send is the answer whatever is forbidden
 * now; else it is asked whether they may write. Numbers are counted from the room's row as it was before
 * this statement, which nobody else can change meanwhile. No two parts of a `WITH` are joined: PostgreSQL
 * takes them for a row or two, and compares each row of one with each of the other. What was seen is
 * stored where it falls short of the message before: no message that is unread to its author can lie
 * between otherwise. What is replied to comes along, for those who have not loaded it; events take no
 * replies. The names of whom it mentions are looked up by their index, only for posts that have some. Who
 * waits between two messages has their turn once in a batch.
 *
 * One message is looked for as the first from its place on: only one index has that order. By equality alone
 * any index that begins with the room is as good while the tables are small, and such a plan, kept, reads
 * whole rooms when they have grown.
 */
function statement({ threads, quotes, turns }: BatchNeeds): string {
  const parts = threads ? withThreads : withoutThreads;
  const replies = quotes || threads ? withReplies : withoutReplies;
  const row = `ord, room_id, author_id, client_message_id, body, seen, reply_to, names${parts.columns}`;
  const place = "version, last_number";
  const isNext = `refusal IS NULL AND ord NOT IN (SELECT ord FROM earlier)
    ${replies.isFound} ${parts.isFound}`;
  return `
WITH post AS (
  SELECT ord::int, room_id, author_id, client_message_id, body, seen, reply_to,
    string_to_array(names, ' ') AS names${parts.columns}
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::text[]${parts.parameters})
    WITH ORDINALITY
    AS t (room_id, author_id, client_message_id, body, seen, reply_to, names${parts.columns}, ord)
), allowed AS (
  SELECT ${row}, place.version, place.last_number, place.refusal, place.pause_ms, place.rest_ms
  FROM post
  CROSS JOIN LATERAL (
    SELECT r.version, r.last_number, ${postingColumns}
    FROM members m
    JOIN rooms r ON r.id = m.room_id
    WHERE m.room_id = post.room_id AND m.user_id = post.author_id AND m.left_at IS NULL
    LIMIT 1
  ) place
), earlier AS (
  SELECT ord, ${columns("m")}
  FROM allowed
  CROSS JOIN LATERAL (
    SELECT ${columns("m")} FROM messages m
    WHERE m.room_id = allowed.room_id
      AND (m.author_id, m.client_message_id) >= (allowed.author_id, allowed.client_message_id)
    ORDER BY m.author_id, m.client_message_id
    LIMIT 1
  ) m
  WHERE m.author_id = allowed.author_id AND m.client_message_id = allowed.client_message_id
)${replies.withs}${parts.withs}${turns ? next(row, place, isNext) : ""}, fresh AS (
  SELECT ${row}, ${place}, row_number() OVER (PARTITION BY room_id ORDER BY ord) AS step
  FROM ${turns ? "next WHERE turn = 1" : `allowed WHERE ${isNext}`}
), inserted AS (
  INSERT INTO messages
    (room_id, number, version, author_id, client_message_id, body, created_at, seen, reply_to,
      mentions${parts.columns})
  SELECT room_id, last_number + step, version + step, author_id, client_message_id, body,
    statement_timestamp(), CASE WHEN seen < last_number + step - 1 THEN ${parts.seen} END, reply_to,
    CASE WHEN names IS NOT NULL THEN (
      SELECT array_agg(named.id) FROM (
        SELECT u.id FROM users u WHERE u.username = ANY (names)
        UNION SELECT u.id FROM users u WHERE u.former_usernames && names
        UNION ALL SELECT r.id FROM members m JOIN rooms r ON r.id = m.room_id
          WHERE '${everybody}' = ANY (names) AND m.room_id = fresh.room_id
            AND m.user_id = fresh.author_id AND ${mayMentionAll}
      ) named
    ) END${parts.values}
  FROM fresh
  RETURNING ${columns("messages")}
)${parts.inserted}, bumped AS (
  UPDATE rooms r
  SET version = r.version + f.posts, last_number = r.last_number + f.posts,
    bumped_at = ${parts.bumpedAt}
  FROM (
    SELECT room_id, count(*) AS posts, bool_or(${parts.isMain}) AS is_main FROM fresh
    GROUP BY room_id
  ) f
  WHERE r.id = f.room_id
), read AS (
  UPDATE members m
  SET read_number = greatest(m.read_number, own.number), posted_at = statement_timestamp()
  FROM (
    SELECT room_id, author_id, max(coalesce(seen, number)) FILTER (WHERE ${parts.isMain}) AS number
    FROM inserted GROUP BY 1, 2
  ) own
  WHERE m.room_id = own.room_id AND m.user_id = own.author_id
)
SELECT ${columns("stored")}, stored.kind, ${userColumns("u")},
  CASE WHEN stored.mentions IS NOT NULL THEN (
    SELECT jsonb_agg(${person})
    FROM users p WHERE p.id = ANY (stored.mentions)
  ) END AS mentioned,
  NULL AS refusal, NULL::int AS wait_ms, NULL::int AS ord, NULL::jsonb AS thread
FROM (
  SELECT ${columns("inserted")}, 'fresh' AS kind FROM inserted
  UNION ALL
  SELECT ${columns("earlier")}, 'repeated' FROM earlier${replies.stored}${parts.stored}
) stored
JOIN users u ON u.id = stored.author_id
UNION ALL
SELECT ${messageColumns.map(() => "NULL").join(", ")}, 'refused', ${noUserColumns}, NULL,
  coalesce(refusal, ${parts.refusal}), CASE WHEN refusal = 'room.slow' THEN rest_ms END, ord, NULL
FROM allowed
WHERE ord NOT IN (SELECT ord FROM earlier)
  AND (refusal IS NOT NULL ${replies.isRefused} ${parts.isRefused})${turns ? tooSoon : ""}${parts.threads}
ORDER BY number`;
}

/** Of a person's posts into a room in slow mode, the first one has its turn. */
function next(row: string, place: string, isNext: string): string {
  return `, next AS (
  SELECT ${row}, ${place}, pause_ms, CASE WHEN pause_ms IS NULL THEN 1
    ELSE row_number() OVER (PARTITION BY room_id, author_id ORDER BY ord) END AS turn
  FROM allowed
  WHERE ${isNext}
)`;
}

/** Of what is replied to: no more of it than is shown. */
function quotedColumns(): string {
  const cut: Record<string, string> = {
    body: `left(${quotedBody}, ${limits.quoteCharacters}) AS body`,
    forwarded: "NULL::jsonb AS forwarded",
    mentions: "NULL::uuid[] AS mentions",
  };
  return messageColumns.map((column) => cut[column] ?? `q.${column}`).join(", ");
}

/** By name: nodes of this version go on when a later one adds columns. */
function columns(table: string): string {
  return messageColumns.map((column) => `${table}.${column}`).join(", ");
}

/** A statement is made when a batch first needs it. */
const made = new Map<string, { name: string; text: string }>();

/** The statement for a batch, under the name by which PostgreSQL keeps its plan. */
export function postStatement(needs: BatchNeeds): { name: string; text: string } {
  const kinds = Object.entries(needs).flatMap(([kind, isNeeded]) => (isNeeded ? [kind] : []));
  const name = ["post-batch", ...kinds].join("-");
  const known = made.get(name) ?? { name, text: statement(needs) };
  made.set(name, known);
  return known;
}
