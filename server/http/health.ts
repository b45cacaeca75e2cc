import type { HealthState } from "../health.ts";
import type { App } from "./typed-app.ts";

export interface HealthParts {
  /** How things are now. Bounded in time. */
  check(): Promise<HealthState>;
  isStopping(): boolean;
}

/**
 * `/healthz`: the process answers; restart it when it does not. `/readyz`: send people here; it
 * says no while the database is away and when the server is stopping. Without the bus a node goes
 * on, slower, and says so.
 */
export function healthRoutes(app: App, { check, isStopping }: HealthParts): void {
  const options = { schema: { hide: true } };
  app.get("/healthz", options, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "alive" };
  });
  app.get("/readyz", options, async (_request, reply) => {
    const { database, bus } = await check();
    const isReady = database && !isStopping();
    reply.header("cache-control", "no-store").code(isReady ? 200 : 503);
    return { status: isReady ? (bus ? "ready" : "degraded") : "not ready", database, bus };
  });
}
