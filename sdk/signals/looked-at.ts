import type { ErrorFrame } from "@roost/protocol/down.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { Alarm, type Clock } from "../clock.ts";

/** What comes into view and leaves it again within this time is not asked for. */
const GATHER_MS = 100;

export type WatchFrame = Omit<Extract<UpFrame, { type: "watch" }>, "ref">;

export interface LookedAtOptions {
  clock: Clock;
  /** The most that may be named. */
  maxRooms: number;
  maxThreads: number;
  maxUsers: number;
  /** Sends a frame. Returns its `ref`; null while nothing can be sent. */
  transmit: (frame: WatchFrame) => number | null;
}

/** Tells the server what is looked at here: all of it, once for all that changes at about the same time. */
export class LookedAt {
  readonly #options: LookedAtOptions;
  readonly #alarm: Alarm;
  /** By id, how many look at it. Those that were looked at last are the last. */
  readonly #roomIds = new Map<string, number>();
  readonly #threadIds = new Map<string, number>();
  readonly #userIds = new Map<string, number>();
  /** As sent on this connection; nothing, at its beginning. Null where the server did not take it. */
  #told: string | null = said({});
  #sentAs: number | null = null;
  #isLooking = true;

  constructor(options: LookedAtOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.pump());
  }

  room(roomId: string, isLookedAt: boolean): void {
    this.#set(this.#roomIds, roomId, isLookedAt);
  }

  /** By the id of its root. */
  thread(id: string, isLookedAt: boolean): void {
    this.#set(this.#threadIds, id, isLookedAt);
  }

  user(userId: string, isLookedAt: boolean): void {
    this.#set(this.#userIds, userId, isLookedAt);
  }

  /** Whether anybody looks at all. */
  look(isLooking: boolean): void {
    this.#isLooking = isLooking;
    this.#changed();
  }

  pump(): void {
    const { maxRooms, maxThreads, maxUsers } = this.#options;
    const newest = (ids: ReadonlyMap<string, number>, most: number) =>
      this.#isLooking ? [...ids.keys()].slice(-most) : [];
    const threadIds = newest(this.#threadIds, maxThreads);
    const all = {
      roomIds: newest(this.#roomIds, maxRooms),
      // Servers that know of none are not asked for any.
      ...(threadIds.length > 0 && { threadIds }),
      userIds: newest(this.#userIds, maxUsers),
    };
    const now = said(all);
    if (now === this.#told) return;
    const ref = this.#options.transmit({ type: "watch", ...all });
    if (ref === null) return;
    this.#sentAs = ref;
    this.#told = now;
  }

  /** A frame was refused; where it was the last of these, and may come again, it does. */
  refused({ ref, retryAfterMs }: Pick<ErrorFrame, "ref" | "retryAfterMs">): void {
    if (ref === undefined || ref !== this.#sentAs || retryAfterMs === undefined) return;
    this.#told = null;
    this.#alarm.set(this.#options.clock.now() + retryAfterMs);
  }

  /** The connection is gone, and with it what it was told. */
  cutOff(): void {
    this.#alarm.clear();
    this.#told = said({});
  }

  #set(ids: Map<string, number>, id: string, isLookedAt: boolean): void {
    const looks = (ids.get(id) ?? 0) + (isLookedAt ? 1 : -1);
    ids.delete(id);
    if (looks > 0) ids.set(id, looks);
    this.#changed();
  }

  #changed(): void {
    if (!this.#alarm.isSet) this.#alarm.set(this.#options.clock.now() + GATHER_MS);
  }
}

function said({ roomIds = [], threadIds = [], userIds = [] }: Partial<WatchFrame>): string {
  return [roomIds, threadIds, userIds].map((ids) => ids.toSorted().join()).join(" ");
}
