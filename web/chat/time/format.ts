import type { Text } from "../language/text.tsx";

/** Whether the browser's region counts the hours to 12 or to 24, in whatever language. */
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
const hours = hourCycle === undefined ? {} : { hourCycle };

const styles = {
  clock: { timeStyle: "short", ...hours },
  weekday: { weekday: "long" },
  weekdayShort: { weekday: "short" },
  dayOfYear: { weekday: "long", day: "numeric", month: "long" },
  dayShort: { day: "numeric", month: "short" },
  dayAndYear: { day: "numeric", month: "long", year: "numeric" },
  dayAndYearShort: { day: "numeric", month: "short", year: "2-digit" },
  dayAndClock: {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    ...hours,
  },
  full: { dateStyle: "full", timeStyle: "short", ...hours },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

interface Formats {
  dates: Map<keyof typeof styles, Intl.DateTimeFormat>;
  /** "today", "yesterday". */
  days: Intl.RelativeTimeFormat;
  /** "in 5 minutes". */
  waits: Intl.RelativeTimeFormat;
}

/** Making one takes longer than using it a hundred times. */
const byLocale = new Map<string, Formats>();

function formatsOf({ locale }: Text): Formats {
  let formats = byLocale.get(locale);
  if (formats === undefined) {
    formats = {
      dates: new Map(),
      days: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
      waits: new Intl.RelativeTimeFormat(locale),
    };
    byLocale.set(locale, formats);
  }
  return formats;
}

function format(date: Date, style: keyof typeof styles, t: Text): string {
  const { dates } = formatsOf(t);
  let formatter = dates.get(style);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(t.locale, styles[style]);
    dates.set(style, formatter);
  }
  return formatter.format(date);
}

/** The time of the day. */
export function formatClock(iso: string, t: Text): string {
  return format(new Date(iso), "clock", t);
}

/** What time it is somewhere else; empty where this browser does not know the time zone. */
export function formatClockIn(timeZone: string, now: Date, t: Text): string {
  try {
    return new Intl.DateTimeFormat(t.locale, { ...styles.clock, timeZone }).format(now);
  } catch {
    return "";
  }
}

/** Day and time in full, for tooltips. */
export function formatFull(iso: string, t: Text): string {
  return format(new Date(iso), "full", t);
}

/** A day separator: "Today", "Yesterday", "Monday", "Monday, 3 March" or "3 March 2024". */
export function formatDay(iso: string, now: Date, t: Text): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) return capitalized(formatsOf(t).days.format(-days, "day"), t);
  if (days > 1 && days < 7) return format(date, "weekday", t);
  return format(date, isSameYear(date, now) ? "dayOfYear" : "dayAndYear", t);
}

/** How long ago, in the width of a list's margin: a time, a weekday or a date. */
export function formatBrief(iso: string, now: Date, t: Text): string {
  return capitalized(formatSince(iso, now, t), t);
}

/** The same inside of a sentence. */
export function formatSince(iso: string, now: Date, t: Text): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 0) return format(date, "clock", t);
  if (days === 1) return formatsOf(t).days.format(-1, "day");
  if (days < 7) return format(date, "weekdayShort", t);
  return format(date, isSameYear(date, now) ? "dayShort" : "dayAndYearShort", t);
}

/** When something is over: a time today, a day and a time later on. */
export function formatUntil(iso: string, now: Date, t: Text): string {
  const date = new Date(iso);
  if (daysBetween(now, date) <= 0) return format(date, "clock", t);
  return format(date, "dayAndClock", t);
}

/** How long from now: "in 5 seconds", "in 2 minutes". */
export function formatWait(milliseconds: number, t: Text): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const { waits } = formatsOf(t);
  return seconds < 90
    ? waits.format(seconds, "second")
    : waits.format(Math.ceil(seconds / 60), "minute");
}

/** A length of time: "30 seconds", "5 minutes", "6 hours". */
export function formatLength(seconds: number, { locale }: Text): string {
  const [value, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, "hour"]
      : seconds % 60 === 0
        ? [seconds / 60, "minute"]
        : [seconds, "second"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** What is left of a pause, as a clock counts it down: "0:42". */
export function formatCountdown(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [first, ...rest.map((part) => `${part}`.padStart(2, "0"))].join(":");
}

/** Whether two moments are on the same day of this place. */
export function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function isSameYear(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear();
}

function capitalized(words: string, { locale }: Text): string {
  const [first = ""] = words;
  return first.toLocaleUpperCase(locale) + words.slice(first.length);
}

/** Calendar days from one date to another, whatever the clocks did in between. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}
