import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { JobToDo, StepDone, Work } from "../jobs/kinds.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { countWalk, nextStretch, type WalkPlace } from "../rooms/walk-rooms.ts";
import type { Db } from "../store/database.ts";
import { exportFiles, type Rows } from "./files.ts";

/** Where a step begins: at a file, and in it behind a message of a room. */
interface Place extends WalkPlace {
  file: number;
}

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
  const stretch = await nextStretch(db, userId, from);
  if (!stretch) return { rows: [], next: endOr(behind) };
  const { rows, upTo } = await file.read(db, userId, stretch);
  const { roomId, to } = stretch;
  return { rows, next: { file: from.file, roomId, number: upTo ?? to } };
}

/** Each walk through the rooms ends with a step that finds no other. */
async function countSteps(db: Db, userId: string): Promise<number> {
  const walks = exportFiles.filter(({ is }) => is === "rooms").length;
  return exportFiles.length + walks * (await countWalk(db, userId)).stretches;
}

const endOr = (place: Place) => (place.file < exportFiles.length ? place : null);

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
