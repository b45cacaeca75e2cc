import {
  type Bus,
  type BusEvent,
  type EventOf,
  everything,
  subjectOf,
  type Topic,
  type Unsubscribe,
} from "./bus.ts";

type Listener = (event: BusEvent) => void;

/** The bus of a server that runs alone: delivers before `publish` returns. */
export class MemoryBus implements Bus {
  readonly #listeners: Record<Topic, Map<string, Set<Listener>>> = {
    room: new Map(),
    person: new Map(),
    signal: new Map(),
    "session-ended": new Map(),
    account: new Map(),
    settings: new Map(),
  };
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
      const topic = this.#listeners[event.kind];
      this.#deliver(topic.get(subjectOf(event)), event);
      this.#deliver(topic.get(everything), event);
    }
  }

  /** Whether anybody here wants to know of this room, person or session. */
  hasListeners(topic: Topic, id: string): boolean {
    const listeners = this.#listeners[topic];
    return listeners.has(id) || listeners.has(everything);
  }

  async subscribe<T extends Topic>(
    topic: T,
    id: string,
    listener: (event: EventOf<T>) => void,
  ): Promise<Unsubscribe> {
    const topics = this.#listeners[topic];
    const listeners = topics.get(id) ?? new Set();
    topics.set(id, listeners);
    // The same function may subscribe twice; each subscription ends alone.
    const own: Listener = (event) => listener(event as EventOf<T>);
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && topics.get(id) === listeners) topics.delete(id);
    };
  }

  async close(): Promise<void> {
    for (const listeners of Object.values(this.#listeners)) listeners.clear();
  }

  #deliver(listeners: Set<Listener> | undefined, event: BusEvent): void {
    for (const listener of listeners ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}
