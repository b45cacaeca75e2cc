import { Refusal } from "../refusal.ts";

/** When something ends that is done to somebody; null for what somebody ends. Throws `request.invalid` for a time that is over. */
export function requireFuture(until: Date | null, now: Date): Date | null {
  if (until === null || until > now) return until;
  throw new Refusal("request.invalid", "`until` is over already; name a time in the future.");
}
