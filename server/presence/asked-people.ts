import { randomUUID } from "node:crypto";
import type { Bus, SignalEvent, Unsubscribe } from "../bus/bus.ts";
import { type PersonHere, presenceSubject } from "./signal.ts";

/** Who is asked for within this time is asked for together. */
const GATHER_MS = 10;
/** So long nodes have to say that somebody is connected there: nobody says that they are not. */
const ANSWER_MS = 150;
/** An answer counts for so long, and follows what the nodes tell of that person meanwhile. */
const KEPT_MS = 5_000;

interface Asked {
  /** By node, where they are connected. */
  nodes: Map<string, PersonHere>;
  /** Everybody has answered, or had the time for it; or one said that they are online, and no other matters. */
  answered: PromiseWithResolvers<void>;
}

/** What the nodes say of people, for those who ask once and do not look on. */
export class AskedPeople {
  readonly #bus: Bus;
  readonly #nodeId = randomUUID();
  readonly #people = new Map<string, Asked>();
  /** Whom to ask for next; null while nobody is to be asked for. */
  #next: Map<string, Asked> | null = null;
  /** While an answer is kept. */
  #subscribed: Promise<Unsubscribe> | null = null;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Where somebody is connected; of who is online, one such place is enough. */
  async ask(userId: string): Promise<PersonHere[]> {
    const asked = this.#people.get(userId) ?? this.#open(userId);
    await asked.answered.promise;
    return [...asked.nodes.values()];
  }

  #open(userId: string): Asked {
    const asked: Asked = { nodes: new Map(), answered: Promise.withResolvers() };
    this.#people.set(userId, asked);
    this.#subscribed ??= this.#bus.subscribe("signal", presenceSubject, (event) =>
      this.#take(event),
    );
    if (this.#next === null) setTimeout(() => void this.#askTogether(), GATHER_MS);
    this.#next ??= new Map();
    this.#next.set(userId, asked);
    return asked;
  }

  async #askTogether(): Promise<void> {
    const together = this.#next ?? new Map<string, Asked>();
    this.#next = null;
    try {
      await this.#subscribed;
    } catch (error) {
      this.#subscribed = null;
      for (const { answered } of together.values()) answered.reject(error);
      this.#forget(together);
      return;
    }
    const userIds = [...together.keys()];
    const signal = { type: "asked", nodeId: this.#nodeId, userIds } as const;
    this.#bus.publish([{ kind: "signal", subjectId: presenceSubject, signal }]);
    setTimeout(() => {
      for (const { answered } of together.values()) answered.resolve();
    }, ANSWER_MS);
    // It keeps no process from ending.
    setTimeout(() => this.#forget(together), KEPT_MS).unref();
  }

  #take({ signal }: SignalEvent): void {
    if (signal.type !== "present") return;
    for (const person of signal.people) {
      const asked = this.#people.get(person.userId);
      if (!asked) continue;
      if (person.state === "offline") asked.nodes.delete(signal.nodeId);
      else asked.nodes.set(signal.nodeId, person);
      if (person.state === "online") asked.answered.resolve();
    }
  }

  #forget(people: ReadonlyMap<string, Asked>): void {
    for (const userId of people.keys()) this.#people.delete(userId);
    if (this.#people.size > 0) return;
    this.#subscribed?.then((unsubscribe) => unsubscribe());
    this.#subscribed = null;
  }
}
