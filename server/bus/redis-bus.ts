import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { inTime } from "../in-time.ts";
import {
  type Bus,
  type BusEvent,
  type EventOf,
  subjectOf,
  type Topic,
  type Unsubscribe,
} from "./bus.ts";
import { seal, senderOf, unseal } from "./envelope.ts";
import { MemoryBus } from "./memory.ts";
import { RedisLink } from "./redis.ts";
import type { RedisAddress } from "./redis-address.ts";
import { Unheard } from "./unheard.ts";

export interface RedisBusParts {
  addresses: readonly RedisAddress[];
  /** The nodes of one server have the same; other servers on the same Redis have others. */
  serverId: string;
  log: Pick<Logger, "info" | "warn">;
  onListenerError(error: unknown): void;
  timing?: Partial<BusTiming>;
}

/** In milliseconds. */
export interface BusTiming {
  beatEvery: number;
  /** A Redis that takes longer to let us in is away. */
  openWithin: number;
  /** The longest pause between two attempts. */
  retryWithin: number;
}

const defaultTiming: BusTiming = { beatEvery: 1_000, openWithin: 2_000, retryWithin: 1_500 };
const firstRetryWithinMs = 100;

/** A link on which so many beats in a row stayed without an echo is dead. */
const silentBeatsMax = 2;

/** Events of one message that tells again what an outage may have swallowed. */
const eventsTogether = 500;

/** Moves with the format of the envelope, so that nodes of two versions pass each other by. */
const formatVersion = 1;

/**
 * The bus of a server with several nodes. Listeners of this node are called at once, as without
 * Redis; the events of a commit then go to the other nodes in one message a channel. While Redis is
 * away they are dropped, but for the ends of sessions, which are published when it is back.
 */
export class RedisBus implements Bus {
  readonly #parts: RedisBusParts;
  readonly #timing: BusTiming;
  readonly #local: MemoryBus;
  readonly #nodeId = randomUUID();
  readonly #healthListeners = new Set<(isUp: boolean) => void>();
  readonly #settled = Promise.withResolvers<void>();
  readonly #unheard = new Unheard();
  #link: RedisLink | null = null;
  /** Masters of a cluster that were seen; the configured nodes may be gone by now. */
  #masters: RedisAddress[] = [];
  /** Beats without an echo, for each channel. */
  #silentBeats: number[] = [];
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isUp = false;
  #saidGarbage = false;

  constructor(parts: RedisBusParts) {
    this.#parts = parts;
    this.#timing = { ...defaultTiming, ...parts.timing };
    this.#local = new MemoryBus(parts.onListenerError);
    void this.#open();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Resolves when the bus is up, or the first attempt has failed. */
  settled(): Promise<void> {
    return this.#settled.promise;
  }

  publish(events: readonly BusEvent[]): void {
    this.#local.publish(events);
    this.#unheard.add(events);
    this.#tellOthers(events);
  }

  #tellOthers(events: readonly BusEvent[]): void {
    const link = this.#link;
    // A link counts from the moment when all of it is open.
    if (!link || link.channelCount === 0 || events.length === 0) return;
    for (const [channel, some] of byChannel(events, link.channelCount)) {
      link.publish(channel, seal(this.#nodeId, some));
    }
  }

  onHealth(listener: (isUp: boolean) => void): Unsubscribe {
    const own = (isUp: boolean) => listener(isUp);
    this.#healthListeners.add(own);
    return () => this.#healthListeners.delete(own);
  }

  subscribe<T extends Topic>(
    topic: T,
    id: string,
    listener: (event: EventOf<T>) => void,
  ): Promise<Unsubscribe> {
    return this.#local.subscribe(topic, id, listener);
  }

  async close(): Promise<void> {
    this.#healthListeners.clear();
    this.#isUp = false;
    this.#dropLink();
    this.#settled.resolve();
    await this.#local.close();
  }

  async #open(): Promise<void> {
    const link: RedisLink = new RedisLink({
      addresses: this.#candidates(),
      mustBeCluster: this.#parts.addresses.length > 1,
      prefix: `roost:${this.#parts.serverId}:bus${formatVersion}`,
      nodeId: this.#nodeId,
      listener: {
        onMessage: (message) => this.#receive(message),
        onBeat: (channel) => this.#hearBeat(channel),
        onLost: (reason) => this.#lose(link, reason),
      },
    });
    this.#link = link;
    try {
      const { openWithin } = this.#timing;
      const masters = await inTime<RedisAddress[] | null>(link.open(), openWithin, null);
      if (!masters) throw new Error("Redis does not answer");
      if (this.#link !== link) return;
      this.#masters = masters;
      this.#silentBeats = new Array(link.channelCount).fill(0);
      this.#timer = setInterval(() => this.#beat(link), this.#timing.beatEvery);
      this.#beat(link);
    } catch (error) {
      this.#lose(link, error);
    }
  }

  /** Each attempt begins with another one: the first may take a connection and say nothing. */
  #candidates(): RedisAddress[] {
    const known = [...this.#parts.addresses, ...this.#masters];
    const first = this.#failures % known.length;
    return [...known.slice(first), ...known.slice(0, first)];
  }

  /**
   * Beats are counted and not timed: had this process itself been busy, echoes would wait to be
   * read, and a clock would blame Redis.
   */
  #beat(link: RedisLink): void {
    if (this.#silentBeats.some((beats) => beats >= silentBeatsMax)) {
      this.#lose(link, new Error("Redis does not answer any more"));
      return;
    }
    this.#unheard.beat(this.#isUp && this.#silentBeats.every((beats) => beats === 0));
    for (const channel of this.#silentBeats.keys()) {
      this.#silentBeats[channel] = (this.#silentBeats[channel] ?? 0) + 1;
      link.beat(channel);
    }
  }

  #hearBeat(channel: number): void {
    this.#silentBeats[channel] = 0;
    if (this.#isUp || this.#silentBeats.some((beats) => beats > 0)) return;
    this.#failures = 0;
    this.#setUp(true);
    this.#tellAgain();
    this.#settled.resolve();
  }

  #tellAgain(): void {
    const events = this.#unheard.list();
    // They are not heard yet.
    this.#unheard.add(events);
    for (let from = 0; from < events.length; from += eventsTogether) {
      this.#tellOthers(events.slice(from, from + eventsTogether));
    }
  }

  #receive(envelope: string): void {
    if (senderOf(envelope) === this.#nodeId) return;
    this.#local.publish(unseal(envelope, this.#isWanted, this.#onGarbage));
  }

  readonly #isWanted = (topic: Topic, id: string): boolean =>
    topic === "session-ended" || topic === "account" || this.#local.hasListeners(topic, id);

  /** One is said, so that a stream of it does not fill the log. */
  readonly #onGarbage = (error: Error): void => {
    if (!this.#saidGarbage) this.#parts.log.warn({ reason: error.message }, "nonsense on the bus");
    this.#saidGarbage = true;
  };

  #lose(link: RedisLink, reason: unknown): void {
    if (this.#link !== link) return;
    this.#dropLink();
    this.#failures++;
    if (this.#isUp || this.#failures === 1) {
      const text = reasonOf(reason);
      this.#parts.log.warn(
        { reason: text },
        "Redis cannot be used now; news of other nodes come later",
      );
    }
    this.#setUp(false);
    this.#settled.resolve();
    const { retryWithin } = this.#timing;
    const withinMs = Math.min(firstRetryWithinMs * 2 ** (this.#failures - 1), retryWithin);
    // Nodes that lost it together do not come back together.
    this.#timer = setTimeout(() => void this.#open(), withinMs * (0.5 + Math.random() / 2));
  }

  #dropLink(): void {
    clearTimeout(this.#timer);
    this.#link?.close();
    this.#link = null;
  }

  #setUp(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    if (isUp) this.#parts.log.info("Redis is there; nodes hear each other");
    for (const listener of this.#healthListeners) {
      try {
        listener(isUp);
      } catch (error) {
        this.#parts.onListenerError(error);
      }
    }
  }
}

/** Events of one room or person are always on the same channel, in order. */
function byChannel(events: readonly BusEvent[], count: number): Map<number, BusEvent[]> {
  const channels = new Map<number, BusEvent[]>();
  for (const event of events) {
    const channel = count === 1 ? 0 : hash(subjectOf(event)) % count;
    const some = channels.get(channel);
    if (some) some.push(event);
    else channels.set(channel, [event]);
  }
  return channels;
}

/** FNV-1a: the same on every node. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    value = Math.imul(value ^ id.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** A Redis with several addresses, or several nodes, fails with a reason for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
