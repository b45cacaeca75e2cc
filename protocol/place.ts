import type { Place } from "./person.ts";

/**
 * DIR-4: whether a room is hidden from its person's list. So it is up to the message at which they hid it,
 * and comes back with the next.
 */
export function isHidden(hiddenAt: number | undefined, lastNumber: number): boolean {
  return hiddenAt !== undefined && lastNumber <= hiddenAt;
}

/** Whether a position may have gone back. Then its room comes along, with what is unread from there on. */
export function isSetBack({ readNumber, setAt }: Place): boolean {
  return readNumber < setAt;
}
