import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message, Quote } from "@roost/protocol/message.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Observable } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";

/** A room of mine as a screen shows it. */
export interface RoomView extends Room {
  readonly role: RoomRole;
  /** I have read up to this message. */
  readonly readNumber: number;
  /** What others wrote after that, and has not been deleted. */
  readonly unread: number;
  /** Those of them that mention me, or everybody, without those of whom I have blocked. */
  readonly mentions: number;
  /** A direct that is not in my list of rooms, until something new comes or I open it. */
  readonly hidden: boolean;
  readonly lastMessage: Message | null;
  /** Messages of mine that are not acknowledged yet, failed ones included. */
  readonly pendingCount: number;
}

export type LoadStatus = "unloaded" | "loading" | "ready" | "error";

/** What a request for messages leads to. */
export type TimelinePart = "newest" | "older" | "newer" | "around" | "date";

/** How people reacted to a message with one emoji. */
export interface ReactionView {
  readonly emoji: string;
  readonly count: number;
  /** Whether I am one of them. */
  readonly mine: boolean;
  /** Some of them. */
  readonly userIds: readonly string[];
}

export interface TimelineView {
  readonly status: LoadStatus;
  /**
   * Why the last request failed, such as an `ApiError`; its `message` is an English sentence for people.
   * Null while there is another one.
   */
  readonly error: Error | null;
  /** Which request that was. */
  readonly failed: TimelinePart | null;
  /** Ascending, without gaps. Each keeps its identity until it changes. */
  readonly messages: readonly Message[];
  /** Mine, not acknowledged yet, in the order of sending; to be shown after the room's newest. */
  readonly pending: readonly PendingMessage[];
  /** By number of the message; none for messages without. Each keeps its identity until it changes. */
  readonly reactions: ReadonlyMap<number, readonly ReactionView[]>;
  /** By number, what is shown of the messages that those of `messages` and `pending` reply to. */
  readonly quoted: ReadonlyMap<number, Quote>;
  readonly hasOlder: boolean;
  /** The room goes on behind `messages`. */
  readonly hasNewer: boolean;
  /** What is on its way. */
  readonly loading: TimelinePart | null;
}

/**
 * Messages of a room around some place: at first the newest, as far back as was asked for. Failures
 * are in the view; none of these rejects.
 */
export interface Timeline extends Observable<TimelineView> {
  /** Loads the newest page, unless `messages` goes up to the newest. */
  loadNewest(): Promise<void>;
  /** Loads the page before the first message. */
  loadOlder(): Promise<void>;
  /** Loads the page behind the last message. */
  loadNewer(): Promise<void>;
  /** Loads the page around a message in place of what is there, unless it is there. */
  loadAround(number: number): Promise<void>;
  /**
   * Loads the page around the first message of a time or later. Resolves to its number, or to that of
   * the newest message where none is as late; to null where the page could not be loaded.
   */
  loadDate(date: Date): Promise<number | null>;
  /** Has a message in `quoted`, to reply to it; until the next one is asked for. */
  loadQuoted(number: number): void;
}

export type MemberView = Member & { readonly user: User };

export interface MemberListView {
  readonly status: LoadStatus;
  readonly error: Error | null;
  /** Owners, moderators, then all, by user name; as far as loaded. */
  readonly members: readonly MemberView[];
  /** Members of the room, loaded or not. */
  readonly total: number;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
}

/** The members of a room, loaded page by page and kept current. */
export interface MemberList extends Observable<MemberListView> {
  /** Loads the first page, unless there is one. A failure is in the view; this never rejects. */
  load(): Promise<void>;
  loadMore(): Promise<void>;
}

export interface PinListView {
  readonly status: LoadStatus;
  readonly error: Error | null;
  /** What was pinned last comes first. */
  readonly messages: readonly Message[];
}

/** The pinned messages of a room, loaded once and kept current. */
export interface PinList extends Observable<PinListView> {
  /** Loads them, unless they are there. A failure is in the view; this never rejects. */
  load(): Promise<void>;
}
