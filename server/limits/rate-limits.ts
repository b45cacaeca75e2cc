import { type Bucket, namesOfRates, type Rate, rates } from "@roost/protocol/rates.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { Refusal } from "../refusal.ts";
import { Buckets } from "./buckets.ts";
import type { Used } from "./signal.ts";

/** Who asks, as far as that is known yet. */
export interface Asker {
  userId?: string | undefined;
  /** The address, or the network of it that counts as one visitor. */
  network?: string | undefined;
}

/** How much of one kind has been done lately. */
interface Counted {
  name: string;
  person: Limit | null;
  address: Limit | null;
}

interface Limit {
  buckets: Buckets;
  perSecond: number;
  /** By key, what was done here and the other nodes were not told yet; null where there are none. */
  untold: Map<string, number> | null;
  /** For who is told of it. */
  allowed: string;
}

/** With so many nodes, what is too little to be told comes to no more than the rate. */
const FEW_NODES = 4;

/** Slows down who does too much in a short time (`protocol/rates.ts`). Kept in memory; see `shared-use.ts` for other nodes. */
export class RateLimits {
  /** Null without limits. */
  readonly #counted: ReadonlyMap<Operation, Counted> | null;
  /** By their names for other nodes. */
  readonly #limits = new Map<string, Limit>();

  /**
   * @param percent Of the rates in the table; 0 is no limit.
   * @param nowMs A clock that is never set back.
   * @param isShared Whether there are other nodes.
   */
  constructor(percent: number, nowMs: () => number, isShared = false) {
    this.#counted = percent === 0 ? null : openAll({ scale: percent / 100, nowMs, isShared });
    for (const { name, person, address } of this.#counted?.values() ?? []) {
      if (person) this.#limits.set(`${name} person`, person);
      if (address) this.#limits.set(`${name} address`, address);
    }
  }

  /**
   * Counts something that is about to be done. Of those who are refused nothing is counted, so they may go on as
   * soon as they are told.
   *
   * @throws Refusal `request.rate_limited` with the time until it may be done.
   */
  take(operation: Operation, { userId, network }: Asker): void {
    const counted = this.#counted?.get(operation);
    if (!counted) return;
    const { name, person, address } = counted;
    // The person first: who floods must not use up what others have who share the address.
    if (person && userId !== undefined) {
      const waitMs = takeFrom(person, userId);
      if (waitMs > 0) refuse(name, "you", person, waitMs);
    }
    if (address && network !== undefined) {
      const waitMs = takeFrom(address, network);
      if (waitMs === 0) return;
      if (person && userId !== undefined) giveBackTo(person, userId);
      refuse(name, "your address", address, waitMs);
    }
  }

  /**
   * Counts nothing, and throws where an address has to wait.
   *
   * @throws Refusal as `take`.
   */
  requireSome(operation: Operation, network: string): void {
    const counted = this.#counted?.get(operation);
    if (!counted?.address) return;
    const waitMs = counted.address.buckets.look(network);
    if (waitMs > 0) refuse(counted.name, "your address", counted.address, waitMs);
  }

  /** What was done here since the last call, `withinMs` ago: of those who did more than a little of it. */
  takeUsed(withinMs: number): Used {
    const used: Used = {};
    for (const [name, { untold, perSecond }] of this.#limits) {
      const little = (perSecond * withinMs) / 1_000 / FEW_NODES;
      const some = [...(untold ?? [])].filter(([, count]) => count > little);
      untold?.clear();
      if (some.length > 0) used[name] = some;
    }
    return used;
  }

  /** Counts what was done on another node. It may be of another version, with other rates. */
  spend(used: Used): void {
    for (const [name, some] of Object.entries(used)) {
      const limit = this.#limits.get(name);
      for (const [key, count] of some) limit?.buckets.spend(key, count);
    }
  }
}

interface Opening {
  scale: number;
  nowMs: () => number;
  isShared: boolean;
}

function openAll({ scale, nowMs, isShared }: Opening): ReadonlyMap<Operation, Counted> {
  const open = (bucket: Bucket | null): Limit | null => {
    if (!bucket) return null;
    const atOnce = Math.max(1, Math.round(bucket.atOnce * scale));
    const perSecond = bucket.perSecond * scale;
    const intervalMs = 1_000 / perSecond;
    const each = intervalMs > 1_000 ? `one in ${inSeconds(intervalMs)} s` : `${perSecond} a second`;
    // What others let through before they knew is paid back.
    const buckets = new Buckets(atOnce, intervalMs, nowMs, isShared ? atOnce : 0);
    const untold = isShared ? new Map<string, number>() : null;
    return { buckets, perSecond, untold, allowed: `${atOnce} at once and then ${each}` };
  };
  const byName = new Map(
    (Object.entries(rates) as [string, Rate][]).map(([name, { person, address }]) => [
      name,
      { name, person: open(person), address: open(address) },
    ]),
  );
  const operations = [...namesOfRates()];
  return new Map(operations.map(([operation, name]) => [operation, byName.get(name) as Counted]));
}

function takeFrom({ buckets, untold }: Limit, key: string): number {
  const waitMs = buckets.take(key);
  if (waitMs === 0) untold?.set(key, (untold.get(key) ?? 0) + 1);
  return waitMs;
}

function giveBackTo({ buckets, untold }: Limit, key: string): void {
  buckets.giveBack(key);
  untold?.set(key, (untold.get(key) ?? 0) - 1);
}

function refuse(name: string, whom: string, { allowed }: Limit, waitMs: number): never {
  const detail = `Too much in a short time: of "${name}", ${whom} may do ${allowed}. Wait ${inSeconds(waitMs)} s, then send it again; nothing of it was done.`;
  throw new Refusal("request.rate_limited", detail, waitMs);
}

function inSeconds(ms: number): number {
  return Math.ceil(ms / 100) / 10;
}
