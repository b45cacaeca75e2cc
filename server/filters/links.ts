import { domainToASCII } from "node:url";
import { findAddresses } from "@roost/markdown/addresses.ts";
import { parseMarkdown } from "@roost/markdown/parse.ts";
import type { Block, Inline } from "@roost/markdown/tree.ts";

/** A host as links have it; null for what is none. */
export function hostOf(typed: string): string | null {
  // What belongs to an address beside its host would be passed over.
  if (/[\s/?#@:\\]/.test(typed.trim())) return null;
  const host = domainToASCII(typed.trim().toLowerCase().replace(/\.$/, ""));
  return /^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/.test(host) ? host : null;
}

/** A host and those that it is below of: `a.example.org`, `example.org`, `org`. */
export function* withParents(host: string): Iterable<string> {
  for (let at = 0; at >= 0; at = host.indexOf(".", at) + 1 || -1) yield host.slice(at);
}

/** What nearly all texts have none of, which need not be read for it. */
const mayLink = /:|www\./i;

/** The hosts of the links of a message, as clients make them of its text. */
export function hostsIn(body: string): Set<string> {
  const hosts = new Set<string>();
  if (!mayLink.test(body)) return hosts;
  for (const address of addressesIn(parseMarkdown(body))) take(address, hosts);
  return hosts;
}

/** The same of a line, which has no markup. */
export function hostsInLine(line: string): Set<string> {
  const hosts = new Set<string>();
  for (const { address } of findAddresses(line)) take(address, hosts);
  return hosts;
}

function take(address: string, hosts: Set<string>): void {
  const { protocol, hostname } = new URL(address);
  if (protocol.startsWith("http")) hosts.add(hostname.replace(/\.$/, ""));
}

function* addressesIn(blocks: readonly Block[]): Iterable<string> {
  for (const block of blocks) {
    if (block.type === "paragraph" || block.type === "heading") yield* linksIn(block.children);
    else if (block.type === "quote") yield* addressesIn(block.children);
    else if (block.type === "list") {
      for (const { children } of block.items) yield* addressesIn(children);
    } else if (block.type === "table") {
      for (const cell of [block.head, ...block.rows].flat()) yield* linksIn(cell);
    }
  }
}

function* linksIn(inlines: readonly Inline[]): Iterable<string> {
  for (const inline of inlines) {
    if (inline.type === "link") yield inline.address;
    if ("children" in inline) yield* linksIn(inline.children);
  }
}
