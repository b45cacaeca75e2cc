import { isIP } from "node:net";
import { masked } from "../accounts/address.ts";

/** Whether two networks have an address in common. Both as `parseNetwork` gives them. */
export function overlap(one: string, other: string): boolean {
  const [[a = "", ofA], [b = "", ofB]] = [one.split("/"), other.split("/")] as const;
  if (isIP(a) !== isIP(b)) return false;
  const bits = Math.min(Number(ofA), Number(ofB));
  return masked(a, bits) === masked(b, bits);
}

/** Values of networks, to be found by an address that is in one of them. */
export class Networks<Value> {
  readonly #values: ReadonlyMap<string, Value>;
  /** The lengths of their prefixes, the longest first: the smallest network that an address is in counts. */
  readonly #bits: Readonly<Record<4 | 6, readonly number[]>>;

  /** @param entries By networks as `parseNetwork` gives them. */
  constructor(entries: Iterable<readonly [network: string, value: Value]>) {
    this.#values = new Map(entries);
    const bits = { 4: new Set<number>(), 6: new Set<number>() };
    for (const network of this.#values.keys()) {
      const [address = "", length] = network.split("/");
      bits[isIP(address) === 4 ? 4 : 6].add(Number(length));
    }
    const sorted = (some: Set<number>) => [...some].sort((a, b) => b - a);
    this.#bits = { 4: sorted(bits[4]), 6: sorted(bits[6]) };
  }

  /** @param address As `parseAddress` gives it. */
  find(address: string, holds: (value: Value) => boolean): Value | undefined {
    for (const bits of this.#bits[isIP(address) === 4 ? 4 : 6]) {
      const value = this.#values.get(masked(address, bits));
      if (value !== undefined && holds(value)) return value;
    }
    return undefined;
  }
}
