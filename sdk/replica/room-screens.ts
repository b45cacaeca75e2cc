import type { MembersPage, MessagesPage, MessagesQuery, PageQuery } from "@roost/protocol/http.ts";
import type { User } from "@roost/protocol/user.ts";
import { Derived } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";
import { RoomMembers } from "./member-list.ts";
import type { RoomReplica } from "./room-replica.ts";
import { RoomTimeline } from "./timeline.ts";
import type { RoomView } from "./views.ts";

export interface ScreenSource {
  room(roomId: string): RoomReplica | undefined;
  user(userId: string): User | undefined;
  /** The same array until it changes. */
  pending(roomId: string): readonly PendingMessage[];
  loadMessages(roomId: string, query: MessagesQuery): Promise<MessagesPage>;
  loadMembers(roomId: string, query: PageQuery): Promise<MembersPage>;
  onRoomChanged(): void;
}

/** What screens look at, by room: made when first asked for, and the same object from then on. */
export class RoomScreens {
  readonly #source: ScreenSource;
  readonly #rooms = new Map<string, Derived<RoomView | null>>();
  readonly #timelines = new Map<string, RoomTimeline>();
  readonly #members = new Map<string, RoomMembers>();

  constructor(source: ScreenSource) {
    this.#source = source;
  }

  room(roomId: string): Derived<RoomView | null> {
    return madeOnce(this.#rooms, roomId, () => new Derived(() => this.#viewOf(roomId)));
  }

  timeline(roomId: string): RoomTimeline {
    const make = () =>
      new RoomTimeline({
        load: (query) => this.#source.loadMessages(roomId, query),
        pending: () => this.#source.pending(roomId),
      });
    return madeOnce(this.#timelines, roomId, make);
  }

  members(roomId: string): RoomMembers {
    const make = () =>
      new RoomMembers({
        load: (query) => this.#source.loadMembers(roomId, query),
        user: (userId) => this.#source.user(userId),
        total: () => this.#source.room(roomId)?.memberCount ?? 0,
      });
    return madeOnce(this.#members, roomId, make);
  }

  timelineIfAny(roomId: string): RoomTimeline | undefined {
    return this.#timelines.get(roomId);
  }

  membersIfAny(roomId: string): RoomMembers | undefined {
    return this.#members.get(roomId);
  }

  roomChanged(roomId: string): void {
    this.#rooms.get(roomId)?.changed();
    this.#members.get(roomId)?.refresh();
    this.#source.onRoomChanged();
  }

  pendingChanged(roomId: string): void {
    this.#timelines.get(roomId)?.pendingChanged();
    this.roomChanged(roomId);
  }

  /** What was loaded of a room is not to be trusted any more. */
  restart(roomId: string): void {
    this.#timelines.get(roomId)?.restart();
    this.#members.get(roomId)?.restart();
    this.roomChanged(roomId);
  }

  drop(roomId: string): void {
    this.#timelines.get(roomId)?.drop();
    this.#members.get(roomId)?.drop();
    this.roomChanged(roomId);
  }

  retryFailed(): void {
    for (const timeline of this.#timelines.values()) timeline.retryFailed();
    for (const members of this.#members.values()) members.retryFailed();
  }

  #viewOf(roomId: string): RoomView | null {
    const replica = this.#source.room(roomId);
    if (!replica) return null;
    const { room, role, readNumber, lastMessage } = replica;
    return {
      ...room,
      role,
      readNumber,
      unread: Math.max(0, room.lastNumber - readNumber),
      lastMessage,
      pendingCount: this.#source.pending(roomId).length,
    };
  }
}

function madeOnce<T>(map: Map<string, T>, key: string, make: () => T): T {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}
