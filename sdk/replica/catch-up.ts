import { Alarm, type Clock } from "../clock.ts";

/** A question that nobody answered is asked again after this time without any answer. */
const ANSWER_MS = 15_000;
/** How long a version that is known from elsewhere may take to arrive by itself. */
const ARRIVAL_MS = 2_000;

interface Behind {
  /** A version of the room that is known to exist. */
  target: number;
  /** When to ask, or to ask again. */
  askAt: number;
  asked: Question | null;
}

/** A question that is under way. */
interface Question {
  /** Null where it was the hello. */
  ref: number | null;
  /** The answer is whole at this version; where that is not known, it is by its `ref`. */
  upTo: number;
}

/** What says whether changes answer a question. */
export interface AnswerPart {
  ref?: number;
  more?: boolean;
}

export interface CatchUpOptions {
  clock: Clock;
  /** Asks for the changes since my version. Returns its `ref`; null while nothing can be sent. */
  ask: (roomId: string) => number | null;
}

/** R5: which rooms are behind, and the one question that each of them has under way. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #alarm: Alarm;
  readonly #behind = new Map<string, Behind>();
  #answeredAt = 0;
  #isOpen = false;

  constructor(options: CatchUpOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.pump());
  }

  /** A connection begins. */
  start(): void {
    this.#isOpen = true;
  }

  /** The hello asked for everything after my version. */
  expect(roomId: string, target: number): void {
    const asked = { ref: null, upTo: target };
    this.#behind.set(roomId, { target, askAt: this.#now + ANSWER_MS, asked });
    this.#arm();
  }

  /** A version exists that may be on its way. */
  hear(roomId: string, target: number): void {
    this.#raise(roomId, target, this.#now + ARRIVAL_MS);
  }

  /** Something after my version is missing, and does not come by itself. */
  miss(roomId: string, target: number): void {
    this.#raise(roomId, target, this.#now);
  }

  /** My version of a room moved, maybe by a part of an answer. */
  advance(roomId: string, version: number, part: AnswerPart = {}): void {
    const behind = this.#behind.get(roomId);
    if (!behind) return;
    this.#answeredAt = this.#now;
    if (version >= behind.target) {
      this.#behind.delete(roomId);
    } else if (behind.asked && isWhole(behind.asked, version, part)) {
      behind.asked = null;
      behind.askAt = this.#now;
      this.pump();
    } else if (behind.asked) {
      // More of the answer is on its way: a hello may be answered by one frame for each change.
      behind.askAt = this.#now + ANSWER_MS;
    }
  }

  /** A `sync` was answered without getting further. Returns the room that it was about. */
  postpone(ref: number | undefined, delayMs = ARRIVAL_MS): string | null {
    for (const [roomId, behind] of this.#behind) {
      if (ref === undefined || behind.asked?.ref !== ref) continue;
      behind.asked = null;
      behind.askAt = this.#now + delayMs;
      this.#arm();
      return roomId;
    }
    return null;
  }

  forget(roomId: string): void {
    this.#behind.delete(roomId);
  }

  /** The connection is gone: the next hello asks. */
  stop(): void {
    this.#isOpen = false;
    this.#behind.clear();
    this.#alarm.clear();
  }

  /** Asks what is due, as far as frames can be sent. */
  pump(): void {
    for (const [roomId, behind] of this.#behind) {
      if (this.#dueAt(behind) > this.#now) continue;
      const ref = this.#options.ask(roomId);
      if (ref === null) break;
      behind.asked = { ref, upTo: Number.POSITIVE_INFINITY };
      behind.askAt = this.#now + ANSWER_MS;
    }
    this.#arm();
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  /** While other questions are being answered, the server is at work on these too. */
  #dueAt({ asked, askAt }: Behind): number {
    return asked ? Math.max(askAt, this.#answeredAt + ANSWER_MS) : askAt;
  }

  #raise(roomId: string, target: number, askAt: number): void {
    if (!this.#isOpen) return;
    const behind = this.#behind.get(roomId);
    if (!behind) {
      this.#behind.set(roomId, { target, askAt, asked: null });
    } else {
      behind.target = Math.max(behind.target, target);
      if (!behind.asked) behind.askAt = Math.min(behind.askAt, askAt);
    }
    this.pump();
  }

  /** What is due but could not be sent waits for `pump()`, not for the alarm. */
  #arm(): void {
    const now = this.#now;
    let next = Number.POSITIVE_INFINITY;
    for (const behind of this.#behind.values()) {
      const dueAt = this.#dueAt(behind);
      if (dueAt > now) next = Math.min(next, dueAt);
    }
    if (next === Number.POSITIVE_INFINITY) this.#alarm.clear();
    else this.#alarm.set(next);
  }
}

/** Whether nothing more comes by itself in answer to a question. */
function isWhole(asked: Question, version: number, { ref, more = false }: AnswerPart): boolean {
  return more || version >= asked.upTo || (ref !== undefined && ref === asked.ref);
}
