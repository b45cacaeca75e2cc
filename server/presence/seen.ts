import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** Nobody is written more often than this. */
const WRITE_EVERY_MS = 60_000;
const PEOPLE_TOGETHER = 1_000;

/** When people did something last, noted in memory and written now and then, many in one statement. */
export class SeenNotes {
  readonly #db: Db;
  readonly #onFault: (error: unknown) => void;
  #notes = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Db, onFault: (error: unknown) => void) {
    this.#db = db;
    this.#onFault = onFault;
    this.#timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  note(userId: string, atMs: number): void {
    this.#notes.set(userId, Math.max(atMs, this.#notes.get(userId) ?? 0));
  }

  /** Writes what was noted. What cannot be written now is written the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  /** Writes the last notes. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  async #writeAll(): Promise<void> {
    // In one order on all nodes, so that none waits for the other in a circle.
    const people = [...this.#notes].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#notes = new Map();
    for (let from = 0; from < people.length; from += PEOPLE_TOGETHER) {
      const some = people.slice(from, from + PEOPLE_TOGETHER);
      try {
        await writeSeen(this.#db, some);
      } catch (error) {
        for (const [userId, atMs] of some) this.note(userId, atMs);
        this.#onFault(error);
      }
    }
  }
}

async function writeSeen(db: Db, people: readonly [userId: string, atMs: number][]): Promise<void> {
  await sql`
    INSERT INTO presences (user_id, seen_at)
    SELECT u.id, to_timestamp(q.at_ms / 1000.0)
    FROM unnest(${uuidArray(people.map(([userId]) => userId))}::uuid[],
      ${people.map(([, atMs]) => atMs)}::float8[]) WITH ORDINALITY AS q (user_id, at_ms, ord)
    JOIN users u ON u.id = q.user_id
    ORDER BY q.ord
    ON CONFLICT (user_id) DO UPDATE
      SET seen_at = greatest(presences.seen_at, excluded.seen_at)`.execute(db);
}
