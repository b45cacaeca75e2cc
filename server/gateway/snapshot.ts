import type { Snapshot } from "@roost/protocol/down.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Membership } from "../rooms/memberships.ts";
import { myRoom } from "../rooms/state.ts";
import type { RoomFeed } from "./room-feed.ts";

export interface RoomOfMine {
  feed: RoomFeed;
  membership: Membership;
}

/** All rooms of a person as they are now, the one with the newest message first. */
export function snapshotOf(mine: readonly RoomOfMine[]): Snapshot {
  const users = new Map<string, User>();
  const rooms = mine.map(({ feed, membership }) => {
    const { state } = feed;
    for (const user of state.users) users.set(user.id, user);
    return myRoom(state, membership);
  });
  rooms.sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1));
  return { type: "snapshot", rooms, users: [...users.values()] };
}
