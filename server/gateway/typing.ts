import type { Changes } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";

/** A connection that looks at rooms and threads. */
export interface Viewer {
  readonly userId: string;
  tellTyping(roomId: string, frame: EncodedFrame): void;
}

/** Where people type: a room, by its id; or a thread, by the id of its root. */
type PlaceId = string;

/** Those who look at a room are told at most once in this time that other people type in it. */
const TELL_EVERY_MS = 1_000;

/** Who types in the rooms and threads that somebody connected here looks at. Others are not listened to. */
export class Typing {
  readonly #bus: Bus;
  readonly #now: () => number;
  readonly #places = new Map<PlaceId, PlaceTyping>();

  constructor(bus: Bus, now: () => number) {
    this.#bus = bus;
    this.#now = now;
  }

  /** Tells a viewer who types there, now and whenever that changes. */
  look(placeId: PlaceId, viewer: Viewer): void {
    const place = this.#places.get(placeId) ?? new PlaceTyping(placeId, this.#bus, this.#now);
    this.#places.set(placeId, place);
    place.add(viewer);
  }

  lookAway(placeId: PlaceId, viewer: Viewer): void {
    const place = this.#places.get(placeId);
    if (place?.remove(viewer)) this.#places.delete(placeId);
  }

  /** Tells what has become due. */
  refresh(): void {
    for (const place of this.#places.values()) place.refresh();
  }
}

interface Typist {
  user: User;
  untilMs: number;
}

/** Who types in one place, told to those who look at it: not each of them, and not each time. */
class PlaceTyping {
  readonly #roomId: string;
  readonly #threadNumber: number | undefined;
  readonly #now: () => number;
  readonly #viewers = new Set<Viewer>();
  readonly #subscribed: Promise<Unsubscribe>[];
  /** By person, in the order in which they began. */
  readonly #typists = new Map<string, Typist>();
  #told: readonly User[] = [];
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor(placeId: PlaceId, bus: Bus, now: () => number) {
    const { roomId, threadNumber } = partsOf(placeId);
    this.#roomId = roomId;
    this.#threadNumber = threadNumber;
    this.#now = now;
    this.#subscribed = [
      bus.subscribe("signal", roomId, ({ signal }) => {
        if (signal.type !== "typing" || signal.threadNumber !== threadNumber) return;
        this.#began(signal.user);
      }),
      bus.subscribe("room", roomId, ({ changes }) => this.#changed(changes)),
    ];
  }

  add(viewer: Viewer): void {
    this.#viewers.add(viewer);
    const { userId } = viewer;
    viewer.tellTyping(this.#roomId, this.#frame(without(this.#told, userId)));
  }

  /** True where nobody looks any more: then it is closed. */
  remove(viewer: Viewer): boolean {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0) return false;
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscribed of this.#subscribed) subscribed.then((unsubscribe) => unsubscribe());
    return true;
  }

  refresh(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const now = this.#now();
    let next = Number.POSITIVE_INFINITY;
    for (const [userId, { untilMs }] of this.#typists) {
      if (untilMs <= now) this.#typists.delete(userId);
      else next = Math.min(next, untilMs);
    }
    const names = this.#names();
    if (!areSame(names, this.#told)) {
      const dueMs = this.#toldAtMs + TELL_EVERY_MS;
      if (dueMs <= now) this.#tell(names, now);
      else next = Math.min(next, dueMs);
    }
    if (next < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.refresh(), next - now);
    }
  }

  #began(user: User): void {
    const isNew = !this.#typists.has(user.id);
    this.#typists.set(user.id, { user, untilMs: this.#now() + limits.typingForMs });
    // Of who goes on there is nothing to tell, and the timer rings no later than it has to.
    if (isNew) this.refresh();
  }

  /** Who has written has stopped to type. */
  #changed({ messages = [] }: Changes): void {
    if (this.#typists.size === 0) return;
    let someStopped = false;
    for (const { authorId, editedAt, deletedAt, threadNumber } of messages) {
      if (authorId === null || editedAt !== null || deletedAt !== null) continue;
      if (threadNumber !== this.#threadNumber) continue;
      if (this.#typists.delete(authorId)) someStopped = true;
    }
    if (someStopped) this.refresh();
  }

  #names(): User[] {
    const names: User[] = [];
    for (const { user } of this.#typists.values()) {
      if (names.push(user) === limits.typingNames) break;
    }
    return names;
  }

  /** The same bytes for all but those who type themselves, who are not told of themselves. */
  #tell(names: readonly User[], now: number): void {
    const before = this.#told;
    this.#told = names;
    this.#toldAtMs = now;
    const frame = this.#frame(names);
    const concerned = new Set([...before, ...names].map(({ id }) => id));
    for (const viewer of this.#viewers) {
      const { userId } = viewer;
      if (!concerned.has(userId)) {
        viewer.tellTyping(this.#roomId, frame);
        continue;
      }
      const others = without(names, userId);
      if (areSame(others, without(before, userId))) continue;
      viewer.tellTyping(this.#roomId, this.#frame(others));
    }
  }

  #frame(users: readonly User[]): EncodedFrame {
    const threadNumber = this.#threadNumber;
    const inThread = threadNumber === undefined ? {} : { threadNumber };
    return encodeFrame({ type: "typing", roomId: this.#roomId, ...inThread, users: [...users] });
  }
}

function partsOf(placeId: PlaceId): { roomId: string; threadNumber: number | undefined } {
  if (!placeId.includes(".")) return { roomId: placeId, threadNumber: undefined };
  const { roomId, number } = parseMessageId(placeId);
  return { roomId, threadNumber: number };
}

function without(users: readonly User[], userId: string): readonly User[] {
  return users.filter(({ id }) => id !== userId);
}

function areSame(a: readonly User[], b: readonly User[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}
