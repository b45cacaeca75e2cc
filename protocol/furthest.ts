import type { Receipt } from "./receipt.ts";

/** What two receipts of one person tell together; the first of them where the other tells nothing new. */
export function furthest(one: Receipt, other: Receipt): Receipt {
  const readNumber = Math.max(one.readNumber, other.readNumber);
  const deliveredNumber = Math.max(deliveredTo(one), deliveredTo(other));
  if (readNumber === one.readNumber && deliveredNumber === deliveredTo(one)) return one;
  const isAhead = deliveredNumber > readNumber;
  return { userId: one.userId, readNumber, ...(isAhead && { deliveredNumber }) };
}

/** Up to which message somebody has a room on a device: what is read is delivered. */
export function deliveredTo({ readNumber, deliveredNumber = 0 }: Receipt): number {
  return Math.max(readNumber, deliveredNumber);
}
