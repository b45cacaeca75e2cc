import type { Logger } from "pino";
import type { Bus } from "./bus.ts";
import { MemoryBus } from "./memory.ts";

export interface BusParts {
  /** Undefined for a node that is alone. */
  redisUrl: string | undefined;
  /** Read where it is needed only. */
  serverId(): Promise<string>;
  log: Logger;
  onListenerError(error: unknown): void;
}

/**
 * Opens the bus of a node. Redis may be away: then the bus is down, and comes up when it can.
 *
 * @throws StartError where `redisUrl` is malformed.
 */
export async function openBus({ redisUrl, serverId, log, ...rest }: BusParts): Promise<Bus> {
  if (redisUrl === undefined) return new MemoryBus(rest.onListenerError);
  // A node that is alone starts without the code of a Redis client.
  const [{ RedisBus }, { parseRedisUrl }] = await Promise.all([
    import("./redis-bus.ts"),
    import("./redis-address.ts"),
  ]);
  const addresses = parseRedisUrl(redisUrl);
  const bus = new RedisBus({ addresses, serverId: await serverId(), log, ...rest });
  await bus.settled();
  return bus;
}
