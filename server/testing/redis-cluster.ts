import { type RedisServer, startRedis } from "./redis.ts";

const slotCount = 16_384;
const readyWithinMs = 15_000;

/** A Redis Cluster of masters without replicas. */
export interface RedisCluster {
  nodes: RedisServer[];
  /** All nodes, as `REDIS_URL` takes them. */
  url: string;
  close(): Promise<void>;
}

/** Starts three masters with a third of the slots each, and waits until they agree. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis({ cluster: true })));
  const share = Math.ceil(slotCount / nodes.length);
  for (const [index, node] of nodes.entries()) {
    const last = Math.min((index + 1) * share, slotCount) - 1;
    await node.ask(`CLUSTER ADDSLOTSRANGE ${index * share} ${last}`);
    await node.ask(`CLUSTER SET-CONFIG-EPOCH ${index + 1}`);
  }
  const [first, ...others] = nodes as [RedisServer, ...RedisServer[]];
  for (const node of others) {
    await node.ask(`CLUSTER MEET 127.0.0.1 ${first.port} ${first.clusterPort}`);
  }
  const deadlineMs = performance.now() + readyWithinMs;
  for (const node of nodes) {
    while (!/cluster_state:ok.*cluster_known_nodes:3/s.test(await node.ask("CLUSTER INFO"))) {
      if (performance.now() > deadlineMs) throw new Error("The Redis Cluster did not form");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    nodes,
    url: nodes.map(({ url }) => url).join(","),
    close: async () => void (await Promise.all(nodes.map((node) => node.close()))),
  };
}
