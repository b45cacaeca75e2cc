import type { RoomView } from "@roost/sdk";
import { useState } from "react";

/**
 * The number behind which "new messages" starts: where I had read to when I opened the room, or
 * when I last looked away from it. It goes when I write something.
 */
export function useDivider(room: RoomView, attentive: boolean): number | null {
  const [divider, setDivider] = useState(room.unread > 0 ? room.readNumber : null);
  const [pendingCount, setPendingCount] = useState(room.pendingCount);

  if (!attentive && room.unread > 0 && divider !== room.readNumber) setDivider(room.readNumber);
  if (pendingCount !== room.pendingCount) {
    setPendingCount(room.pendingCount);
    if (room.pendingCount > pendingCount && attentive) setDivider(null);
  }
  // A room that I have just come into has no old messages to tell the new ones from.
  return divider === 0 ? null : divider;
}
