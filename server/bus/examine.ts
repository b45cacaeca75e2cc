import { randomUUID } from "node:crypto";
import { RedisLink } from "./redis.ts";
import { parseRedisUrl } from "./redis-address.ts";

/**
 * Connects to a Redis as a node does, and sends a message to itself on each of its channels. Returns how long those
 * took in milliseconds. Rejects where that fails, or takes too long.
 *
 * Throws a `StartError` where `redisUrl` is malformed.
 */
export async function examineRedis(redisUrl: string, timeoutMs = 5_000): Promise<number> {
  const addresses = parseRedisUrl(redisUrl);
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("it said nothing for too long")), timeoutMs);
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  const beats = new Set<number>();
  const id = randomUUID();
  const link = new RedisLink({
    ...{ addresses, mustBeCluster: false, prefix: `roost-doctor-${id}`, nodeId: id },
    listener: {
      onMessage: () => {},
      onBeat: (channel) => {
        beats.add(channel);
        if (beats.size === link.channelCount) resolve();
      },
      onLost: reject,
    },
  });
  try {
    await Promise.race([link.open(), failed]);
    const begin = performance.now();
    for (let channel = 0; channel < link.channelCount; channel += 1) link.beat(channel);
    await Promise.race([heard, failed]);
    return performance.now() - begin;
  } finally {
    clearTimeout(timer);
    link.close();
  }
}
