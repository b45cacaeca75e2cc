import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { NetConnectOpts } from "node:net";
import os from "node:os";
import path from "node:path";
import { type Link, openLink } from "@roost/stage/link.ts";
import { endLater } from "@roost/stage/process.ts";
import { openRedis, type RedisServer } from "@roost/stage/redis.ts";
import { openSeed, type Seed, startPostgres } from "@roost/stage/seed.ts";
import { Node } from "./node.ts";

/** A node and its ways to what it needs. */
export interface Member {
  node: Node;
  toPostgres: Link;
  toRedis: Link | null;
}

/** Real processes: one PostgreSQL, one Redis where there are several nodes, and the nodes. */
export interface Cluster {
  members: readonly Member[];
  postgres: Postgres;
  redis: RedisServer | null;
  /** Past all links. */
  seed: Seed;
  /** With the logs of the nodes. */
  folder: string;
  /** Nodes that ended although nobody ended them. */
  deaths: string[];
  /** Has the folder stay when all ends. */
  keepFolder(): void;
}

export interface Postgres {
  /** The process that all others come from, or one of those that serve a connection. */
  kill(part: "all" | "backend"): void;
  pause(): void;
  resume(): void;
}

export async function openCluster(nodes: number): Promise<Cluster> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "roost-prove-"));
  const deaths: string[] = [];
  let isKept = false;
  endLater(async () => {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  });
  const embedded = await startPostgres(path.join(folder, "data"), {}, "fatal");
  const postgres = controlPostgres(() => embedded.pid);
  endLater(async () => {
    postgres.resume();
    await embedded.stop();
  });
  const redis = nodes > 1 ? await openRedis() : null;
  const members: Member[] = [];
  for (let index = 0; index < nodes; index += 1) {
    const toPostgres = await openedLink(socketOf(embedded.url));
    const toRedis = redis && (await openedLink({ host: "127.0.0.1", port: redis.port }));
    const node = await Node.start({
      name: `node ${index + 1}`,
      logFile: path.join(folder, `node-${index + 1}.log`),
      onDeath: (reason) => deaths.push(reason),
      environment: {
        HOST: "127.0.0.1",
        DATABASE_URL: `postgres://roost@127.0.0.1:${toPostgres.port}/roost?sslmode=disable`,
        ...(toRedis && { REDIS_URL: `redis://127.0.0.1:${toRedis.port}` }),
        LOG_LEVEL: "warn",
        TOKEN_LIFETIME_SECONDS: "86400",
        SHUTDOWN_TIMEOUT_MS: "3000",
      },
    });
    members.push({ node, toPostgres, toRedis });
  }
  const seed = await openSeed(embedded.url);
  endLater(() => seed.close());
  const keep = () => {
    isKept = true;
  };
  return { members, postgres, redis, seed, folder, deaths, keepFolder: keep };
}

async function openedLink(target: NetConnectOpts): Promise<Link> {
  const link = await openLink({ target: () => target });
  endLater(() => link.close());
  return link;
}

/** The embedded PostgreSQL listens on a Unix socket only. */
function socketOf(url: string): NetConnectOpts {
  const query = new URL(url).searchParams;
  return { path: path.join(query.get("host") ?? "", `.s.PGSQL.${query.get("port")}`) };
}

function controlPostgres(pid: () => number): Postgres {
  const signal = (one: number, name: NodeJS.Signals) => {
    try {
      process.kill(one, name);
    } catch {
      // It ended meanwhile.
    }
  };
  const backends = () => {
    try {
      const list = readFileSync(`/proc/${pid()}/task/${pid()}/children`, "utf8");
      return list.trim().split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  };
  return {
    kill(part) {
      signal(part === "all" ? pid() : (backends().at(-1) ?? pid()), "SIGKILL");
    },
    pause() {
      // The parent first, so that it makes no more of them.
      for (const one of [pid(), ...backends()]) signal(one, "SIGSTOP");
    },
    resume() {
      for (const one of [...backends(), pid()]) signal(one, "SIGCONT");
    },
  };
}
