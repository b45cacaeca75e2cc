import type { HealthState } from "../health.ts";
import { clientAddress } from "./client-address.ts";
import type { App } from "./typed-app.ts";

/** What a proxy says of its visitor. */
const forwardedHeaders = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"];

export interface HealthParts {
  /** How things are now. Bounded in time. */
  check(): Promise<HealthState>;
  isStopping(): boolean;
}

/**
 * `/healthz`: the process answers; restart it when it does not. `/readyz`: send people here; it
 * says no while the database is away and when the server is stopping. Without the bus a node goes
 * on, slower, and says so. `/healthz/visitor`: how this node sees who asks, for who sets up a proxy.
 */
export function healthRoutes(app: App, { check, isStopping }: HealthParts): void {
  const options = { schema: { hide: true } };
  app.get("/healthz", options, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "alive" };
  });
  app.get("/healthz/visitor", options, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const forwarded = forwardedHeaders.filter((name) => request.headers[name] !== undefined);
    const { protocol, host } = request;
    return { address: clientAddress(request), protocol, host, forwarded };
  });
  app.get("/readyz", options, async (_request, reply) => {
    const { database, bus } = await check();
    const isReady = database && !isStopping();
    reply.header("cache-control", "no-store").code(isReady ? 200 : 503);
    return { status: isReady ? (bus ? "ready" : "degraded") : "not ready", database, bus };
  });
}
