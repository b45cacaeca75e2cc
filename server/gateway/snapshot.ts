import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { PersonChanges } from "@roost/protocol/person.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Membership } from "../rooms/memberships.ts";
import { myPlace, myRoom, type RoomState } from "../rooms/state.ts";
import type { Ref } from "./frame.ts";
import type { RoomFeed } from "./room-feed.ts";

export interface RoomOfMine {
  feed: RoomFeed;
  membership: Membership;
}

/** A room of a person as it is now. */
export function roomOf(userId: string, { feed, membership }: RoomOfMine): MyRoom {
  const readNumber = readUpTo(userId, feed, membership);
  return myRoom(feed.state, { ...membership, readNumber }, userId);
}

/**
 * A `snapshot` frame as JSON: all rooms of a person as they are now, the one with the newest message
 * first, and their own rows, as of a version of theirs.
 */
export function snapshotJson(
  userId: string,
  { version, own }: { version: number; own: readonly OwnRow[] },
  mine: readonly RoomOfMine[],
  { ref }: Ref = {},
): string {
  const asked = ref === undefined ? "" : `"ref":${ref},`;
  const rooms = roomsJson(userId, mine);
  return `{"type":"snapshot",${asked}"version":${version},${rooms}${listJson("own", own)}}`;
}

/** A `person` frame as JSON, with those rooms that are new to the device. */
export function personJson(
  userId: string,
  { since, version, places = [], own = [] }: PersonChanges,
  mine: readonly RoomOfMine[],
  { ref }: Ref = {},
): string {
  const asked = ref === undefined ? "" : `"ref":${ref},`;
  const rows = `${listJson("places", places)}${listJson("own", own)}`;
  const rooms = mine.length === 0 ? "" : `,${roomsJson(userId, mine)}`;
  return `{"type":"person",${asked}"since":${since},"version":${version}${rows}${rooms}}`;
}

/** Behind other fields; nothing where the list is empty. */
function listJson(name: string, list: readonly unknown[]): string {
  return list.length === 0 ? "" : `,"${name}":${JSON.stringify(list)}`;
}

/** What all members of a room see of it is encoded once for all of them. */
function roomsJson(userId: string, mine: readonly RoomOfMine[]): string {
  const users = new Map<string, User>();
  for (const { feed } of mine) {
    for (const user of feed.state.users) users.set(user.id, user);
  }
  const rooms = mine
    .toSorted((a, b) => (bumpedAt(a) < bumpedAt(b) ? 1 : -1))
    .map(({ feed, membership }) => {
      const { state } = feed;
      const { role, hiddenAt } = membership;
      const readTo = readUpTo(userId, feed, membership);
      const { readNumber, unread, uncounted, mentioned, mentionedBy } = myPlace(
        state,
        { ...membership, readNumber: readTo },
        userId,
      );
      // By hand, since a storm of new clients asks for very many of these.
      const hidden = hiddenAt === null ? "" : `,"hiddenAt":${hiddenAt}`;
      const mentions = mentioned
        ? `,"mentioned":${JSON.stringify(mentioned)},"mentionedBy":${JSON.stringify(mentionedBy)}`
        : "";
      const numbers = uncounted ? `,"uncounted":${JSON.stringify(uncounted)}` : "";
      const rest = hidden + mentions + numbers;
      const own = `"role":"${role}","readNumber":${readNumber},"unread":${unread}${rest}}`;
      return `${sharedJson(state)},${own}`;
    });
  return `"rooms":[${rooms.join(",")}],"users":${JSON.stringify([...users.values()])}`;
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

/**
 * How far somebody has read, as of the state of the feed: who wrote since they were found to be a member
 * has read up to there, and nothing else will tell of it to who begins with that state.
 */
export function readUpTo(
  userId: string,
  feed: RoomFeed,
  { version, readNumber }: Membership,
): number {
  let read = readNumber;
  for (const change of feed.recentSince(version) ?? []) {
    read = Math.max(read, change.readBy(userId));
  }
  return read;
}
