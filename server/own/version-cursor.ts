import { Refusal } from "../refusal.ts";
import { decodeCursor } from "../store/cursor.ts";

/** The version of somebody's log before which a page begins; null for the first page. Throws `request.invalid`. */
export function requireVersionCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [before = ""] = decodeCursor(cursor, 1);
  if (/^\d{1,15}$/.test(before)) return before;
  throw new Refusal("request.invalid", "The cursor is not one that a page of this list gave out.");
}
