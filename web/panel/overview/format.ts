import type { Text } from "../../chat/language/text.tsx";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A size, as people say it. */
export function formatBytes(bytes: number, { locale }: Text): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit: units[unit] ?? "byte", unitDisplay: "short" },
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

/** How long something took. */
export function formatMs(ms: number, { locale }: Text): string {
  const isLong = ms >= 1_000;
  const value = isLong ? ms / 1_000 : ms;
  return new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit: isLong ? "second" : "millisecond", unitDisplay: "short" },
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
