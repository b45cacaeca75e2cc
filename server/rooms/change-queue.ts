import type { Bus } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Database } from "../store/database.ts";
import {
  type Batch,
  insertRoom,
  lockRoom,
  type NewRoom,
  type OpenRoom,
  type Work,
  writeChanges,
} from "./change-batch.ts";

/** Changes of one commit. More would hardly be faster, and one that fails has all of them redone. */
const MAX_BATCH_CHANGES = 64;
/** A commit takes no more changes after this: posts of the room wait for its lock meanwhile. */
const MAX_BATCH_MS = 25;
/** Changes of one room that may wait; more than one second's work would only be given up. */
const MAX_WAITING_OF_ROOM = 1_000;
/** Changes that may wait in all. */
const MAX_WAITING = 5_000;
const RETRY_AFTER_MS = 1_000;

interface Waiting {
  work: Work;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

interface RoomQueue {
  roomId: string;
  open: OpenRoom;
  waiting: Waiting[];
}

/**
 * Group commit for all that changes a room except posts: changes that arrive while a commit of the
 * room is under way are run together by the next one, in the order in which they arrived. Commits
 * of different rooms run beside each other, on half of the connections at most, so that posts and
 * readers find one too.
 */
export class ChangeQueue {
  readonly #database: Database;
  readonly #bus: Pick<Bus, "publish">;
  readonly #now: () => number;
  readonly #maxCommits: number;
  /** Rooms with changes that wait or are under way. */
  readonly #rooms = new Map<string, RoomQueue>();
  /** Those of them whose changes wait for nothing but a connection. */
  #ready: string[] = [];
  #commits = 0;
  #waiting = 0;

  /** `now`: a clock in milliseconds, by which a commit stops taking changes. */
  constructor(database: Database, bus: Pick<Bus, "publish">, now = () => performance.now()) {
    this.#database = database;
    this.#bus = bus;
    this.#now = now;
    this.#maxCommits = Math.max(1, Math.floor((database.pool.options.max ?? 1) / 2));
  }

  /**
   * Runs `work` as one change of a room. Resolves after the commit. Throws what `work` throws,
   * `room.not_found` where there is no such room, and `server.busy` where too much waits already.
   */
  async change<T>(roomId: string, work: (...args: Parameters<Work>) => Promise<T>): Promise<T> {
    return this.#enqueue(roomId, null, work) as Promise<T>;
  }

  /** Makes a room, with `work` as its first change; as its next one, where there is one of this id. */
  async create<T>(room: NewRoom, work: (...args: Parameters<Work>) => Promise<T>): Promise<T> {
    return this.#enqueue(room.id, insertRoom(room), work) as Promise<T>;
  }

  #enqueue(roomId: string, make: OpenRoom | null, work: Work): Promise<unknown> {
    const queue = this.#rooms.get(roomId) ?? { roomId, open: lockRoom(roomId), waiting: [] };
    if (this.#waiting >= MAX_WAITING || queue.waiting.length >= MAX_WAITING_OF_ROOM) {
      throw new Refusal("server.busy", undefined, RETRY_AFTER_MS);
    }
    // It is made for all who wait for it.
    queue.open = make ?? queue.open;
    return new Promise((resolve, reject) => {
      queue.waiting.push({ work, resolve, reject });
      this.#waiting += 1;
      if (this.#rooms.has(roomId)) return;
      this.#rooms.set(roomId, queue);
      this.#ready.push(roomId);
      this.#start();
    });
  }

  #start(): void {
    while (this.#commits < this.#maxCommits) {
      const roomId = this.#ready.shift();
      const queue = roomId === undefined ? undefined : this.#rooms.get(roomId);
      if (roomId === undefined || !queue) return;
      this.#commits += 1;
      void this.#commit(queue).then(() => {
        this.#commits -= 1;
        if (queue.waiting.length > 0) this.#ready.push(roomId);
        else this.#rooms.delete(roomId);
        this.#start();
      });
    }
  }

  async #commit(queue: RoomQueue): Promise<void> {
    const taken: Waiting[] = [];
    const { open } = queue;
    try {
      const batch = await writeChanges(this.#database.db, open, this.#take(queue, taken));
      queue.open = lockRoom(queue.roomId);
      this.#bus.publish(batch.events);
      settle(taken, batch);
    } catch (error) {
      // Somebody who makes the room has come meanwhile.
      if (taken.length === 0 && queue.open !== open) return;
      // Without the lock of the room, all who wait for it have waited in vain.
      const failed = taken.length > 0 ? taken : this.#takeAll(queue);
      for (const entry of failed) entry.reject(error);
    }
  }

  /** The works of a commit: asked for one by one, so that those that arrive meanwhile join it. */
  *#take(queue: RoomQueue, taken: Waiting[]): Iterable<Work> {
    const deadline = this.#now() + MAX_BATCH_MS;
    while (taken.length < MAX_BATCH_CHANGES) {
      const next = queue.waiting.shift();
      if (!next) return;
      this.#waiting -= 1;
      taken.push(next);
      yield next.work;
      if (this.#now() > deadline) return;
    }
  }

  #takeAll(queue: RoomQueue): Waiting[] {
    const all = queue.waiting;
    queue.waiting = [];
    this.#waiting -= all.length;
    return all;
  }
}

function settle(entries: readonly Waiting[], { outcomes }: Batch): void {
  for (const [index, entry] of entries.entries()) {
    const outcome = outcomes[index];
    if (outcome && "result" in outcome) entry.resolve(outcome.result);
    else entry.reject(outcome?.error);
  }
}
