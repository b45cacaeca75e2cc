import type { Text } from "../../chat/language/text.tsx";

/** For how long messages are kept in a room, in words. @param days Its own; null where it goes by the server. */
export function keptInWords(days: number | null, t: Text): string {
  if (days === null) return t("panel.retention.as-server");
  return days === 0 ? t("panel.retention.for-ever") : t("panel.retention.count", { count: days });
}
