import { Gateway } from "../gateway/gateway.ts";
import type { TestServer } from "../http/testing.ts";
import { OpenConnections } from "../limits/open-connections.ts";
import { RateLimits } from "../limits/rate-limits.ts";

/** A gateway beside the REST of a test server, for those who sign in there. Whoever opens it closes it. */
export function attachGateway(server: TestServer): Gateway {
  const gateway = new Gateway({
    ctx: server.ctx,
    health: { state: { database: true, bus: true }, onChange: () => () => {} },
    rates: new RateLimits(0, () => 0),
    open: new OpenConnections(server.ctx.bus, { person: 0, address: 0 }, () => 0),
    addressOf: () => "127.0.0.1",
    authenticate: (hello, { request }) =>
      server.accounts.visitors.authenticateDevice(request.headers, hello.token),
    onFault: (error) => {
      throw error;
    },
  });
  gateway.attach(server.app.server);
  return gateway;
}
