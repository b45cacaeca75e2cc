import type { IncomingHttpHeaders } from "node:http";
import type { AccountSettings } from "./settings.ts";

/** Whether the page that made a request is one of this server's own. */
export type OriginCheck = (headers: IncomingHttpHeaders) => boolean;

/**
 * Makes the one rule about `Origin`, for writes with a cookie and for the gateway: a browser
 * sends the cookie along with requests that a page of another site makes, but it also says which
 * page that was.
 *
 * With a public address, only its pages count. Without one, a page counts when its host is the
 * host that the request was sent to, so that `localhost`, `127.0.0.1` and an address in the local
 * network all work. Only the host is compared: behind a proxy that ends HTTPS, the scheme that
 * arrives here is another one.
 */
export function createOriginCheck(
  settings: Pick<AccountSettings, "publicUrl" | "trustProxy">,
): OriginCheck {
  const publicOrigin = settings.publicUrl && new URL(settings.publicUrl).origin;
  return (headers) => {
    const origin = URL.parse(headers.origin ?? "");
    if (!origin || !/^https?:$/.test(origin.protocol)) return false;
    if (publicOrigin) return origin.origin === publicOrigin;
    const forwarded = settings.trustProxy ? headers["x-forwarded-host"] : undefined;
    // Of several, the last one is what the nearest proxy added.
    const host = String(forwarded ?? headers.host ?? "")
      .split(",")
      .at(-1)
      ?.trim();
    // Parsed under the page's scheme, so that a default port is dropped on both sides.
    return URL.parse(`${origin.protocol}//${host}`)?.host === origin.host;
  };
}
