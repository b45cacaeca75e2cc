import { setTimeout as delay, setImmediate } from "node:timers/promises";
import { Refusal } from "../refusal.ts";

interface Waiting<Question, Answer> {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export interface BatchOptions<Question, Answer> {
  /** Answers questions in the given order. */
  load(questions: readonly Question[]): Promise<readonly Answer[]>;
  /** Questions that are asked together, at most. */
  maxTogether: number;
  /** The least time between two loads, in milliseconds: under load it lets a batch grow. */
  everyMs: number;
  /** Questions that may wait. Whoever comes then is refused with `server.busy`. */
  maxWaiting: number;
}

const RETRY_AFTER_MS = 2_000;

/**
 * Questions to the store that arrive while it is at work on others are asked together next. So
 * thousands of connections that begin at the same moment cost a few queries, one at a time, and
 * leave the store to those who talk.
 */
export class Batch<Question, Answer> {
  readonly #options: BatchOptions<Question, Answer>;
  #waiting: Waiting<Question, Answer>[] = [];
  #loading: Promise<void> | null = null;
  #isClosed = false;
  #loadedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: BatchOptions<Question, Answer>) {
    this.#options = options;
  }

  /** Throws `server.busy`, and what `load` throws. */
  async ask(question: Question): Promise<Answer> {
    if (this.#isClosed || this.#waiting.length >= this.#options.maxWaiting) throw busy();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#loading ??= this.#loadAll();
    });
  }

  /** Refuses what waits and what comes later. Resolves when the store is asked nothing any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(busy());
    await this.#loading;
  }

  async #loadAll(): Promise<void> {
    // Lets the questions of this turn of the event loop into the first batch.
    await setImmediate();
    while (this.#waiting.length > 0) {
      const waitMs = this.#loadedAtMs + this.#options.everyMs - performance.now();
      if (waitMs > 0) await delay(waitMs);
      this.#loadedAtMs = performance.now();
      const batch = this.#waiting.splice(0, this.#options.maxTogether);
      if (batch.length > 0) await this.#load(batch);
    }
    this.#loading = null;
  }

  async #load(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#options.load(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

const busy = () => new Refusal("server.busy", undefined, RETRY_AFTER_MS);
