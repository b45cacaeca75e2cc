import type { Text } from "../language/text.tsx";

/** A key as it is written beside what it does. */
export function shownKey(key: string, t: Text): string {
  return key === "Delete" ? t("message.delete.key") : key.toUpperCase();
}
