import type { PresenceState } from "@roost/protocol/presence.ts";
import type { Bus, Signal, Unsubscribe } from "../bus/bus.ts";
import { presenceSubject } from "../presence/signal.ts";
import type { StoredPresence } from "../presence/stored.ts";
import { viewOf } from "../presence/view.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";

/** A connection that looks at people. */
export interface PeopleViewer {
  readonly userId: string;
  tellPresence(frame: EncodedFrame): void;
}

export interface PeopleSource {
  /** What is stored of somebody. Null where there is no such person. */
  load(userId: string): Promise<StoredPresence | null>;
  /** Told of every failed `load`, which is tried again. */
  onLoadError(error: unknown): void;
  now(): number;
}

/** What other nodes say counts for so long; it is asked for again in good time. */
const COUNTS_MS = 45_000;
const ASK_EVERY_MS = 15_000;

interface Watched {
  userId: string;
  viewers: Set<PeopleViewer>;
  /** By node, what they are there. */
  nodes: Map<string, { state: PresenceState; untilMs: number }>;
  seenAtMs: number;
  /** Undefined until it was read. */
  stored: StoredPresence | null | undefined;
  /** As all were told, and as their own devices were. */
  told: { json: string; frame: EncodedFrame; own: EncodedFrame } | null;
}

/** The people whom somebody connected here looks at, and how they can be met. */
export class WatchedPeople {
  readonly #nodeId: string;
  readonly #bus: Bus;
  readonly #source: PeopleSource;
  readonly #people = new Map<string, Watched>();
  readonly #subscribed: Promise<Unsubscribe>;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(nodeId: string, bus: Bus, source: PeopleSource) {
    this.#nodeId = nodeId;
    this.#bus = bus;
    this.#source = source;
    this.#subscribed = bus.subscribe("signal", presenceSubject, ({ signal }) => this.#take(signal));
  }

  /** Tells a viewer of these people, now and whenever that changes. */
  look(userIds: readonly string[], viewer: PeopleViewer): void {
    const opened: Watched[] = [];
    for (const userId of userIds) {
      const known = this.#people.get(userId);
      const watched = known ?? this.#open(userId);
      if (!known) opened.push(watched);
      watched.viewers.add(viewer);
      if (watched.told) viewer.tellPresence(frameFor(watched.told, userId, viewer));
    }
    if (opened.length === 0) return;
    this.#ask(opened.map(({ userId }) => userId));
    for (const watched of opened) void this.#load(watched);
  }

  lookAway(userIds: readonly string[], viewer: PeopleViewer): void {
    for (const userId of userIds) {
      const watched = this.#people.get(userId);
      watched?.viewers.delete(viewer);
      if (watched?.viewers.size === 0) this.#people.delete(userId);
    }
  }

  /** Notes what does not count any more, and asks again. */
  refresh(): void {
    const now = this.#source.now();
    const isAsking = now - this.#askedAtMs >= ASK_EVERY_MS;
    for (const watched of this.#people.values()) {
      if (watched.stored === undefined) void this.#load(watched);
      let someAreOver = false;
      for (const [nodeId, node] of watched.nodes) {
        if (node.untilMs > now) continue;
        // Who cannot be heard is not gone.
        if (!this.#bus.isUp) node.untilMs = now + COUNTS_MS;
        else someAreOver = watched.nodes.delete(nodeId) || someAreOver;
      }
      if (someAreOver || hasUntil(watched.stored)) this.#tell(watched);
    }
    if (isAsking) this.#askAll();
  }

  /** The bus is back: what it lost is asked for, and read. */
  catchUp(): void {
    this.#askAll();
    for (const watched of this.#people.values()) void this.#load(watched);
  }

  close(): void {
    this.#people.clear();
    this.#subscribed.then((unsubscribe) => unsubscribe());
  }

  #open(userId: string): Watched {
    const watched: Watched = {
      userId,
      viewers: new Set(),
      nodes: new Map(),
      seenAtMs: 0,
      stored: undefined,
      told: null,
    };
    this.#people.set(userId, watched);
    return watched;
  }

  #askAll(): void {
    this.#askedAtMs = this.#source.now();
    if (this.#people.size > 0) this.#ask([...this.#people.keys()]);
  }

  #ask(userIds: string[]): void {
    const signal = { type: "asked", nodeId: this.#nodeId, userIds } as const;
    this.#bus.publish([{ kind: "signal", subjectId: presenceSubject, signal }]);
  }

  #take(signal: Signal): void {
    if (signal.type === "present") {
      for (const person of signal.people) {
        const watched = this.#people.get(person.userId);
        if (!watched) continue;
        const untilMs = this.#source.now() + COUNTS_MS;
        if (person.state === "offline") watched.nodes.delete(signal.nodeId);
        else watched.nodes.set(signal.nodeId, { state: person.state, untilMs });
        watched.seenAtMs = Math.max(watched.seenAtMs, person.seenAtMs);
        this.#tell(watched);
      }
    } else if (signal.type === "set") {
      const watched = this.#people.get(signal.userId);
      if (watched) void this.#load(watched);
    }
  }

  async #load(watched: Watched): Promise<void> {
    try {
      watched.stored = await this.#source.load(watched.userId);
    } catch (error) {
      this.#source.onLoadError(error);
      return;
    }
    watched.seenAtMs = Math.max(watched.seenAtMs, watched.stored?.seenAtMs ?? 0);
    this.#tell(watched);
  }

  /** Tells those who look, where it is news to them. */
  #tell(watched: Watched): void {
    const { userId, stored, viewers } = watched;
    // Of whom nothing is known nothing is told: no half of it.
    if (!stored) return;
    const seen = { userId, seenAtMs: watched.seenAtMs, states: statesOf(watched) };
    const own = viewOf(seen, stored, []);
    const people = [viewOf(seen, stored, stored.hidden)];
    const json = JSON.stringify([own, people]);
    if (json === watched.told?.json) return;
    const frame = encodeFrame({ type: "presence", people });
    watched.told = { json, frame, own: encodeFrame({ type: "presence", people: [own] }) };
    for (const viewer of viewers) viewer.tellPresence(frameFor(watched.told, userId, viewer));
  }
}

function frameFor(
  { frame, own }: NonNullable<Watched["told"]>,
  userId: string,
  viewer: PeopleViewer,
): EncodedFrame {
  return viewer.userId === userId ? own : frame;
}

const statesOf = ({ nodes }: Watched) => [...nodes.values()].map(({ state }) => state);

function hasUntil(stored: StoredPresence | null | undefined): boolean {
  return !!stored && (stored.doNotDisturbUntil !== null || !!stored.status?.until);
}
