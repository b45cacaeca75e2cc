import { Refusal } from "../refusal.ts";

/** Where a page ended: the sort key of its last row. Opaque to clients. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Reads what `encodeCursor` wrote for a key of `length` parts. Throws `request.invalid`. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === "string" && !part.includes("\0"))
    ) {
      return key;
    }
  } catch {
    // Reported below, like any other cursor that is not ours.
  }
  throw foreignCursor();
}

/** What is thrown for a cursor of another list. */
export function foreignCursor(): Refusal {
  return new Refusal("request.invalid", "The cursor is not one that a page of this list gave out.");
}

/** The same, of a key that is one whole number. */
export function decodeNumber(cursor: string): number {
  const number = Number(decodeCursor(cursor, 1)[0]);
  if (!Number.isSafeInteger(number)) throw foreignCursor();
  return number;
}

/** The cursor of the page after `rows`, of which `limit + 1` were asked for. Drops the extra. */
export function nextCursor<Row>(
  rows: Row[],
  limit: number,
  key: (row: Row) => readonly string[],
): string | null {
  if (rows.length <= limit) return null;
  rows.length = limit;
  return encodeCursor(key(rows[limit - 1] as Row));
}

/** The key of a row in the order of a time that is stored in milliseconds; null comes before all times. */
export function timeAndId(time: Date | null, id: string): string[] {
  return [time === null ? "" : String(time.getTime()), id];
}

/** Reads what `timeAndId` gave. Throws `request.invalid`. */
export function decodeTimeAndId(cursor: string): { time: Date | null; id: string } {
  const [ms = "", id = ""] = decodeCursor(cursor, 2);
  const time = ms === "" ? null : new Date(Number(ms));
  const isTime = time === null || (/^\d{1,15}$/.test(ms) && time.getTime() < latestMs);
  if (!isTime || !uuid.test(id)) throw foreignCursor();
  return { time, id };
}

/** Reads a key of some text and an id. Throws `request.invalid`. */
export function decodeTextAndId(cursor: string): { text: string; id: string } {
  const [text = "", id = ""] = decodeCursor(cursor, 2);
  if (!uuid.test(id)) throw foreignCursor();
  return { text, id };
}

/** Reads a key of a whole number and an id. Throws `request.invalid`. */
export function decodeNumberAndId(cursor: string): { number: number; id: string } {
  const { text, id } = decodeTextAndId(cursor);
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) throw foreignCursor();
  return { number, id };
}

/** The year 10000, up to which a time is written alike everywhere. */
const latestMs = 253_402_300_800_000;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
