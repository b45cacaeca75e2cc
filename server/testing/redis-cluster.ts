import { type RedisServer, startRedis } from "./redis.ts";

const slotCount = 16_384;
const readyWithinMs = 15_000;

/** A Redis Cluster. */
export interface RedisCluster {
  /** The masters, as it starts. */
  nodes: RedisServer[];
  /** All nodes, as `REDIS_URL` takes them. */
  url: string;
  /** Starts a replica of a master, and waits until it can take over. */
  addReplica(master: RedisServer): Promise<RedisServer>;
  close(): Promise<void>;
}

/**
 * Starts three masters with a third of the slots each, and waits until they agree.
 *
 * @param args More of what each `redis-server` takes.
 */
export async function startRedisCluster(args: readonly string[] = []): Promise<RedisCluster> {
  const start = () => startRedis({ cluster: true, args });
  const nodes = await Promise.all([0, 1, 2].map(start));
  const opened = [...nodes];
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
  for (const node of nodes) {
    await answers(node, "CLUSTER INFO", /cluster_state:ok.*cluster_known_nodes:3/s);
  }
  return {
    nodes,
    url: nodes.map(({ url }) => url).join(","),
    async addReplica(master) {
      const replica = await start();
      opened.push(replica);
      await replica.ask(`CLUSTER MEET 127.0.0.1 ${first.port} ${first.clusterPort}`);
      await answers(replica, "CLUSTER INFO", new RegExp(`cluster_known_nodes:${opened.length}`));
      const id = (await master.ask("CLUSTER MYID")).split("\r\n")[1];
      await replica.ask(`CLUSTER REPLICATE ${id}`);
      await answers(replica, "INFO replication", /master_link_status:up/);
      // Whom the others do not know as a replica they do not vote for.
      for (const node of nodes) await answers(node, "CLUSTER NODES", new RegExp(`slave ${id}`));
      return replica;
    },
    close: async () => void (await Promise.all(opened.map((node) => node.close()))),
  };
}

async function answers(node: RedisServer, command: string, wanted: RegExp): Promise<void> {
  const deadlineMs = performance.now() + readyWithinMs;
  while (!wanted.test(await node.ask(command))) {
    if (performance.now() > deadlineMs) throw new Error(`Not in time: ${command} ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
