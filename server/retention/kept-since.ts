const dayMs = 86_400_000;

/** Of what is kept for so many days, nothing is left that is older than this. */
export function keptSince(days: number, now: Date): Date {
  return new Date(+now - days * dayMs);
}
