import type { Operation } from "@roost/protocol/permissions.ts";
import { type Bucket, namesOfRates, type Rate, rates } from "@roost/protocol/rates.ts";
import { Refusal } from "../refusal.ts";
import { Buckets } from "./buckets.ts";

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
  /** For who is told of it. */
  allowed: string;
}

/** Slows down who does too much in a short time (`protocol/rates.ts`). Kept in memory. */
export class RateLimits {
  /** Null without limits. */
  readonly #counted: ReadonlyMap<Operation, Counted> | null;

  /**
   * @param percent Of the rates in the table; 0 is no limit.
   * @param nowMs A clock that is never set back.
   */
  constructor(percent: number, nowMs: () => number) {
    this.#counted = percent === 0 ? null : openAll(percent / 100, nowMs);
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
      const waitMs = person.buckets.take(userId);
      if (waitMs > 0) refuse(name, "you", person, waitMs);
    }
    if (address && network !== undefined) {
      const waitMs = address.buckets.take(network);
      if (waitMs === 0) return;
      if (userId !== undefined) person?.buckets.giveBack(userId);
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
}

function openAll(scale: number, nowMs: () => number): ReadonlyMap<Operation, Counted> {
  const open = (bucket: Bucket | null): Limit | null => {
    if (!bucket) return null;
    const atOnce = Math.max(1, Math.round(bucket.atOnce * scale));
    const intervalMs = 1_000 / (bucket.perSecond * scale);
    const each =
      intervalMs > 1_000 ? `one in ${inSeconds(intervalMs)} s` : `${1_000 / intervalMs} a second`;
    const buckets = new Buckets(atOnce, intervalMs, nowMs);
    return { buckets, allowed: `${atOnce} at once and then ${each}` };
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

function refuse(name: string, whom: string, { allowed }: Limit, waitMs: number): never {
  const detail = `Too much in a short time: of "${name}", ${whom} may do ${allowed}. Wait ${inSeconds(waitMs)} s, then send it again; nothing of it was done.`;
  throw new Refusal("request.rate_limited", detail, waitMs);
}

function inSeconds(ms: number): number {
  return Math.ceil(ms / 100) / 10;
}
