import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type RedisServer, startRedis } from "@roost/server/testing/redis.ts";
import { type ServerNode, startNode } from "./node.ts";
import { endLater } from "./process.ts";
import { openSeed, type Seed, startPostgres } from "./seed.ts";

/** Servers in processes of their own, on a PostgreSQL of their own, and a way to fill it. */
export interface Stage {
  /** Of the first node. */
  url: string;
  databaseUrl: string;
  /** Of the first node. */
  serverPid: number;
  /** The process that all others of PostgreSQL come from. */
  postgresPid: number;
  nodes: readonly ServerNode[];
  /** Between the nodes; null where there is one node. */
  redis: RedisServer | null;
  seed: Seed;
  close(): Promise<void>;
}

export interface StageOptions {
  /** With more than one, a Redis is between them. */
  nodes?: number;
  /** More settings of the servers. */
  environment?: NodeJS.ProcessEnv;
  /** More settings of PostgreSQL, by name. */
  postgresSettings?: Readonly<Record<string, string>>;
  /** Options of Node.js itself for the servers, such as `--cpu-prof`. */
  nodeOptions?: readonly string[];
}

/** Starts all of it in a new folder, which is removed at the end. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { nodes: count = 1, environment, postgresSettings, nodeOptions = [] } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), "roost-stage-"));
  const opened: (() => Promise<unknown>)[] = [];
  const close = endLater(async () => {
    for (const end of opened.reverse()) await end();
    await rm(folder, { recursive: true, force: true });
  });
  const postgres = await startPostgres(path.join(folder, "data"), postgresSettings);
  opened.push(() => postgres.stop());
  const redis = count > 1 ? await startRedis() : null;
  if (redis) opened.push(() => redis.close());
  const nodes: ServerNode[] = [];
  for (let index = 0; index < count; index++) {
    const node = await startNode({
      databaseUrl: postgres.url,
      folder,
      nodeOptions,
      environment: { ...(redis && { REDIS_URL: redis.url }), ...environment },
    });
    opened.push(() => node.stop());
    nodes.push(node);
  }
  const seed = await openSeed(postgres.url);
  opened.push(() => seed.close());
  const [first] = nodes as [ServerNode];
  return {
    url: first.url,
    databaseUrl: postgres.url,
    serverPid: first.pid,
    postgresPid: postgres.pid,
    nodes,
    redis,
    seed,
    close,
  };
}
