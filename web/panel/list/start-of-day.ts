const day = /^\d{4}-\d\d-\d\d$/;

/** When a day begins where the reader is, or one of the next days; null for what is no day. */
export function startOfDay(typed: string | null, daysLater: number): string | null {
  if (typed === null || !day.test(typed)) return null;
  const at = new Date(`${typed}T00:00:00`);
  at.setDate(at.getDate() + daysLater);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
