import type { FastifyRequest } from "fastify";
import { parseAddress } from "../accounts/address.ts";

/**
 * The address of who asks, in its one spelling: what the proxy in front says, where it is trusted and
 * says an address, or else the address of the connection.
 */
export function clientAddress({ ip, socket }: FastifyRequest): string {
  return parseAddress(ip) ?? parseAddress(socket.remoteAddress ?? "") ?? "0.0.0.0";
}
