import type { Message } from "@roost/protocol/message.ts";
import { isAtLeast } from "@roost/protocol/permissions.ts";
import type { RoomView } from "@roost/sdk";
import { useEffect, useState } from "react";
import { useSignedIn } from "../session/session-context.ts";
import { timelineOf } from "../session/timeline-of.ts";
import { useObservable } from "../session/use-observable.ts";

/** My newest message of a room, and when the next one may follow, by the clock of this computer. */
interface LastSent {
  number: number;
  until: number;
}

/**
 * How many seconds I have to wait before my next message, where a room is in slow mode; null where I may
 * write. The server decides: this is to say it before.
 */
export function usePause(room: RoomView, thread: number | null): number | null {
  const { roost, me } = useSignedIn();
  const { messages } = useObservable(roost.timeline(room.id));
  // What stands in a thread alone is no message of the other timeline, and counts alike.
  const here = useObservable(timelineOf(roost, room, thread));
  const slowMs = isAtLeast(room.role, "moderator") ? 0 : (room.slowSeconds ?? 0) * 1_000;
  const mine = [...messages, ...here.messages]
    .filter(({ authorId }) => authorId === me.id)
    .reduce<Message | undefined>((a, b) => (a && a.number > b.number ? a : b), undefined);
  const [now, setNow] = useState(Date.now);
  const [last, setLast] = useState<LastSent | null>(null);
  if (mine !== undefined && mine.number !== last?.number) {
    // Clocks go apart: what is from the future is from now, and what comes while I look, too.
    const from = last === null ? Math.min(Date.parse(mine.createdAt), Date.now()) : Date.now();
    setLast({ number: mine.number, until: from + slowMs });
    setNow(Date.now());
  }
  const leftMs = slowMs === 0 || last === null ? 0 : Math.min(last.until - now, slowMs);
  // What waits is sent when its time has come, and then the next pause begins.
  const isWaiting = slowMs > 0 && here.pending.some(({ state }) => state !== "failed");
  const isCounting = leftMs > 0;
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isCounting]);
  if (!isCounting) return isWaiting ? 0 : null;
  return Math.ceil(leftMs / 1_000);
}
