import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * An IP address in its one spelling; null where the text has none. Proxies write them with a port, in
 * brackets, in quotes or with the name of an interface, and IPv4 in the form of IPv6.
 */
export function parseAddress(text: string): string | null {
  // As sockets and most proxies write them. All connections of a server may come back at once.
  const usual = text.startsWith("::ffff:") ? text.slice("::ffff:".length) : text;
  if (isIP(usual) === 4) return usual;
  const bare = text.trim().replace(/^"(.*)"$/, "$1");
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1];
  const beforePort = /^([\d.]+):\d{1,5}$/.exec(bare)?.[1];
  const address = (inBrackets ?? beforePort ?? bare).replace(/%.*$/, "");
  // Of IPv4 this takes the usual form alone: with others, two spellings would be two addresses.
  if (isIP(address) === 0) return null;
  return ipaddr.process(address).toString();
}

/**
 * What counts as one visitor: an IPv4 address, or of IPv6 a /64 network, which is the least that
 * anybody is given.
 *
 * @param address As `parseAddress` gives it.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 4) return address;
  const network = ipaddr.parse(address).toByteArray().fill(0, 8);
  return `${ipaddr.fromByteArray(network)}/64`;
}
