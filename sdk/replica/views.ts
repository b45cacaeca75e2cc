import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { User } from "@roost/protocol/user.ts";
import type { Observable } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";

/** A room of mine as a screen shows it. */
export interface RoomView extends Room {
  readonly role: RoomRole;
  /** I have read up to this message. */
  readonly readNumber: number;
  /** `lastNumber - readNumber`. */
  readonly unread: number;
  readonly lastMessage: Message | null;
  /** Messages of mine that are not acknowledged yet, failed ones included. */
  readonly pendingCount: number;
}

export type LoadStatus = "unloaded" | "loading" | "ready" | "error";

export interface TimelineView {
  readonly status: LoadStatus;
  /** A sentence for people; only with the status `error` or after an older page failed. */
  readonly error: string | null;
  /** Ascending, without gaps, up to the room's newest. Each keeps its identity until it changes. */
  readonly messages: readonly Message[];
  /** Mine, not acknowledged yet, in the order of sending; to be shown after `messages`. */
  readonly pending: readonly PendingMessage[];
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
}

/** The newest messages of a room, as far back as was asked for. */
export interface Timeline extends Observable<TimelineView> {
  /** Loads the newest page, unless there is one. A failure is in the view; this never rejects. */
  loadNewest(): Promise<void>;
  /** Loads the page before the first message. A failure is in the view; this never rejects. */
  loadOlder(): Promise<void>;
}

export type MemberView = Member & { readonly user: User };

export interface MemberListView {
  readonly status: LoadStatus;
  readonly error: string | null;
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
