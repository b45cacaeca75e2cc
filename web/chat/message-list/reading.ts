import type { RoomView, TimelineView } from "@roost/sdk";
import { useMemo } from "react";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** How far somebody has read what a list shows. The same object until it changes. */
export interface Reading
  extends Pick<RoomView, "readNumber" | "unread" | "lastNumber" | "pendingCount"> {
  /** All of it is read. */
  mark: () => void;
}

/** Of a room, or of a thread of it. A thread that is nothing to me is read. */
export function useReading(room: RoomView, thread: number | null, view: TimelineView): Reading {
  const { roost, me } = useSignedIn();
  const id = `${room.id}.${thread ?? 0}`;
  const isUnread = useObservable(roost.threads.unread).has(id);
  const mine = useObservable(roost.threads.mine).get(id)?.value;
  const lastNumber = view.messages.at(-1)?.number ?? 0;
  // Until the server has heard what was marked here, that counts.
  const readNumber = (mine && roost.threads.readUpTo(id)) ?? lastNumber;
  const unread = view.messages.filter(({ number, authorId, deletedAt }) => {
    return number > readNumber && authorId !== me.id && deletedAt === null;
  }).length;
  const pendingCount = view.pending.length;
  return useMemo(() => {
    if (thread === null) {
      return { ...room, mark: () => roost.markRead(room.id, room.lastNumber) };
    }
    const mark = () => roost.threads.markRead(id, lastNumber);
    return { readNumber, lastNumber, pendingCount, unread: isUnread ? unread : 0, mark };
  }, [roost, room, thread, id, isUnread, readNumber, lastNumber, unread, pendingCount]);
}
