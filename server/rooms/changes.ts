import type { Changes } from "@roost/protocol/changes.ts";
import { sql, type Transaction } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { columnList } from "../store/column-list.ts";
import type { Schema } from "../store/schema.ts";
import { numberArray, uuidArray } from "../store/uuid-array.ts";
import { emptyRows, peopleIn, usersIn } from "./log/kinds.ts";
import { type RowsSince, rowsSince } from "./log/rows-since.ts";
import { loadQuotes } from "./quotes.ts";
import { type RoomRow, roomColumns, toRoom } from "./row.ts";

type ReadContext = Pick<Context, "database">;

/** What somebody wants to know of a room of theirs; of any room, where the server asks for itself. */
export interface ChangesQuestion {
  roomId: string;
  since: number;
  userId?: string;
}

/** What changed in a room of mine after a version. Throws `room.not_found`. */
export async function changesSince(
  ctx: ReadContext,
  actor: Actor,
  roomId: string,
  since: number,
): Promise<Changes> {
  const [changes] = await answerChanges(ctx, [{ userId: actor.id, roomId, since }]);
  if (!changes) throw new Refusal("room.not_found");
  return changes;
}

/**
 * Answers many questions with the same few queries, in the given order: null where there is no such
 * room, or not of that person. Answers of equal content are the same object.
 */
export function answerChanges(
  ctx: ReadContext,
  questions: readonly ChangesQuestion[],
): Promise<(Changes | null)[]> {
  // Rooms, members and messages have to be of the same moment, or a version would lie.
  return atOneMoment(ctx.database.db, async (tx) => {
    const rooms = await loadRooms(tx, questions);
    const gaps = new Map<string, Gap>();
    for (const [index, { since }] of questions.entries()) {
      const room = rooms.get(index);
      if (room) gaps.set(`${room.id} ${since}`, { room, since });
    }
    const answers = await readGaps(tx, [...gaps.values()]);
    const byKey = new Map([...gaps.keys()].map((key, index) => [key, answers[index]]));
    return questions.map(({ roomId, since }, index) => {
      return (rooms.has(index) && byKey.get(`${roomId} ${since}`)) || null;
    });
  });
}

/** Of rooms that are known at some version, those that have a higher one now, with that. */
export async function newerVersions(
  ctx: ReadContext,
  known: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    SELECT r.id, r.version
    FROM unnest(${uuidArray([...known.keys()])}::uuid[], ${numberArray([...known.values()])}::bigint[]) AS known (id, version)
    JOIN rooms r ON r.id = known.id
    WHERE r.version > known.version`.execute(ctx.database.db);
  return new Map(rows.map((row) => [row.id, row.version]));
}

interface Gap {
  room: RoomRow;
  since: number;
}

/** The rooms of the questions, by their index, as far as who asks may read them. */
async function loadRooms(
  tx: Transaction<Schema>,
  questions: readonly ChangesQuestion[],
): Promise<Map<number, RoomRow>> {
  const { rows } = await sql<RoomRow & { ord: number }>`
    SELECT q.ord::int, ${columnList(roomColumns, "r")}
    FROM unnest(${questions.map((one) => one.roomId)}::uuid[],
      ${questions.map((one) => one.userId ?? null)}::uuid[]) WITH ORDINALITY AS q (room_id, user_id, ord)
    JOIN rooms r ON r.id = q.room_id
    LEFT JOIN members m
      ON m.room_id = q.room_id AND m.user_id = q.user_id AND m.left_at IS NULL
    WHERE q.user_id IS NULL OR m.user_id IS NOT NULL`.execute(tx);
  return new Map(rows.map((row) => [row.ord - 1, row]));
}

async function readGaps(tx: Transaction<Schema>, gaps: readonly Gap[]): Promise<Changes[]> {
  const open = gaps.filter(({ room, since }) => since < room.version);
  const asked = open.map(({ room, since }) => ({ roomId: room.id, since }));
  const read = await rowsSince(tx, asked);
  const found = new Map(open.map((gap, index) => [gap, read[index]]));
  const changes = gaps.map((gap) => toChanges(gap, found.get(gap)));
  const quotes = await loadQuotes(
    tx,
    changes.map(({ roomId, messages = [] }) => ({ roomId, messages })),
  );
  const answers = changes.map((one, index) => ({ ...one, quoted: quotes[index] ?? [] }));
  const people = await loadPeople(
    tx,
    answers.flatMap((answer) => [...peopleIn(answer)]),
  );
  const byId = new Map(people.map((person) => [person.id, person]));
  return answers.map((answer) => ({
    ...answer,
    users: usersIn(answer, byId),
  }));
}

function toChanges({ room, since }: Gap, found: RowsSince | undefined): Changes {
  const version = Math.min(found?.upTo ?? room.version, room.version);
  return {
    roomId: room.id,
    since,
    version,
    room: toRoom(room),
    ...(found?.rows ?? emptyRows()),
    more: version < room.version,
  };
}
