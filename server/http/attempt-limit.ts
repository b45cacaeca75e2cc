import type { FastifyRequest } from "fastify";
import { Refusal } from "../refusal.ts";
import type { App } from "./typed-app.ts";

/**
 * Makes the hook that counts what could be a guess at a password. All routes with this hook share
 * one count for each client address; of IPv6, for each /64 network.
 *
 * @param attemptsPerMinute 0 is no limit.
 */
export function limitAttempts(app: App, attemptsPerMinute: number) {
  if (attemptsPerMinute === 0) return [];
  const count = app.createRateLimit({ max: attemptsPerMinute, timeWindow: 60_000 });
  return async (request: FastifyRequest): Promise<void> => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new Refusal(
      "request.rate_limited",
      `Too many attempts from your address; try again in ${counted.ttlInSeconds} s.`,
      counted.ttl,
    );
  };
}
