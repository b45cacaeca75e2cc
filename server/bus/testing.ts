import { randomUUID } from "node:crypto";
import { parseRedisUrl } from "./redis-address.ts";
import { type BusTiming, RedisBus } from "./redis-bus.ts";

export interface TestBusParts {
  serverId?: string;
  listenerErrors?: unknown[];
  /** Gets what would be logged. */
  lines?: string[];
  timing?: Partial<BusTiming>;
}

/** A bus over Redis that notices outages sooner than people need it. */
export function openTestBus(url: string, parts: TestBusParts = {}): RedisBus {
  const write = (fields: object, text = "") =>
    void parts.lines?.push(JSON.stringify(fields) + text);
  return new RedisBus({
    addresses: parseRedisUrl(url),
    serverId: parts.serverId ?? randomUUID(),
    log: { info: write, warn: write },
    onListenerError: (error) => parts.listenerErrors?.push(error),
    timing: { beatEvery: 50, openWithin: 500, retryWithin: 100, ...parts.timing },
  });
}
