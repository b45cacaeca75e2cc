import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { type RedisServer, startRedis } from "../testing/redis.ts";
import { type RedisCluster, startRedisCluster } from "../testing/redis-cluster.ts";
import { busContract } from "./contract.suite.ts";
import { openTestBus } from "./testing.ts";

let redis: RedisServer;
let cluster: RedisCluster;

beforeAll(async () => {
  [redis, cluster] = await Promise.all([startRedis(), startRedisCluster()]);
});

afterAll(() => Promise.all([redis.close(), cluster.close()]));

function oneNode(url: () => string) {
  return async () => {
    const listenerErrors: unknown[] = [];
    const bus = openTestBus(url(), { listenerErrors });
    return { publisher: bus, subscriber: bus, listenerErrors };
  };
}

function twoNodes(url: () => string) {
  return async () => {
    const serverId = randomUUID();
    const listenerErrors: unknown[] = [];
    const publisher = openTestBus(url(), { serverId });
    return {
      publisher,
      subscriber: openTestBus(url(), { serverId, listenerErrors }),
      listenerErrors,
    };
  };
}

busContract(
  "Redis",
  oneNode(() => redis.url),
);
busContract(
  "Redis with two nodes",
  twoNodes(() => redis.url),
);
busContract(
  "Redis Cluster",
  oneNode(() => cluster.url),
);
busContract(
  "Redis Cluster with two nodes",
  twoNodes(() => cluster.url),
);
