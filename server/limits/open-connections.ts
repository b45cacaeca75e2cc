import { randomUUID } from "node:crypto";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { type ConnectionsSignal, type Counted, connectionsSubject } from "./connections-signal.ts";

/** With so many nodes, what is too little to be told comes to no more than may be open. */
const FEW_NODES = 4;
/** A node that has said nothing for so long is gone, and its connections with it. */
const TOLD_FOR_MS = 15_000;

/** Whoever has too many connections comes back at a random moment of this window. */
export const FULL_WINDOW_MS = 30_000;

/** How many connections may be open at once; 0 is no limit. */
export type ConnectionQuotas = Readonly<Record<Counted, number>>;

interface Elsewhere {
  untilMs: number;
  open: Record<Counted, ReadonlyMap<string, number>>;
}

/**
 * Counts the connections of each person and each address, those on other nodes, too: each node tells the others every
 * few seconds who has how many there. What is told counts for a while only, so a node that is killed leaves nothing
 * behind. While the bus is down, each node counts for itself.
 */
export class OpenConnections {
  readonly #bus: Bus;
  readonly #quotas: ConnectionQuotas;
  readonly #now: () => number;
  readonly #nodeId = randomUUID();
  readonly #here = { person: new Map<string, number>(), address: new Map<string, number>() };
  readonly #elsewhere = new Map<string, Elsewhere>();
  readonly #subscribed: Promise<Unsubscribe>;
  /** Whether others count something that this node said. */
  #hasTold = false;

  /** @param now Milliseconds; only differences count. */
  constructor(bus: Bus, quotas: ConnectionQuotas, now: () => number) {
    this.#bus = bus;
    this.#quotas = quotas;
    this.#now = now;
    this.#subscribed = bus.subscribe("signal", connectionsSubject, ({ signal }) => {
      if (signal.type === "connections" && signal.nodeId !== this.#nodeId) this.#hear(signal);
    });
  }

  /** Resolves when it hears the others. */
  async settled(): Promise<void> {
    await this.#subscribed;
  }

  /**
   * Counts one more connection of a person or an address.
   *
   * @returns Ends that it counts, once; null where as many are open as may be.
   */
  count(counted: Counted, key: string): (() => void) | null {
    if (this.#isFull(counted, key)) return null;
    const here = this.#here[counted];
    here.set(key, (here.get(key) ?? 0) + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const count = (here.get(key) ?? 0) - 1;
      if (count > 0) here.set(key, count);
      else here.delete(key);
    };
  }

  #isFull(counted: Counted, key: string): boolean {
    const quota = this.#quotas[counted];
    if (quota === 0) return false;
    let open = this.#here[counted].get(key) ?? 0;
    const now = this.#now();
    for (const node of this.#elsewhere.values()) {
      if (node.untilMs > now) open += node.open[counted].get(key) ?? 0;
    }
    return open >= quota;
  }

  /** Tells the other nodes, and forgets those that are gone. Called every few seconds. */
  refresh(): void {
    const now = this.#now();
    for (const [nodeId, { untilMs }] of this.#elsewhere) {
      if (untilMs <= now) this.#elsewhere.delete(nodeId);
    }
    const open = { person: this.#many("person"), address: this.#many("address") };
    const isAnything = open.person.length > 0 || open.address.length > 0;
    if (!this.#bus.isUp || (!isAnything && !this.#hasTold)) return;
    this.#hasTold = isAnything;
    this.#tell(open);
  }

  async close(): Promise<void> {
    (await this.#subscribed)();
    if (this.#hasTold && this.#bus.isUp) this.#tell({ person: [], address: [] });
  }

  #tell(open: ConnectionsSignal["open"]): void {
    const signal = { type: "connections", nodeId: this.#nodeId, open } as const;
    this.#bus.publish([{ kind: "signal", subjectId: connectionsSubject, signal }]);
  }

  #many(counted: Counted): [string, number][] {
    const quota = this.#quotas[counted];
    if (quota === 0) return [];
    return [...this.#here[counted]].filter(([, count]) => count > quota / FEW_NODES);
  }

  #hear({ nodeId, open }: ConnectionsSignal): void {
    const counts = { person: new Map(open.person), address: new Map(open.address) };
    this.#elsewhere.set(nodeId, { untilMs: this.#now() + TOLD_FOR_MS, open: counts });
  }
}
