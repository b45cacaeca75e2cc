import type { RoomView } from "@roost/sdk";
import { useState } from "react";
import { attentionOf } from "../arrangement/attention.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** The rooms in which something waits for me, where somebody wrote last first. */
export function useUnreadRooms(): RoomView[] {
  const { rooms, list } = useRoost();
  const muted = useObservable(list.muted);
  return useObservable(rooms).filter(
    (room) => !room.hidden && attentionOf(room, muted.has(room.id)) > 0,
  );
}

/**
 * The same in the order in which they were found: what comes later stands behind, so that nothing moves
 * away under whoever reads.
 */
export function useSteadyUnreadRooms(): RoomView[] {
  const rooms = useUnreadRooms();
  const [order, setOrder] = useState<readonly string[]>(() => rooms.map(({ id }) => id));
  const added = rooms.filter(({ id }) => !order.includes(id));
  if (added.length > 0) setOrder([...order, ...added.map(({ id }) => id)]);
  const byId = new Map(rooms.map((room) => [room.id, room]));
  return order.flatMap((id) => byId.get(id) ?? []);
}
