import type { FastifyRequest } from "fastify";
import { networkOf } from "../accounts/address.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { clientAddress } from "./client-address.ts";
import { operationOf } from "./rights.ts";

/** Makes the hook that slows down addresses, where nobody has to be signed in. */
export function limitAddresses(rates: RateLimits) {
  return async (request: FastifyRequest): Promise<void> => {
    const operation = operationOf(request);
    if (operation) rates.take(operation, { network: visitorOf(request) });
  };
}

/**
 * Makes the hook that finds out who asks, and slows down people and addresses. Of an address that has to wait nobody
 * is looked up; who is not let in counts for their address alone.
 */
export function limitPeople(
  rates: RateLimits,
  identify: (request: FastifyRequest) => Promise<void>,
) {
  return async (request: FastifyRequest): Promise<void> => {
    const operation = operationOf(request);
    if (!operation) return identify(request);
    const network = visitorOf(request);
    rates.requireSome(operation, network);
    try {
      await identify(request);
    } catch (error) {
      rates.take(operation, { network });
      throw error;
    }
    rates.take(operation, { userId: request.actor?.id, network });
  };
}

function visitorOf(request: FastifyRequest): string {
  return networkOf(clientAddress(request));
}
