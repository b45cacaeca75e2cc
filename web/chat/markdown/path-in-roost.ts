/** The address of a room or message of this server, which opens in this page; null for others. */
export function pathInRoost(href: string, origin = globalThis.location?.origin): string | null {
  const url = new URL(href);
  const here = url.origin === origin && url.pathname.startsWith("/rooms/");
  return here ? url.pathname : null;
}
