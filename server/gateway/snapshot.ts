import type { User } from "@roost/protocol/user.ts";
import type { Membership } from "../rooms/memberships.ts";
import { type RoomState, unreadOf } from "../rooms/state.ts";
import type { RoomFeed } from "./room-feed.ts";

export interface RoomOfMine {
  feed: RoomFeed;
  membership: Membership;
}

/**
 * A `snapshot` frame as JSON: all rooms of a person as they are now, the one with the newest message
 * first. What all members of a room see of it is encoded once for all of them.
 */
export function snapshotJson(userId: string, mine: readonly RoomOfMine[]): string {
  const users = new Map<string, User>();
  for (const { feed } of mine) {
    for (const user of feed.state.users) users.set(user.id, user);
  }
  const rooms = mine
    .toSorted((a, b) => (bumpedAt(a) < bumpedAt(b) ? 1 : -1))
    .map(({ feed, membership }) => {
      const { state } = feed;
      const { role } = membership;
      const readNumber = readUpTo(userId, feed, membership);
      const unread = unreadOf(state.room, readNumber);
      const own = `"role":"${role}","readNumber":${readNumber},"unread":${unread}}`;
      return `${sharedJson(state)},${own}`;
    });
  const people = JSON.stringify([...users.values()]);
  return `{"type":"snapshot","rooms":[${rooms.join(",")}],"users":${people}}`;
}

function bumpedAt({ feed }: RoomOfMine): string {
  return feed.state.room.bumpedAt;
}

const encoded = new WeakMap<RoomState, string>();

/** A room without what is each member's own, and without the brace that closes it. */
function sharedJson(state: RoomState): string {
  const known = encoded.get(state);
  if (known !== undefined) return known;
  const { room, lastMessage } = state;
  const json = JSON.stringify({ ...room, lastMessage }).slice(0, -1);
  encoded.set(state, json);
  return json;
}

/** Who wrote since they were found to be a member has read up to there. */
function readUpTo(userId: string, feed: RoomFeed, { version, readNumber }: Membership): number {
  let read = readNumber;
  for (const change of feed.recentSince(version) ?? []) {
    read = Math.max(read, change.lastNumberOf(userId));
  }
  return read;
}
