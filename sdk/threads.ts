import { isThreadUnread } from "@roost/protocol/in-thread.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { Alarm, type Clock } from "./clock.ts";
import { ApiError } from "./errors.ts";
import { Derived, type Observable } from "./observable.ts";
import type { OwnView } from "./replica/own-rows.ts";
import type { Replica } from "./replica/replica.ts";
import type { ThreadsView } from "./replica/thread-rows.ts";
import type { Timeline } from "./replica/views.ts";
import type { Api } from "./rest/api.ts";

/** What happens within this time is asked, or told, as one. */
const GATHER_MS = 250;
const RETRY_MS = 5_000;
const PAGE_ROWS = 200;

export interface ThreadsOptions {
  clock: Clock;
  api: Pick<Api, "threads" | "followThread" | "unfollowThread" | "markThreadRead">;
  replica: Pick<Replica, "threads" | "own" | "get" | "me" | "screens">;
  isLive: () => boolean;
}

/** The threads of my rooms, and which of them are mine. Threads are named by the ids of their roots. */
export class Threads {
  /** Those that are something to me: that I follow, or said that I do not. */
  readonly mine: Observable<OwnView<"thread">>;
  /** The ids of those that I follow and in which there is something that I have not read. */
  readonly unread = new Derived<ReadonlySet<string>>(() => this.#listUnread());
  readonly #options: ThreadsOptions;
  readonly #asking: Alarm;
  readonly #telling: Alarm;
  /** By id, what of its room was known when it was asked for (R27). */
  readonly #asked = new Map<string, number>();
  #isAsking = false;
  /** By id, what was read here … */
  readonly #read = new Map<string, number>();
  /** … and the server may not know. */
  readonly #untold = new Set<string>();

  constructor(options: ThreadsOptions) {
    const { clock, replica } = options;
    this.#options = options;
    this.#asking = new Alarm(clock, () => void this.#ask());
    this.#telling = new Alarm(clock, () => void this.#tell());
    this.mine = replica.own.view("thread");
    for (const source of [this.mine, replica.threads.all, replica.me]) {
      source.subscribe(() => this.#changed());
    }
  }

  /** By number of the root, what is shown of the threads of a room at their roots. */
  of(roomId: string): Observable<ThreadsView> {
    return this.#options.replica.threads.view(roomId);
  }

  /** A thread: its root, and the replies. The same object each time. */
  timeline(roomId: string, number: number): Timeline {
    return this.#options.replica.screens.thread(roomId, number);
  }

  /** Up to which message of a thread of mine I have read; null where it is nothing to me. */
  readUpTo(id: string): number | null {
    const held = this.mine.get().get(id)?.value;
    return held ? Math.max(held.read, this.#read.get(id) ?? 0) : null;
  }

  /** Follows a thread, or no longer; that stays, whatever happens in it. Rejects with `ApiError`. */
  follow(id: string, follows: boolean): Promise<OwnRow> {
    const { api } = this.#options;
    return follows ? api.followThread(id) : api.unfollowThread(id);
  }

  /** I have read a thread up to this message. Counts here at once, and on the server once connected. */
  markRead(id: string, number: number): void {
    const before = this.readUpTo(id);
    if (before === null || number <= before) return;
    this.#read.set(id, number);
    this.#untold.add(id);
    this.unread.changed();
    this.#tellIn(GATHER_MS);
  }

  /** Requests can be made. */
  goLive(): void {
    this.#tellIn(0);
    this.#askIn(0);
  }

  /** Nothing is sent by itself any more. */
  stop(): void {
    this.#asking.clear();
    this.#telling.clear();
  }

  #changed(): void {
    this.unread.changed();
    this.#askIn(GATHER_MS);
  }

  #listUnread(): ReadonlySet<string> {
    const { replica } = this.#options;
    const myId = replica.me.get()?.id ?? null;
    const unread = [...this.mine.get()].filter(([id, { value }]) => {
      const { roomId, number } = parseMessageId(id);
      const thread = replica.threads.get(roomId, number);
      if (!value || !thread || !replica.get(roomId)) return false;
      const read = Math.max(value.read, this.#read.get(id) ?? 0);
      return isThreadUnread(thread, { ...value, read }, myId);
    });
    return new Set(unread.map(([id]) => id));
  }

  /** R27: threads of mine of which nothing is known since my room began anew. */
  #unknown(): string[] {
    const { threads, get } = this.#options.replica;
    return [...this.mine.get()].flatMap(([id, { value }]) => {
      const { roomId, number } = parseMessageId(id);
      const isKnown = threads.get(roomId, number) !== undefined;
      if (!value?.follows || isKnown || this.#asked.get(id) === threads.epoch(roomId)) return [];
      return get.call(this.#options.replica, roomId) ? [id] : [];
    });
  }

  #askIn(milliseconds: number): void {
    const { clock, isLive } = this.#options;
    if (this.#isAsking || this.#asking.isSet || !isLive() || this.#unknown().length === 0) return;
    this.#asking.set(clock.now() + milliseconds);
  }

  /** Those with something unread are told; of the others nothing has to be known until they change. */
  async #ask(): Promise<void> {
    const { api, replica } = this.#options;
    const wanted = this.#unknown();
    if (wanted.length === 0 || !this.#options.isLive()) return;
    this.#isAsking = true;
    const epochs = new Map(wanted.map((id) => [id, replica.threads.epoch(roomOf(id))]));
    let wait = GATHER_MS;
    try {
      let cursor: string | null | undefined;
      do {
        const page = await api.threads({
          unread: true,
          limit: PAGE_ROWS,
          ...(cursor && { cursor }),
        });
        cursor = page.nextCursor;
      } while (cursor !== null);
      for (const [id, epoch] of epochs) this.#asked.set(id, epoch);
    } catch {
      wait = RETRY_MS;
    }
    this.#isAsking = false;
    this.#askIn(wait);
  }

  #tellIn(milliseconds: number): void {
    const { clock, isLive } = this.#options;
    if (this.#untold.size === 0 || this.#telling.isSet || !isLive()) return;
    this.#telling.set(clock.now() + milliseconds);
  }

  async #tell(): Promise<void> {
    for (const id of [...this.#untold]) {
      const number = this.#read.get(id) ?? 0;
      this.#untold.delete(id);
      try {
        await this.#options.api.markThreadRead(id, number);
      } catch (error) {
        // What was refused for good is not told again.
        const isRefused = error instanceof ApiError && error.retryAfterMs === undefined;
        if (!isRefused) this.#untold.add(id);
      }
    }
    this.#tellIn(RETRY_MS);
  }
}

function roomOf(id: string): string {
  return parseMessageId(id).roomId;
}
