import { inTime } from "../in-time.ts";
import type { App } from "./typed-app.ts";

/** Whether the server can do its work now. */
export type Readiness = () => Promise<boolean>;

/** A database that does not answer by then is away. */
const patienceMs = 2_000;

/**
 * `/healthz`: the process answers; restart it when it does not. `/readyz`: send people here; it
 * says no while the database is away and when the server is stopping.
 */
export function healthRoutes(app: App, isReady: Readiness): void {
  const options = { schema: { hide: true } };
  app.get("/healthz", options, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "alive" };
  });
  app.get("/readyz", options, async (_request, reply) => {
    const ready = await inTime(
      isReady().catch(() => false),
      patienceMs,
      false,
    );
    reply.header("cache-control", "no-store").code(ready ? 200 : 503);
    return { status: ready ? "ready" : "not ready" };
  });
}
