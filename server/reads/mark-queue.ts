import { setImmediate } from "node:timers/promises";
import type { Bus, BusEvent } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** Marks of one commit. */
const MAX_BATCH_MARKS = 512;
/** Marks that may wait. Beyond it a reader is told to come back. */
const MAX_WAITING_MARKS = 20_000;
const RETRY_AFTER_MS = 1_000;

/** How far a person, or a device of theirs, has got in a room. */
export interface Mark {
  userId: string;
  roomId: string;
  number: number;
  /** READ-7: of their log, as the device knew it that says so; null where it does not tell. */
  version: number | null;
}

/** What one commit did: a result for each mark in turn, null where its person is not in the room. */
export interface MarkBatch<Result> {
  results: (Result | null)[];
  events: BusEvent[];
}

/** Writes marks, of no person and room two, in one transaction. */
export type WriteMarks<Result> = (db: Db, marks: readonly Mark[]) => Promise<MarkBatch<Result>>;

interface Waiting<Result> {
  mark: Mark;
  /** Those who said it, or less of the same room. */
  waiters: { resolve(result: Result): void; reject(error: unknown): void }[];
}

/**
 * Group commit for positions: everybody who looks at a room moves theirs at each message. What
 * arrives while a commit is under way is written together by the next one, of each person and room the
 * highest number.
 */
export class MarkQueue<Result> {
  readonly #db: Db;
  readonly #bus: Bus;
  readonly #writeMarks: WriteMarks<Result>;
  /** By person, room, and what its device knew, in the order in which the first of them came. */
  #waiting = new Map<string, Waiting<Result>>();
  #writing: Promise<void> | null = null;

  constructor(db: Db, bus: Bus, writeMarks: WriteMarks<Result>) {
    this.#db = db;
    this.#bus = bus;
    this.#writeMarks = writeMarks;
  }

  /**
   * Resolves after the commit. Throws `room.not_found` for who is not in the room, and `server.busy`
   * where too much waits already.
   */
  async mark(mark: Mark): Promise<Result> {
    const key = `${placeOf(mark)} ${mark.version}`;
    const waiting = this.#waiting.get(key) ?? { mark, waiters: [] };
    if (this.#waiting.size >= MAX_WAITING_MARKS && waiting.waiters.length === 0) {
      throw new Refusal("server.busy", undefined, RETRY_AFTER_MS);
    }
    if (mark.number > waiting.mark.number) waiting.mark = mark;
    this.#waiting.set(key, waiting);
    return new Promise((resolve, reject) => {
      waiting.waiters.push({ resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // Lets the marks of this turn of the event loop into the first commit.
    await setImmediate();
    while (this.#waiting.size > 0) await this.#write(this.#take());
    this.#writing = null;
  }

  #take(): Waiting<Result>[] {
    const batch: Waiting<Result>[] = [];
    const places = new Set<string>();
    for (const [key, waiting] of this.#waiting) {
      if (batch.length === MAX_BATCH_MARKS) break;
      const place = placeOf(waiting.mark);
      if (places.has(place)) continue;
      places.add(place);
      this.#waiting.delete(key);
      batch.push(waiting);
    }
    return batch;
  }

  async #write(batch: readonly Waiting<Result>[]): Promise<void> {
    try {
      const { results, events } = await this.#writeMarks(
        this.#db,
        batch.map(({ mark }) => mark),
      );
      this.#bus.publish(events);
      for (const [index, { waiters }] of batch.entries()) {
        const result = results[index];
        for (const { resolve, reject } of waiters) {
          if (result) resolve(result);
          else reject(new Refusal("room.not_found"));
        }
      }
    } catch (error) {
      for (const { waiters } of batch) for (const { reject } of waiters) reject(error);
    }
  }
}

function placeOf({ userId, roomId }: Mark): string {
  return `${userId} ${roomId}`;
}
