/** What the work comes to, or `late` where it takes longer than that. The work itself goes on. */
export async function inTime<T>(work: Promise<T>, timeoutMs: number, late: T): Promise<T> {
  const { promise: timeout, resolve: giveUp } = Promise.withResolvers<T>();
  const timer = setTimeout(() => giveUp(late), timeoutMs);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
