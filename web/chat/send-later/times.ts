/** Times that people choose to be heard at, each beside what it is called. */
export const laterTimes = ["today", "tomorrow", "monday"] as const;
export type LaterTime = (typeof laterTimes)[number];

const MORNING_HOUR = 9;
const AFTERNOON_HOUR = 14;
const SUNDAY = 0;

/** The next of these times, by the clock of this place; without those that are over, or the same as another. */
export function nextTimes(now: Date): { name: LaterTime; at: Date }[] {
  const at = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const isSunday = now.getDay() === SUNDAY;
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const isMorning = now.getHours() < AFTERNOON_HOUR - 1;
  return [
    ...(isMorning ? [{ name: "today" as const, at: at(0, AFTERNOON_HOUR) }] : []),
    { name: "tomorrow", at: at(1, MORNING_HOUR) },
    ...(isSunday ? [] : [{ name: "monday" as const, at: at(toMonday, MORNING_HOUR) }]),
  ];
}
