/** Clients of a large node come back at this pace at most, however short the window is set. */
const returnsPerSecondMax = 2_500;

/**
 * Clients of a stopping node come back at a random moment of it, so that they don't come all at
 * once. In milliseconds.
 */
export function returnWindow(settingMs: number, connections: number): number {
  return Math.max(settingMs, Math.ceil((connections / returnsPerSecondMax) * 1_000));
}
