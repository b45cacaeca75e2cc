import { useState } from "react";
import type { Reading } from "./reading.ts";

export interface Divider {
  /** The number behind which "new messages" starts; null for none. */
  after: number | null;
  /** How many messages are new behind it. */
  count: number;
  /** I said that they are not read: they stay so while I look at them. */
  isHeld: boolean;
}

const none: Divider = { after: null, count: 0, isHeld: false };

/**
 * Where "new messages" starts: where I had read to when I opened the room, or when I last looked
 * away from it, or to where I set that back. It goes when I write something.
 */
export function useDivider(room: Reading, attentive: boolean): Divider {
  const [divider, setDivider] = useState(room.unread > 0 ? dividerOf(room) : none);
  const [pendingCount, setPendingCount] = useState(room.pendingCount);
  const [readNumber, setReadNumber] = useState(room.readNumber);

  const isHere = divider.after === room.readNumber;
  // More was written since, or something was deleted before it was read.
  const isOther = isHere ? divider.count !== room.unread : !attentive;
  if (room.unread > 0 && isOther) setDivider({ ...dividerOf(room), isHeld: divider.isHeld });
  if (room.unread === 0 && isHere) setDivider(none);
  if (readNumber !== room.readNumber) {
    setReadNumber(room.readNumber);
    if (room.readNumber > readNumber) setDivider({ ...divider, isHeld: false });
    else if (room.unread > 0) setDivider({ ...dividerOf(room), isHeld: true });
  }
  if (pendingCount !== room.pendingCount) {
    setPendingCount(room.pendingCount);
    if (room.pendingCount > pendingCount && attentive) setDivider(none);
  }
  // A room that I have just come into has no old messages to tell the new ones from.
  return divider.after === 0 && !divider.isHeld ? none : divider;
}

function dividerOf({ readNumber, unread }: Reading): Divider {
  return { after: readNumber, count: unread, isHeld: false };
}
