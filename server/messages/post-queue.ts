import { setImmediate } from "node:timers/promises";
import { mentionedNames } from "@roost/markdown/mentions.ts";
import pg from "pg";
import type { Bus } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import { type BatchResult, keyOf, type Post, type PostResult, PostWriter } from "./post-batch.ts";
import { messageBody } from "./text.ts";

/** Posts of one commit. Measured: larger batches are hardly faster, and a lone post waits longer. */
const MAX_BATCH_POSTS = 512;
/** Posts that may wait. Beyond it a sender is told to come back: a queue is not a store. */
const MAX_WAITING_POSTS = 10_000;
const RETRY_AFTER_MS = 1_000;
/** A database that says nothing for so long may go on saying nothing: whoever waits is told. */
const PATIENCE_MS = 10_000;

interface Waiting {
  post: Post;
  /** What makes it the same one as another. */
  key: string;
  /** By `performance.now()`. */
  sinceMs: number;
  resolve(result: PostResult): void;
  reject(error: unknown): void;
}

/** What became of a batch; an error where nothing is known to be stored. */
type Outcome = { result: BatchResult; error?: never } | { result?: never; error: unknown };

interface Writing {
  batch: readonly Waiting[];
  outcome: Promise<Outcome>;
}

/**
 * Group commit: posts that arrive while a commit is under way are written together by the next.
 * A lone post waits for nothing, and under load the batch grows by itself.
 */
export class PostQueue {
  readonly #writer: PostWriter;
  readonly #bus: Bus;
  readonly #onFault: (error: unknown) => void;
  readonly #patienceMs: number;
  /** Told of each message that was stored how long it took, in milliseconds. */
  onStored: (ms: number) => void = () => {};
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  /**
   * @param pool Of connections that send statements without waiting for answers.
   * @param patienceMs How long a post may wait for a database that is silent, or twice as long.
   */
  constructor(
    pool: pg.Pool,
    bus: Bus,
    onFault: (error: unknown) => void,
    patienceMs = PATIENCE_MS,
  ) {
    this.#writer = new PostWriter(pool);
    this.#bus = bus;
    this.#onFault = onFault;
    this.#patienceMs = patienceMs;
  }

  /**
   * Stores a message. Resolves after the commit, and then it is never lost. Repeating a post with
   * the same client id gives the first result, whatever the body says now.
   *
   * Throws `text.…`, `room.not_found` for who is not a member, why a member may not write in the room
   * now (see `may-write.ts`), `reply.not_found`, `thread.not_found`, and `server.busy`, after which the same post may be repeated: it may even
   * have been stored.
   */
  async post(input: Post): Promise<PostResult> {
    const body = messageBody(input.body);
    const mentioned = mentionedNames(body);
    const names = input.here ? [...mentioned, ...input.here] : mentioned;
    const post = { ...input, body, names };
    if (this.#waiting.length >= MAX_WAITING_POSTS) {
      throw new Refusal("server.busy", undefined, RETRY_AFTER_MS);
    }
    return new Promise((resolve, reject) => {
      const key = keyOf(post);
      this.#waiting.push({ post, key, sinceMs: performance.now(), resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Messages that wait for a commit to begin. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // Lets the posts of this turn of the event loop into the first batch.
    await setImmediate();
    let writing = this.#start();
    while (writing) {
      const { batch } = writing;
      const { result, error } = await this.#watch(writing);
      if (!result) await this.#split(batch, error);
      // The database is at work on the next batch while the last one is told.
      writing = this.#start();
      if (result) this.#tell(batch, result);
    }
    this.#writer.rest();
    this.#writing = null;
  }

  /** Waits for a batch; meanwhile, whoever has waited for too long is told so. */
  async #watch({ batch, outcome }: Writing): Promise<Outcome> {
    const timer = setInterval(() => this.#refuseLate(batch), this.#patienceMs);
    try {
      return await outcome;
    } finally {
      clearInterval(timer);
    }
  }

  /** Those of the batch may be stored yet; those behind it are not sent any more. */
  #refuseLate(batch: readonly Waiting[]): void {
    const lateMs = performance.now() - this.#patienceMs;
    const isLate = ({ sinceMs }: Waiting) => sinceMs <= lateMs;
    const late = [...batch, ...this.#waiting].filter(isLate);
    this.#waiting = this.#waiting.filter((entry) => !isLate(entry));
    this.#refuse(late, new Error("The database has not answered a batch of posts for too long"));
  }

  #start(): Writing | null {
    if (this.#waiting.length === 0) return null;
    const batch = this.#takeBatch();
    return { batch, outcome: this.#write(batch) };
  }

  /** The oldest posts. A repeat of one that is in the batch stays for the next one. */
  #takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const keys = new Set<string>();
    for (const [index, entry] of this.#waiting.entries()) {
      if (batch.length === MAX_BATCH_POSTS) {
        later.push(...this.#waiting.slice(index));
        break;
      }
      if (keys.has(entry.key)) later.push(entry);
      else batch.push(entry);
      keys.add(entry.key);
    }
    this.#waiting = later;
    return batch;
  }

  #write(batch: readonly Waiting[]): Promise<Outcome> {
    return this.#writer.write(batch.map(({ post }) => post)).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
  }

  #tell(batch: readonly Waiting[], { results, events }: BatchResult): void {
    this.#bus.publish(events);
    const now = performance.now();
    for (const [index, { sinceMs, resolve, reject }] of batch.entries()) {
      const result = results[index];
      if (!result || result instanceof Refusal) reject(result);
      else {
        this.onStored(now - sinceMs);
        resolve(result);
      }
    }
  }

  /** Writes the parts of a batch that failed as a whole one by one, so that the others don't suffer. */
  async #split(batch: readonly Waiting[], error: unknown): Promise<void> {
    const parts = isDataError(error) ? batch.map((entry) => [entry]) : [];
    if (isLockTimeout(error)) parts.push(...Map.groupBy(batch, roomOf).values());
    if (parts.length <= 1) {
      this.#refuse(batch, error);
      return;
    }
    for (const part of parts) {
      const outcome = await this.#write(part);
      if (outcome.result) this.#tell(part, outcome.result);
      else await this.#split(part, outcome.error);
    }
  }

  #refuse(batch: readonly Waiting[], error: unknown): void {
    this.#onFault(error);
    // Whether the commit happened is not known; repeating a post is safe either way.
    const busy = new Refusal("server.busy", undefined, RETRY_AFTER_MS);
    for (const { reject } of batch) reject(busy);
  }
}

/** A fault of one row's content (SQLSTATE class 22 or 23): the others must not suffer from it. */
function isDataError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}

/** Somebody else holds a room for long: the posts of other rooms must not suffer from it either. */
function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "55P03";
}

function roomOf({ post }: Waiting): string {
  return post.roomId;
}
