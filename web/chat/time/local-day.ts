/** The day of a time where the reader is, as a date field writes it: `2026-03-01`. */
export function localDay(time: Date): string {
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** A minute where the reader is, as a field for day and time writes it: `2026-03-01T09:00`. */
export function localMinute(time: Date): string {
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${localDay(time)}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
