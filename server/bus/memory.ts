import type { Bus, BusEvent, RoomEvent, SessionEnded, Unsubscribe, UserEvent } from "./bus.ts";

type Listener<E> = (event: E) => void;

/** The one topic of all sign-outs. */
const everybody = "";

/** The bus of a server that runs alone: delivers before `publish` returns. */
export class MemoryBus implements Bus {
  readonly #rooms = new Map<string, Set<Listener<RoomEvent>>>();
  readonly #users = new Map<string, Set<Listener<UserEvent>>>();
  readonly #sessionEnds = new Map<string, Set<Listener<SessionEnded>>>();
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError;
  }

  /** There are no other nodes to be cut off from. */
  get isUp(): boolean {
    return true;
  }

  onHealth(): Unsubscribe {
    return () => {};
  }

  publish(events: readonly BusEvent[]): void {
    for (const event of events) {
      if ("changes" in event) this.#deliver(this.#rooms.get(event.roomId), event);
      else this.#deliver(this.#users.get(event.userId), event);
      if ("kind" in event && event.kind === "session-ended") {
        this.#deliver(this.#sessionEnds.get(everybody), event);
      }
    }
  }

  /** Whether anybody here wants to know of this room or person. */
  hasListeners(topic: "room" | "user", id: string): boolean {
    return topic === "room" ? this.#rooms.has(id) : this.#users.has(id);
  }

  async subscribeRoom(roomId: string, listener: Listener<RoomEvent>): Promise<Unsubscribe> {
    return subscribe(this.#rooms, roomId, listener);
  }

  async subscribeUser(userId: string, listener: Listener<UserEvent>): Promise<Unsubscribe> {
    return subscribe(this.#users, userId, listener);
  }

  async subscribeSessionEnds(listener: Listener<SessionEnded>): Promise<Unsubscribe> {
    return subscribe(this.#sessionEnds, everybody, listener);
  }

  async close(): Promise<void> {
    this.#rooms.clear();
    this.#users.clear();
    this.#sessionEnds.clear();
  }

  #deliver<E>(listeners: Set<Listener<E>> | undefined, event: E): void {
    for (const listener of listeners ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}

function subscribe<E>(
  topics: Map<string, Set<Listener<E>>>,
  topic: string,
  listener: Listener<E>,
): Unsubscribe {
  const listeners = topics.get(topic) ?? new Set();
  topics.set(topic, listeners);
  // The same function may subscribe twice; each subscription ends alone.
  const own: Listener<E> = (event) => listener(event);
  listeners.add(own);
  return () => {
    listeners.delete(own);
    if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
  };
}
