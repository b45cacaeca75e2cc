import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { JobToDo, StepDone, Work } from "../jobs/kinds.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { exportFiles, type Rows } from "./files.ts";

/** Where a step begins: at a file, and in it behind a message of a room. */
interface Place {
  file: number;
  roomId: string | null;
  number: number;
}

/** Numbers of messages that one step looks at. */
const numbersAStep = 10_000;

const first: Place = { file: 0, roomId: null, number: 0 };

/** Puts together all that is one person's, in pieces, each in the commit of its step. */
export const collectData: Work<Place> = {
  canBeCancelled: true,
  async step(ctx, job, now) {
    const { userId, place } = job;
    if (userId === null) throw new Error("A download of data is of one person.");
    const { db } = ctx.database;
    const from = place ?? first;
    const total = job.total ?? (await countSteps(db, userId));
    const { rows, next } = await readStep(db, userId, from);
    return { next, total, write: (tx) => write(tx, { ctx, job, from, rows, next, now }) };
  },
  async undo(tx, jobId) {
    await sql`DELETE FROM data_pieces WHERE job_id = ${jobId}`.execute(tx);
  },
};

async function readStep(
  db: Db,
  userId: string,
  from: Place,
): Promise<{ rows: Rows; next: Place | null }> {
  const file = exportFiles[from.file];
  if (!file) return { rows: [], next: null };
  const behind: Place = { file: from.file + 1, roomId: null, number: 0 };
  if (file.is !== "rooms") {
    return { rows: await file.read(db, userId), next: endOr(behind) };
  }
  const room = await findRoom(db, userId, from);
  if (!room) return { rows: [], next: endOr(behind) };
  const { roomId, lastNumber } = room;
  const start = roomId === from.roomId ? from.number : 0;
  const to = Math.min(start + numbersAStep, lastNumber);
  const { rows, upTo } = await file.read(db, userId, { roomId, from: start, to });
  return { rows, next: { file: from.file, roomId, number: upTo ?? to } };
}

const endOr = (place: Place) => (place.file < exportFiles.length ? place : null);

/** The room that a step is about: the same one while it has more messages, then the next of theirs. */
async function findRoom(db: Db, userId: string, { roomId, number }: Place) {
  if (roomId !== null) {
    const lastNumber = await lastNumberOf(db, roomId);
    if (lastNumber > number) return { roomId, lastNumber };
  }
  const { rows } = await sql<{ roomId: string }>`
    SELECT room_id AS "roomId" FROM places
    WHERE user_id = ${userId} ${roomId === null ? sql`` : sql`AND room_id > ${roomId}`}
    ORDER BY room_id LIMIT 1`.execute(db);
  const [next] = rows;
  return next ? { roomId: next.roomId, lastNumber: await lastNumberOf(db, next.roomId) } : null;
}

async function lastNumberOf(db: Db, roomId: string): Promise<number> {
  const room = await db
    .selectFrom("rooms")
    .select("last_number")
    .where("id", "=", roomId)
    .executeTakeFirst();
  return room?.last_number ?? 0;
}

/** About as many steps as it takes: people write in the meantime. */
async function countSteps(db: Db, userId: string): Promise<number> {
  const { rows: places } = await sql<{ roomId: string }>`
    SELECT room_id AS "roomId" FROM places WHERE user_id = ${userId}`.execute(db);
  const ids = uuidArray(places.map(({ roomId }) => roomId));
  const { rows } = await sql<{ steps: number }>`
    SELECT coalesce(sum(greatest(1, ceil(last_number / ${numbersAStep}::numeric))), 0)::int AS steps
    FROM rooms WHERE id = ANY(${ids}::uuid[])`.execute(db);
  // Each walk through the rooms ends with a step that finds no other.
  const walks = exportFiles.filter(({ is }) => is === "rooms").length;
  return exportFiles.length + walks * (rows[0]?.steps ?? 0);
}

interface Written {
  ctx: Pick<Context, "sendsMail">;
  job: JobToDo<Place>;
  from: Place;
  rows: Rows;
  next: StepDone<Place>["next"];
  now: Date;
}

async function write(tx: Db, { ctx, job, from, rows, next, now }: Written): Promise<void> {
  const file = exportFiles[from.file];
  if (file && rows.length > 0) {
    const piece = rows.map((row) => JSON.stringify(row)).join(",\n");
    await sql`
      INSERT INTO data_pieces (job_id, file, position, piece)
      VALUES (${job.id}, ${file.name}, ${job.done}, ${piece})`.execute(tx);
  }
  if (next === null && job.userId !== null && ctx.sendsMail) {
    const { rows: found } = await sql<{ language: MailLanguage | null }>`
      SELECT language FROM users WHERE id = ${job.userId}`.execute(tx);
    const mail = { kind: "data-ready", userId: job.userId } as const;
    await queueMail(tx, mail, found[0]?.language ?? "en", now);
  }
}
