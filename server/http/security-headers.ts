import helmet from "@fastify/helmet";
import type { FastifyRequest } from "fastify";
import type { App } from "./typed-app.ts";

/**
 * What a page of ours may do: run our scripts and styles, and talk to this server. The docs page
 * of the API needs inline styles and has a policy of its own.
 *
 * Nothing here insists on HTTPS: a server in a home or office network runs without.
 */
export async function addSecurityHeaders(app: App): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'", ({ headers }) => webSocketsOf(headers.host)],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:", "blob:"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "worker-src": ["'self'"],
      },
    },
    strictTransportSecurity: false,
    // Browsers warn about these on pages without HTTPS, and ignore them.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // `no-referrer` would also take the origin away from forms.
    referrerPolicy: { policy: "same-origin" },
  });
  // What somebody may see now is nobody's to keep.
  app.addHook("onSend", async (request: FastifyRequest, reply) => {
    if (!reply.hasHeader("cache-control") && request.url.startsWith("/api/")) {
      reply.header("cache-control", "no-store");
    }
  });
}

/** Older browsers don't take `'self'` to mean WebSockets too. */
function webSocketsOf(host = ""): string {
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
