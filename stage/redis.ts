import { type RedisServer, startRedis } from "@roost/server/testing/redis.ts";
import { endLater } from "./process.ts";

export type { RedisServer };

/** Starts a Redis for the servers of a stage; it ends with the stage, however that ends. */
export async function openRedis(): Promise<RedisServer> {
  const redis = await startRedis();
  return { ...redis, close: endLater(redis.close) };
}
