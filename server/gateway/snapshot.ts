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
export function snapshotOf(userId: string, mine: readonly RoomOfMine[]): Snapshot {
  const users = new Map<string, User>();
  const rooms = mine.map(({ feed, membership }) => {
    const { state } = feed;
    for (const user of state.users) users.set(user.id, user);
    return myRoom(state, withOwnRead(userId, feed, membership));
  });
  rooms.sort((a, b) => (a.bumpedAt < b.bumpedAt ? 1 : -1));
  return { type: "snapshot", rooms, users: [...users.values()] };
}

/** Who wrote since they were found to be a member has read up to there. */
function withOwnRead(userId: string, feed: RoomFeed, membership: Membership): Membership {
  let { readNumber } = membership;
  for (const change of feed.recentSince(membership.version) ?? []) {
    readNumber = Math.max(readNumber, change.lastNumberOf(userId));
  }
  return { ...membership, readNumber };
}
