import type { DataExport, DataLink } from "@roost/protocol/data-export.ts";
import type { JobState } from "@roost/protocol/jobs.ts";
import { sql } from "kysely";
import type { AccountChanges } from "../accounts/account-changes.ts";
import { hashOf, newSecret } from "../accounts/links.ts";
import { isFresh, type PresentChanger } from "../accounts/require-password.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Works } from "../jobs/kinds.ts";
import { endCancelled } from "../jobs/steer.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { Export } from "./archive.ts";

export interface DataExportsParts {
  ctx: Pick<Context, "database">;
  changes: Pick<AccountChanges, "asPresent">;
  works: Works;
  settings: Pick<Config, "dataKeptDays" | "dataEveryHours">;
  now(): Date;
}

interface Asked {
  id: string;
  state: JobState;
  done: number;
  total: number | null;
  createdAt: Date;
  endedAt: Date | null;
}

const linkMs = 10 * 60_000;
const hourMs = 3_600_000;

/** The download of all that is one person's: asked for, put together by a job, kept for a while, and given to them alone. */
export class DataExports {
  readonly #parts: DataExportsParts;

  constructor(parts: DataExportsParts) {
    this.#parts = parts;
  }

  /** How far the last one is that a person has asked for. */
  async status(me: PresentChanger): Promise<DataExport> {
    const { ctx, now } = this.#parts;
    const asked = await findLast(ctx.database.db, me.userId);
    const passwordNeeded = !isFresh(me, now());
    const until = asked && this.#untilOf(asked);
    const isOver = asked?.state === "done" && !(until && until > now());
    const nextAt = asked && this.#nextAt(asked);
    return {
      state: !asked || isOver ? "none" : shownStates[asked.state],
      done: Math.min(asked?.done ?? 0, asked?.total ?? Number.MAX_SAFE_INTEGER),
      total: asked?.total ?? null,
      askedAt: asked?.createdAt.toISOString() ?? null,
      until: isOver ? null : (until?.toISOString() ?? null),
      nextAt: nextAt && nextAt > now() ? nextAt.toISOString() : null,
      passwordNeeded,
    };
  }

  /**
   * Has it put together, once in a while.
   *
   * Throws `data.too_soon`, and as `changeAsPresent` does.
   */
  async ask(me: PresentChanger, typed: string | undefined): Promise<void> {
    const { changes, now } = this.#parts;
    await changes.asPresent(me, typed, async (tx) => {
      const asked = await findLast(tx, me.userId);
      const nextAt = asked && this.#nextAt(asked);
      if (nextAt && nextAt > now()) {
        const detail = `You can ask for your data again at ${nextAt.toISOString()}.`;
        throw new Refusal("data.too_soon", detail);
      }
      // There is one at a time: the one of before goes.
      await this.#endRunning(tx, me.userId);
      await dropPieces(tx, me.userId);
      await enqueue(tx, { kind: "data-export", userId: me.userId, createdAt: now() });
    });
  }

  /** Where one is under way, it is no longer. */
  async cancel(me: PresentChanger): Promise<void> {
    const { db } = this.#parts.ctx.database;
    await db.transaction().execute((tx) => this.#endRunning(tx, me.userId));
  }

  /** What downloads it, for ten minutes. Throws `data.not_ready`, and as `changeAsPresent` does. */
  async link(me: PresentChanger, typed: string | undefined): Promise<DataLink> {
    const { changes, now } = this.#parts;
    return changes.asPresent(me, typed, async (tx) => {
      const asked = await findLast(tx, me.userId);
      const kept = asked && this.#untilOf(asked);
      if (!kept || kept <= now()) throw new Refusal("data.not_ready");
      const secret = newSecret();
      const until = new Date(Math.min(+now() + linkMs, +kept));
      await sql`
        INSERT INTO data_links (secret_hash, job_id, until)
        VALUES (${hashOf(secret)}, ${asked.id}, ${until})`.execute(tx);
      return { path: `/api/auth/data/archive?link=${secret}`, until: until.toISOString() };
    });
  }

  /** What a link of the same person downloads. Throws `auth.link_invalid` for any other. */
  async open(me: Pick<PresentChanger, "userId">, link: string): Promise<Export> {
    const { ctx, now } = this.#parts;
    const { rows } = await sql<Export>`
      SELECT j.id AS "jobId", j.ended_at AS "readyAt"
      FROM data_links l JOIN jobs j ON j.id = l.job_id
      WHERE l.secret_hash = ${hashOf(link)} AND l.until > ${now()} AND j.user_id = ${me.userId}`.execute(
      ctx.database.db,
    );
    const [found] = rows;
    if (!found) throw new Refusal("auth.link_invalid");
    return found;
  }

  async #endRunning(tx: Db, userId: string): Promise<void> {
    const { works, now } = this.#parts;
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM jobs WHERE user_id = ${userId} AND kind = 'data-export'
        AND state IN ('waiting', 'running') FOR UPDATE`.execute(tx);
    for (const { id } of rows) await endCancelled(tx, works, { id, kind: "data-export" }, now());
  }

  #untilOf({ state, endedAt }: Asked): Date | null {
    const { dataKeptDays } = this.#parts.settings;
    return state === "done" && endedAt ? new Date(+endedAt + dataKeptDays * 24 * hourMs) : null;
  }

  /** One that was given up may be asked for again at once. */
  #nextAt({ state, createdAt }: Asked): Date | null {
    const { dataEveryHours } = this.#parts.settings;
    return state === "failed" ? null : new Date(+createdAt + dataEveryHours * hourMs);
  }
}

const shownStates = {
  waiting: "running",
  running: "running",
  done: "ready",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<JobState, DataExport["state"]>;

async function findLast(db: Db, userId: string): Promise<Asked | null> {
  const { rows } = await sql<Asked>`
    SELECT id, state, done, total, created_at AS "createdAt", ended_at AS "endedAt" FROM jobs
    WHERE user_id = ${userId} AND kind = 'data-export'
    ORDER BY created_at DESC, id DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** What was put together of one person's. */
export async function dropPieces(tx: Db, userId: string): Promise<void> {
  for (const table of ["data_links", "data_pieces"]) {
    await sql`
      DELETE FROM ${sql.table(table)} WHERE job_id IN (
        SELECT id FROM jobs WHERE user_id = ${userId} AND kind = 'data-export')`.execute(tx);
  }
}

/** Whoever has begun to download it in time may go on for so long. */
const lateMs = hourMs;

/** Forgets what was put together, when its time is over. */
export async function forgetExports(db: Db, keptDays: number, now: Date): Promise<void> {
  const over = new Date(+now - keptDays * 24 * hourMs - lateMs);
  await sql`DELETE FROM data_links WHERE until < ${new Date(+now - lateMs)}`.execute(db);
  await sql`
    DELETE FROM data_pieces WHERE job_id IN (
      SELECT id FROM jobs WHERE kind = 'data-export' AND ended_at < ${over})`.execute(db);
}
