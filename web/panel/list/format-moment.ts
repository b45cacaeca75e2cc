import type { Text } from "../../chat/language/text.tsx";
import { formatBrief, formatClock, formatUntil, isSameDay } from "../../chat/time/format.ts";

/** Some moment: its time where that is today, else its day, too. */
export function formatMoment(iso: string, now: Date, t: Text): string {
  if (new Date(iso) > now) return formatUntil(iso, now, t);
  const time = formatClock(iso, t);
  if (isSameDay(iso, now.toISOString())) return time;
  return t("panel.list.moment", { day: formatBrief(iso, now, t), time });
}
