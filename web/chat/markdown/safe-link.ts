const allowed = new Set(["http:", "https:", "mailto:"]);

/** The address if it is one that a message may link to; null for `javascript:`, `data:` and the like. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return allowed.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The address of a room or message of this server, which opens in this page; null for others. */
export function pathInRoost(href: string, origin = globalThis.location?.origin): string | null {
  const url = new URL(href);
  const here = url.origin === origin && url.pathname.startsWith("/rooms/");
  return here ? url.pathname : null;
}
