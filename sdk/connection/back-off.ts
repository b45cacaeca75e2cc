const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** Nobody is sent away for longer than this, whatever a close reason says. */
const LONGEST_WINDOW_MS = 10 * 60_000;

/**
 * How long to wait before an attempt, in milliseconds. It is a time up to a bound that doubles with
 * each attempt, so that many clients that were cut off together do not come back together.
 */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
}

/** The window of a close reason `retry within N ms`; null where it says nothing of the kind. */
export function retryWindowMs(closeReason: string): number | null {
  const match = /^retry within (\d{1,9}) ms$/.exec(closeReason);
  return match ? Math.min(Number(match[1]), LONGEST_WINDOW_MS) : null;
}
