import type { Stage } from "@roost/stage/stage.ts";
import { metrics } from "./bars.ts";
import type { Figure } from "./figure.ts";
import { measureList } from "./lists.ts";
import type { BenchSettings } from "./sides.ts";

const people = 2_000;
const rooms = 200;
/** Messages that are written by one statement. */
const portion = 20_000;

const sorts = ["newest", "oldest"];
const now = Date.now();
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();

/** How long a page takes of the list of all messages, by each filter and in each order. */
export function messagesList(settings: BenchSettings, count: number): Promise<Figure[]> {
  return measureList(settings, {
    ...{ scenario: `messages.${count}`, name: "messages", metric: metrics.messagesP95, sorts },
    seed: async (stage) => filtersOf(await seed(stage, count)),
  });
}

interface Seeded {
  /** The room with the most messages, and one with few. */
  busy: string;
  quiet: string;
  /** Who wrote most, and least. */
  loud: string;
  silent: string;
}

/** Each filter that is offered, alone, and some together; some find nearly all, some nearly nothing. */
function filtersOf({ busy, quiet, loud, silent }: Seeded): Record<string, string>[] {
  return [
    {},
    { query: "message" },
    { query: "needle" },
    { query: "nothing like this" },
    { roomId: busy },
    { roomId: quiet },
    { roomId: busy, query: "needle" },
    { roomId: busy, authorId: silent },
    { roomId: busy, from: ago(400), to: ago(399) },
    { authorId: loud },
    { authorId: silent },
    { authorId: loud, query: "needle" },
    { authorId: loud, deleted: "true" },
    { from: ago(30) },
    { from: ago(400), to: ago(399) },
    { to: ago(900), query: "needle" },
    { deleted: "true" },
    { deleted: "true", query: "needle" },
    { deleted: "false" },
    { reported: "true" },
    { reported: "false", query: "needle" },
    { reported: "true", deleted: "true" },
  ];
}

/**
 * Messages of three years, more in some rooms and of some people than of others, a fifth in private rooms; of a hundred one
 * is deleted, and some thousand are reported.
 */
async function seed({ seed }: Stage, count: number): Promise<Seeded> {
  const users = await seed.addUsers(people);
  const ids = users.map(({ id }) => id);
  const roomIds = await seed.addRooms(Array.from({ length: rooms }, () => ids.slice(0, 3)));
  await seed.query("UPDATE rooms SET kind = 'private' WHERE id = ANY($1::uuid[])", [
    roomIds.filter((_, index) => index % 5 === 4),
  ]);
  for (let from = 0; from < count; from += portion) {
    await seed.query(
      `WITH made AS (
         SELECT n, ($1::uuid[])[1 + floor(random() ^ 3 * cardinality($1::uuid[]))::int] AS room_id,
           ($2::uuid[])[1 + floor(random() ^ 2 * cardinality($2::uuid[]))::int] AS author_id
         FROM generate_series($3::bigint + 1, $4::bigint) n
       ), numbered AS (
         SELECT made.*, r.last_number + row_number() OVER (PARTITION BY room_id ORDER BY n) AS number
         FROM made JOIN rooms r ON r.id = made.room_id
       ), added AS (
         INSERT INTO messages
           (room_id, number, version, author_id, client_message_id, body, created_at)
         SELECT room_id, number, number, author_id, gen_random_uuid(),
           'This is message ' || n || ' of many, and it says ' || md5(n::text) ||
             CASE WHEN n % 50000 = 7 THEN ' needle' ELSE '' END,
           now() - ($5::bigint - n) * interval '1000 days' / $5::bigint
         FROM numbered RETURNING room_id, number
       )
       UPDATE rooms SET last_number = l.last, version = l.last
       FROM (SELECT room_id, max(number) AS last FROM added GROUP BY room_id) l
       WHERE id = l.room_id`,
      [roomIds, ids, from, Math.min(from + portion, count), count],
    );
  }
  await seed.query(`
    WITH gone AS (
      UPDATE messages SET body = '', deleted_at = now() WHERE random() < 0.01
      RETURNING room_id, number, author_id
    )
    INSERT INTO deleted_messages (room_id, number, deleted_at, deleted_by, body, edits)
    SELECT room_id, number, now(), author_id, 'What was said in number ' || number, '[]' FROM gone`);
  await seed.query(
    `INSERT INTO reports (id, reporter_id, room_id, number, author_id, body, reason)
     SELECT gen_random_uuid(), $1, room_id, number, author_id, body, 'spam'
     FROM messages WHERE author_id IS NOT NULL AND random() < 0.005`,
    [ids[0]],
  );
  const parts = Array.from({ length: 16 }, (_, part) => `messages_${part}`);
  for (const table of [...parts, "deleted_messages", "reports", "rooms"]) {
    await seed.query(`VACUUM ANALYZE ${table}`);
  }
  await seed.query("ANALYZE messages");
  const first = <T>(list: readonly T[]) => list[0] as T;
  const last = <T>(list: readonly T[]) => list.at(-1) as T;
  const quiet = last(roomIds.filter((_, index) => index % 5 !== 4));
  return { busy: first(roomIds), quiet, loud: first(ids), silent: last(ids) };
}
