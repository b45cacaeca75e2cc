import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom, Uncounted } from "@roost/protocol/my-room.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { isHidden } from "@roost/protocol/place.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { Room, RoomKind } from "@roost/protocol/room.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { unreadOf, windowStart } from "@roost/protocol/unread.ts";
import type { ReplicaRoom, RowNote } from "../history.ts";
import { rowOf } from "./recorder.ts";

export interface HeldMessage {
  row: RowNote;
  /** It stands in the timeline. */
  isMain: boolean;
  clientMessageId: string | null;
}

/** How far its person has read. */
interface Position {
  /** By the row of their log: what they said, and the newest message when that began. */
  said: number;
  setAt: number;
  /** What a room was shown with, up to its newest message. */
  shown: Reached;
  /** What they wrote since. */
  wrote: Reached[];
}

interface Reached {
  number: number;
  readNumber: number;
}

export function readNumberOf({ said, setAt, shown, wrote }: Position): number {
  const counts = [shown, ...wrote.filter(({ number }) => number > shown.number)];
  const reached = counts.filter(({ number }) => number > setAt);
  return Math.max(said, ...reached.map(({ readNumber }) => readNumber));
}

export interface RawRoom {
  version: number;
  name: string;
  topic: string;
  isArchived: boolean;
  announcement: boolean;
  slowSeconds: number;
  isBlocked: boolean;
  kind: RoomKind;
  userIds: readonly string[];
  /** Of its person's place. */
  hiddenAt: number | undefined;
  memberCount: number;
  role: RoomRole;
  position: Position;
  /** By number, whether a message mentions its person, as of a version. */
  mentioned: Map<number, { version: number; isMentioned: boolean; authorId: string | null }>;
  /** Numbers that are not unread to its person. */
  uncounted: Uncounted;
  /** The newest message at the first sight: everything above is to come. */
  enteredAt: number;
  /** Told up to here. */
  told: number;
  messages: Map<number, HeldMessage>;
  /** By number, the newest that was told of each message that somebody may reply to. */
  sources: Map<number, { version: number; digest: number }>;
  /** By number, what each message replies to; without those that were deleted. */
  replies: Map<number, number>;
  /** By number, emoji and person. */
  reactions: Map<string, Reaction>;
  /** By the number of the root. */
  threads: Map<number, Thread>;
  last: RowNote | null;
  /** The `ref` of the question that is under way. */
  asked: number | null;
  /** The highest version that was heard of, but for the snapshot's: what is owed comes by itself. */
  known: number;
}

export function enter(room: MyRoom): RawRoom {
  const { version, name, topic, memberCount, role, readNumber, lastNumber } = room;
  return {
    version,
    name,
    topic,
    ...writingIn(room),
    kind: room.kind,
    userIds: room.userIds ?? [],
    hiddenAt: room.hiddenAt,
    memberCount,
    role,
    position: { said: 0, setAt: -1, shown: { number: lastNumber, readNumber }, wrote: [] },
    mentioned: mentionedIn(room),
    uncounted: room.uncounted ?? [],
    enteredAt: lastNumber,
    told: lastNumber,
    messages: new Map(),
    sources: new Map(),
    replies: new Map(),
    reactions: new Map(),
    threads: new Map(),
    last: room.lastMessage && rowOf(room.lastMessage),
    asked: null,
    known: version,
  };
}

export function takeThread({ threads }: RawRoom, row: Thread): void {
  if ((threads.get(row.number)?.version ?? 0) < row.version) threads.set(row.number, row);
}

/** Takes a message of the timeline, which may be its newest. */
export function takeLast(room: RawRoom, row: RowNote): void {
  const [number, version] = row;
  const [lastNumber, lastVersion] = room.last ?? [0, 0];
  const isNewer = number > lastNumber || (number === lastNumber && version > lastVersion);
  if (isNewer) room.last = row;
}

/** What a room that is shown says of all its messages. */
export function mentionedIn(room: MyRoom): RawRoom["mentioned"] {
  const { version, mentioned = [], mentionedBy = [] } = room;
  return new Map(
    mentioned.map((number, index) => {
      return [number, { version, isMentioned: true, authorId: mentionedBy[index] ?? null }];
    }),
  );
}

/** What the history keeps of a room of somebody's. */
export function noted(
  roomId: string,
  room: RawRoom,
  userId: string,
  own: ReadonlyMap<string, OwnRow>,
): ReplicaRoom {
  const { version, name, topic, role, memberCount, enteredAt, last } = room;
  const { isArchived, announcement, slowSeconds, isBlocked } = room;
  const readNumber = readNumberOf(room.position);
  const lastNumber = Math.max(enteredAt, ...room.messages.keys());
  const rows = [...room.messages.values()].map(({ row }) => row).sort(([a], [b]) => a - b);
  return {
    roomId,
    version,
    name,
    topic,
    isArchived,
    announcement,
    slowSeconds,
    isBlocked,
    role,
    lastNumber,
    memberCount,
    readNumber,
    unread: unreadOf({ lastNumber, readNumber, uncounted: room.uncounted }),
    isHidden: isHidden(room.hiddenAt, lastNumber),
    pending: 0,
    mentions: [...room.mentioned].filter(
      ([number, { isMentioned, authorId }]) =>
        isMentioned &&
        !own.get(`block ${authorId}`)?.value &&
        number > Math.max(readNumber, windowStart(lastNumber)),
    ).length,
    last,
    window: { from: enteredAt + 1, rows, isMain: false },
    threads: Object.fromEntries(
      [...room.threads].map(([number, one]) => [number, [one.version, one.count, one.lastNumber]]),
    ),
    reactions: countReactions(room, userId),
    quotes: quotesOf(room),
    members: null,
  };
}

/** What the device itself replied to is not told to it, and need not be known. */
function quotesOf({ replies, sources }: RawRoom): ReplicaRoom["quotes"] {
  const numbers = [...replies.values()];
  return Object.fromEntries(
    numbers.flatMap((number) => {
      const source = sources.get(number);
      return source ? [[number, source.digest]] : [];
    }),
  );
}

/** A recount, which has to be what the newest row of each emoji says. */
/** A message that came back has none of the reactions from before. */
export function dropReactions(
  { reactions }: RawRoom,
  { number, restoredVersion = 0 }: Message,
): void {
  for (const [key, row] of reactions) {
    if (row.number === number && row.version < restoredVersion) reactions.delete(key);
  }
}

function countReactions({ reactions }: RawRoom, me: string): ReplicaRoom["reactions"] {
  const kinds = Map.groupBy(reactions.values(), ({ number, emoji }) => `${number} ${emoji}`);
  const counts = [...kinds].map(([kind, rows]) => {
    const on = rows.filter(({ removedAt }) => removedAt === null);
    const newest = rows.reduce((a, b) => (a.version > b.version ? a : b));
    const count = on.length === newest.count ? on.length : Number.NaN;
    return [kind, [count, on.some(({ userId }) => userId === me)]] as const;
  });
  return Object.fromEntries(counts.filter(([, [count]]) => count !== 0));
}

/** Whether people write in a room, and how often. */
export function writingIn({ archivedAt, announcement = false, slowSeconds = 0, blocked }: Room) {
  const isBlocked = blocked ?? false;
  return { isArchived: archivedAt !== undefined, announcement, slowSeconds, isBlocked };
}
