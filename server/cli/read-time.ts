/** A time such as `2027-01-31` or `2027-01-31T12:00:00Z`. Throws a `TypeError` that says so. */
export function readTime(typed: string): Date {
  const time = new Date(typed);
  if (/^\d{4}-\d\d-\d\d/.test(typed) && !Number.isNaN(time.getTime())) return time;
  throw new TypeError(`"${typed}" is no time; write it as 2027-01-31 or 2027-01-31T12:00:00Z.`);
}
