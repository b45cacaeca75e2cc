import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { parseRedisUrl } from "./redis-address.ts";
import { type BusTiming, RedisBus } from "./redis-bus.ts";

export interface TestBusParts {
  serverId?: string;
  listenerErrors?: unknown[];
  /** Gets what would be logged. */
  lines?: string[];
  timing?: Partial<BusTiming>;
}

/** Notices outages sooner than people need it, and not so soon that a busy machine looks like one. */
export const impatient: BusTiming = { beatEvery: 300, openWithin: 1_500, retryWithin: 200 };

/** What takes a moment on an idle machine. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 5 });
}

/** A bus over Redis. */
export function openTestBus(url: string, parts: TestBusParts = {}): RedisBus {
  const write = (fields: object, text = "") =>
    void parts.lines?.push(JSON.stringify(fields) + text);
  return new RedisBus({
    addresses: parseRedisUrl(url),
    serverId: parts.serverId ?? randomUUID(),
    log: { info: write, warn: write },
    onListenerError: (error) => parts.listenerErrors?.push(error),
    ...(parts.timing && { timing: parts.timing }),
  });
}
