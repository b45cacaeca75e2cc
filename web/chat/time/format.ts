/** Dates are written in English like the rest of the page, in the variant that the browser prefers. */
const english = globalThis.navigator?.languages?.find((name) => /^en\b/i.test(name)) ?? "en-GB";

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(english, { weekday: "long" });
const weekdayShort = new Intl.DateTimeFormat(english, { weekday: "short" });
const dayOfYear = new Intl.DateTimeFormat(english, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const dayShort = new Intl.DateTimeFormat(english, { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat(english, {
  day: "numeric",
  month: "long",
  year: "numeric",
});
const dayAndYearShort = new Intl.DateTimeFormat(english, {
  day: "numeric",
  month: "short",
  year: "2-digit",
});
const full = new Intl.DateTimeFormat(english, { dateStyle: "full", timeStyle: "short" });

/** The time of the day, as the browser's region writes it. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** Day and time in full, for tooltips. */
export function formatFull(iso: string): string {
  return full.format(new Date(iso));
}

/** A day separator: "Today", "Yesterday", "Monday", "Monday, 3 March" or "3 March 2024". */
export function formatDay(iso: string, now: Date): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return weekday.format(date);
  if (date.getFullYear() === now.getFullYear()) return dayOfYear.format(date);
  return dayAndYear.format(date);
}

/** How long ago, in the width of a list's margin: a time, a weekday or a date. */
export function formatBrief(iso: string, now: Date): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 0) return clock.format(date);
  if (days === 1) return "Yesterday";
  if (days < 7) return weekdayShort.format(date);
  if (date.getFullYear() === now.getFullYear()) return dayShort.format(date);
  return dayAndYearShort.format(date);
}

/** Whether two moments are on the same day of this place. */
export function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Calendar days from one date to another, whatever the clocks did in between. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
