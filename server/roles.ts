import { StartError } from "./start-error.ts";

/**
 * What a node does. `api`: REST and the web client. `gateway`: WebSockets. `worker`: jobs. Every
 * node answers `/healthz` and `/readyz`.
 */
export type Role = "api" | "gateway" | "worker";

export const allRoles: readonly Role[] = ["api", "gateway", "worker"];

/** What of the settings decides about it. */
interface RoleConfig {
  role: string;
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
}

/**
 * The roles that a node was given.
 *
 * @throws StartError where the nodes of such a server could not find each other.
 */
export function readRoles({ role, databaseUrl, redisUrl }: RoleConfig): ReadonlySet<Role> {
  const roles = new Set(allRoles.filter((one) => role.split(",").some((o) => o.trim() === one)));
  if (redisUrl !== undefined && databaseUrl === undefined) {
    throw new StartError(
      "REDIS_URL joins the nodes of a server, but without DATABASE_URL this one has a database of its own that no other can share. Set DATABASE_URL too, or leave REDIS_URL out.",
    );
  }
  if (roles.size < allRoles.length && (databaseUrl === undefined || redisUrl === undefined)) {
    throw new StartError(
      `A node that is only ${[...roles].join(" and ")} needs others beside it, and they meet in DATABASE_URL and REDIS_URL. Set both, or leave ROLE out to run everything in one process.`,
    );
  }
  return roles;
}
