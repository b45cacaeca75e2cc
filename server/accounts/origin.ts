import type { IncomingHttpHeaders } from "node:http";
import type { AccountSettings } from "./settings.ts";

/** A page of this server, as the browser that shows it names it. */
export interface OwnPage {
  /** `https://chat.example.org` */
  origin: string;
  /** Without a port: what a passkey is made for. */
  host: string;
}

/** The page that made a request; null where it is none of this server's own. */
export type FindOwnPage = (headers: IncomingHttpHeaders) => OwnPage | null;

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
export function createFindOwnPage(
  settings: Pick<AccountSettings, "publicUrl" | "trustProxy">,
): FindOwnPage {
  const publicOrigin = settings.publicUrl && new URL(settings.publicUrl).origin;
  return (headers) => {
    const origin = URL.parse(headers.origin ?? "");
    if (!origin || !/^https?:$/.test(origin.protocol)) return null;
    const page = { origin: origin.origin, host: origin.hostname };
    if (publicOrigin) return origin.origin === publicOrigin ? page : null;
    const forwarded = settings.trustProxy ? headers["x-forwarded-host"] : undefined;
    // Of several, the last one is what the nearest proxy added.
    const host = String(forwarded ?? headers.host ?? "")
      .split(",")
      .at(-1)
      ?.trim();
    // Parsed under the page's scheme, so that a default port is dropped on both sides.
    return URL.parse(`${origin.protocol}//${host}`)?.host === origin.host ? page : null;
  };
}
