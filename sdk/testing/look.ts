import type { RoomScreens } from "../replica/room-screens.ts";
import { rootIn } from "./choices.ts";
import type { ModelRoom } from "./model.ts";

/** Somebody looks at a room, a thread of it, or who is in it. @param open Asks for the room with its newest page. */
export function look(
  screens: RoomScreens,
  model: ModelRoom,
  b: number,
  open: () => Promise<void>,
): void {
  const timeline = screens.timeline(model.id);
  const number = 1 + (Math.floor(b / 13) % model.lastNumber);
  const date = new Date(model.messages[number - 1]?.createdAt ?? 0);
  const root = rootIn(model, Math.floor(b / 13));
  const thread = root === undefined ? undefined : screens.thread(model.id, root);
  const looks = [
    () => timeline.loadNewest(),
    () => timeline.loadOlder(),
    () => timeline.loadNewer(),
    () => timeline.loadNewer(),
    () => timeline.loadAround(number),
    () => timeline.loadDate(date),
    () => screens.members(model.id).loadMore(),
    () => screens.members(model.id).loadMore(),
    open,
    () => thread?.loadNewest(),
    () => thread?.loadOlder(),
    () => thread?.loadNewer(),
    () => thread?.loadAround(number),
  ];
  void looks[b % looks.length]?.();
}
