/** How long something took, in the last minute. Times in milliseconds; null where there was nothing. */
export interface Latency {
  count: number;
  p50Ms: number | null;
  p99Ms: number | null;
}

const SLOT_MS = 5_000;
const SLOTS = 12;
/** Up to 0.1 ms, and from there on a quarter more with each: 60 of them reach a minute. */
const BUCKETS = 64;
const FIRST_MS = 0.1;
const GROWTH = 1.25;

/** Latencies of the last minute: what is measured costs one addition in memory. */
export class LatencyMeter {
  readonly #now: () => number;
  readonly #slots = Array.from({ length: SLOTS }, () => new Uint32Array(BUCKETS));
  #slot = 0;

  /** @param now A clock in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#slot = this.#current();
  }

  /** Something took so long. */
  took(ms: number): void {
    this.#turn();
    const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / Math.log(GROWTH));
    const slot = this.#slots[this.#slot % SLOTS] as Uint32Array;
    const place = Math.min(bucket, BUCKETS - 1);
    slot[place] = (slot[place] ?? 0) + 1;
  }

  /** Of the last minute, at most a twelfth of it less. */
  read(): Latency {
    this.#turn();
    const sums = Float64Array.from({ length: BUCKETS }, (_, bucket) =>
      this.#slots.reduce((sum, slot) => sum + (slot[bucket] ?? 0), 0),
    );
    const count = sums.reduce((sum, one) => sum + one, 0);
    return { count, p50Ms: percentile(sums, count, 0.5), p99Ms: percentile(sums, count, 0.99) };
  }

  #current(): number {
    return Math.floor(this.#now() / SLOT_MS);
  }

  /** Empties the slots that a minute has gone by since. */
  #turn(): void {
    const current = this.#current();
    for (let step = Math.max(this.#slot + 1, current - SLOTS + 1); step <= current; step += 1) {
      this.#slots[step % SLOTS]?.fill(0);
    }
    this.#slot = current;
  }
}

/** The upper end of the bucket that a share of all lies in or below. */
function percentile(sums: Float64Array, count: number, share: number): number | null {
  if (count === 0) return null;
  let seen = 0;
  for (const [bucket, one] of sums.entries()) {
    seen += one;
    if (seen >= count * share) return Math.round(FIRST_MS * GROWTH ** bucket * 100) / 100;
  }
  return null;
}

/** What a node counts of its work, in memory. */
export class Meter {
  /** From when a message came to this node until it was stored. */
  readonly commits: LatencyMeter;
  /** From when a message was stored until this node handed it to the connections of its room. */
  readonly deliveries: LatencyMeter;

  constructor(now: () => number = () => performance.now()) {
    this.commits = new LatencyMeter(now);
    this.deliveries = new LatencyMeter(now);
  }
}
