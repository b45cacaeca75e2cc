import type { Fault } from "./fault.ts";
import { fault, nothingToHeal } from "./fault.ts";

/** Processes that are killed, paused, and restarted in order. */
export const processFaults: readonly Fault[] = [
  fault(
    "node.kill",
    ({ cluster }) => cluster.members,
    async ({ node }) => {
      await node.kill();
      return nothingToHeal;
    },
  ),
  fault(
    "node.pause",
    ({ cluster }) => cluster.members,
    ({ node }) => {
      node.pause();
      return () => node.resume();
    },
  ),
  fault(
    "node.rolling-restart",
    ({ cluster }) => [cluster],
    async (cluster) => {
      for (const { node } of cluster.members) {
        await node.stop();
        // With its database away it is not ready; the next one goes all the same.
        await node.ready().catch(() => {});
      }
      return nothingToHeal;
    },
  ),
  fault(
    "postgres.kill",
    ({ cluster }) => [cluster.postgres],
    (postgres) => {
      postgres.kill("all");
      return nothingToHeal;
    },
  ),
  fault(
    "postgres.kill-backend",
    ({ cluster }) => [cluster.postgres],
    (postgres) => {
      postgres.kill("backend");
      return nothingToHeal;
    },
  ),
  fault(
    "postgres.pause",
    ({ cluster }) => [cluster.postgres],
    (postgres) => {
      postgres.pause();
      return () => postgres.resume();
    },
  ),
  fault(
    "redis.kill",
    ({ cluster }) => (cluster.redis ? [cluster.redis] : []),
    async (redis) => {
      await redis.kill();
      return () => redis.restart();
    },
  ),
  fault(
    "redis.pause",
    ({ cluster }) => (cluster.redis ? [cluster.redis] : []),
    (redis) => {
      redis.pause();
      return () => redis.resume();
    },
  ),
];
