/** How long something is to last, as people say it. */
export const spans = ["30-minutes", "1-hour", "4-hours", "tomorrow", "week"] as const;
export type Span = (typeof spans)[number];

const MINUTE_MS = 60_000;
/** When a new day begins for people. */
const MORNING_HOUR = 8;

/** When a span that begins now is over: tomorrow is the next morning, by the clock of this place. */
export function endOf(span: Span, now: Date): Date {
  switch (span) {
    case "30-minutes":
      return new Date(now.getTime() + 30 * MINUTE_MS);
    case "1-hour":
      return new Date(now.getTime() + 60 * MINUTE_MS);
    case "4-hours":
      return new Date(now.getTime() + 240 * MINUTE_MS);
    case "tomorrow":
      return morning(now, 1);
    case "week":
      return morning(now, 7);
  }
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
}
