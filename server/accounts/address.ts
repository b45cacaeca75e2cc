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

/**
 * A network in its one spelling, `198.51.100.0/24`, with what stands behind its prefix taken away; null where the text has
 * none. An address alone is one too: itself, or of IPv6 its /64 network, below which nobody is told apart.
 */
export function parseNetwork(text: string): string | null {
  const [typed = "", bits, ...more] = text.trim().split("/");
  const address = parseAddress(typed);
  if (address === null || more.length > 0) return null;
  const isFour = isIP(address) === 4;
  const longest = isFour ? 32 : 64;
  if (bits === undefined) return masked(address, longest);
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (isFour ? 32 : 128)) return null;
  return masked(address, Math.min(Number(bits), longest));
}

/** The network of so many bits that an address is in. @param address As `parseAddress` gives it. */
export function masked(address: string, bits: number): string {
  const bytes = ipaddr.parse(address).toByteArray();
  const kept = bytes.map((byte, index) => {
    const left = Math.max(0, Math.min(8, bits - 8 * index));
    return byte & (0xff << (8 - left));
  });
  return `${ipaddr.fromByteArray(kept)}/${bits}`;
}

/** An address of a network as `networkOf` gives it. */
export function addressIn(network: string): string {
  return network.replace(/\/\d+$/, "");
}
