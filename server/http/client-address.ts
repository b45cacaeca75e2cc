import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import { parseAddress } from "../accounts/address.ts";

/**
 * The address of who asks, in its one spelling: what the proxy in front says, where it is trusted and
 * says an address, or else the address of the connection.
 */
export function clientAddress({ ip, socket }: FastifyRequest): string {
  return parseAddress(ip) ?? parseAddress(socket.remoteAddress ?? "") ?? "0.0.0.0";
}

/** The address of the trusted proxy that a request came through; null for one that came without. */
export function proxyAddress(request: FastifyRequest): string | null {
  const seen = parseAddress(request.socket.remoteAddress ?? "");
  return seen === clientAddress(request) ? null : seen;
}

/** `clientAddress` of a request that Fastify does not see, since a WebSocket begins with it. */
export function upgradeAddress({ headers, socket }: IncomingMessage, trustsProxy: boolean): string {
  const told = trustsProxy ? lastOf(headers["x-forwarded-for"]) : null;
  return told ?? parseAddress(socket.remoteAddress ?? "") ?? "0.0.0.0";
}

/** The last one is what the proxy saw itself. */
function lastOf(forwarded: string | string[] | undefined): string | null {
  return parseAddress([forwarded].flat().join().split(",").at(-1) ?? "");
}
