import type { IncomingHttpHeaders } from "node:http";
import type { AccountSettings } from "./settings.ts";

/** A browser takes such a cookie over HTTPS alone, and from this very host. */
const hostPrefix = "__Host-";

/**
 * How the cookies of a session are called. Browsers keep one set of cookies for all ports of a host,
 * so the name has the server's id in it. Within the server that is the whole name; over HTTPS,
 * browsers know it with the prefix in front, and without it no cookie counts.
 */
export class SessionCookies {
  readonly prefix: string;
  readonly #settings: Pick<AccountSettings, "publicUrl" | "trustProxy">;

  constructor(serverId: string, settings: Pick<AccountSettings, "publicUrl" | "trustProxy">) {
    this.prefix = `roost-${serverId.slice(0, 8)}`;
    this.#settings = settings;
  }

  /** The `Cookie` header of a request, by the names within the server. */
  read(headers: IncomingHttpHeaders): string | undefined {
    if (headers.cookie === undefined || !this.#isHttps(headers)) return headers.cookie;
    return headers.cookie
      .split(/; */)
      .filter((cookie) => cookie.startsWith(hostPrefix))
      .map((cookie) => cookie.slice(hostPrefix.length))
      .join("; ");
  }

  /** A `Set-Cookie` header for the visitor who sent these headers. */
  write(cookie: string, headers: IncomingHttpHeaders): string {
    return this.#isHttps(headers) ? `${hostPrefix}${cookie}; Secure` : cookie;
  }

  /** Whether the visitor came over HTTPS, which a proxy in front has ended. */
  #isHttps(headers: IncomingHttpHeaders): boolean {
    if (this.#settings.publicUrl?.startsWith("https:")) return true;
    if (!this.#settings.trustProxy) return false;
    // Of several, the last one is what the nearest proxy added.
    return String(headers["x-forwarded-proto"]).split(",").at(-1)?.trim() === "https";
  }
}
