import type { FastifyRequest } from "fastify";
import { networkOf } from "../accounts/address.ts";
import { Buckets } from "../limits/buckets.ts";
import { Refusal } from "../refusal.ts";
import { clientAddress } from "./client-address.ts";

/**
 * Makes the hook that counts what could be a guess at a password. All routes with this hook share
 * one count for each client address; of IPv6, for each /64 network.
 *
 * @param attemptsPerMinute 0 is no limit.
 */
export function limitAttempts(attemptsPerMinute: number, now: () => Date) {
  if (attemptsPerMinute === 0) return [];
  const limit = new Buckets(attemptsPerMinute, 60_000 / attemptsPerMinute, () => +now());
  return async (request: FastifyRequest): Promise<void> => {
    const waitMs = limit.take(networkOf(clientAddress(request)));
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1_000);
    throw new Refusal(
      "request.rate_limited",
      `Too many attempts from your address; try again in ${seconds} s.`,
      waitMs,
    );
  };
}
