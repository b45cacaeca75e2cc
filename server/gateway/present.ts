import type { PresenceState } from "@roost/protocol/presence.ts";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import type { SeenNotes } from "../presence/seen.ts";
import { type PersonHere, type PresenceSignal, presenceSubject } from "../presence/signal.ts";

/** Who is cut off and comes back within this time was not away. */
const LINGER_MS = 10_000;
/** What becomes known within this time is told to the other nodes in one message. */
const GATHER_MS = 50;

/** The connections of one person. */
interface Here {
  active: number;
  idle: number;
}

interface Leaving {
  state: PresenceState;
  seenAtMs: number;
  dueMs: number;
}

/** The people who are connected here, as the other nodes and this one are told of them. */
export class Present {
  readonly #nodeId: string;
  readonly #bus: Bus;
  readonly #seen: SeenNotes;
  readonly #now: () => number;
  readonly #people = new Map<string, Here>();
  /** Whose last connection was lost a moment ago. */
  readonly #leaving = new Map<string, Leaving>();
  #news = new Map<string, PersonHere>();
  #timer: NodeJS.Timeout | null = null;
  readonly #subscribed: Promise<Unsubscribe>;

  constructor(nodeId: string, bus: Bus, seen: SeenNotes, now: () => number) {
    this.#nodeId = nodeId;
    this.#bus = bus;
    this.#seen = seen;
    this.#now = now;
    this.#subscribed = bus.subscribe("signal", presenceSubject, ({ signal }) => {
      if (signal.type === "asked") this.#answer(signal);
    });
  }

  get size(): number {
    return this.#people.size;
  }

  /** A connection of theirs has begun. It is in use until it says otherwise. */
  came(userId: string): void {
    const before = this.#stateOf(userId);
    this.#leaving.delete(userId);
    const here = this.#people.get(userId);
    if (here) here.active += 1;
    else this.#people.set(userId, { active: 1, idle: 0 });
    this.#tellIfChanged(userId, before);
  }

  setIdle(userId: string, isIdle: boolean): void {
    const here = this.#people.get(userId);
    if (!here) return;
    const before = this.#stateOf(userId);
    here.active += isIdle ? -1 : 1;
    here.idle += isIdle ? 1 : -1;
    if (!isIdle) this.acted(userId);
    this.#tellIfChanged(userId, before);
  }

  went(userId: string, wasIdle: boolean): void {
    const here = this.#people.get(userId);
    if (!here) return;
    const before = this.#stateOf(userId);
    if (wasIdle) here.idle -= 1;
    else here.active -= 1;
    if (!wasIdle) this.acted(userId);
    if (here.active + here.idle === 0) {
      this.#people.delete(userId);
      const dueMs = this.#now() + LINGER_MS;
      this.#leaving.set(userId, { state: before, seenAtMs: seenAs(before), dueMs });
    }
    this.#tellIfChanged(userId, before);
  }

  /** Somebody did something, and so is seen. */
  acted(userId: string): void {
    this.#seen.note(userId, Date.now());
  }

  /** Those who have not come back are offline. */
  refresh(): void {
    const now = this.#now();
    for (const [userId, { dueMs, seenAtMs }] of this.#leaving) {
      // They left one after the other.
      if (dueMs > now) break;
      this.#leaving.delete(userId);
      this.#tell({ userId, state: "offline", seenAtMs });
    }
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#subscribed.then((unsubscribe) => unsubscribe());
  }

  #stateOf(userId: string): PresenceState {
    const here = this.#people.get(userId);
    if (here) return here.active > 0 ? "online" : "away";
    return this.#leaving.get(userId)?.state ?? "offline";
  }

  #answer({ userIds }: Extract<PresenceSignal, { type: "asked" }>): void {
    const people: PersonHere[] = [];
    for (const userId of userIds) {
      const state = this.#stateOf(userId);
      if (state !== "offline") people.push({ userId, state, seenAtMs: seenAs(state) });
    }
    if (people.length > 0) this.#publish(people);
  }

  #tellIfChanged(userId: string, before: PresenceState): void {
    const state = this.#stateOf(userId);
    if (state === before) return;
    this.#tell({ userId, state, seenAtMs: Math.max(seenAs(before), seenAs(state)) });
  }

  #tell(person: PersonHere): void {
    this.#news.set(person.userId, person);
    this.#timer ??= setTimeout(() => {
      const people = [...this.#news.values()];
      this.#timer = null;
      this.#news = new Map();
      this.#publish(people);
    }, GATHER_MS);
  }

  #publish(people: PersonHere[]): void {
    const signal = { type: "present", nodeId: this.#nodeId, people } as const;
    this.#bus.publish([{ kind: "signal", subjectId: presenceSubject, signal }]);
  }
}

/** Who is online is seen now; of others the notes say when. */
function seenAs(state: PresenceState): number {
  return state === "online" ? Date.now() : 0;
}
