import type {
  MembersPage,
  MessagesPage,
  MessagesQuery,
  PageQuery,
  PinsList,
  ThreadQuery,
} from "@roost/protocol/http.ts";
import { isInThread, isMain } from "@roost/protocol/in-thread.ts";
import { messageId } from "@roost/protocol/message-id.ts";
import type { User } from "@roost/protocol/user.ts";
import { Derived, type Observable } from "../observable.ts";
import type { PendingMessage } from "../sending/pending.ts";
import { RoomMembers } from "./member-list.ts";
import type { OwnView } from "./own-rows.ts";
import { RoomPins } from "./pin-list.ts";
import type { RoomReplica } from "./room-replica.ts";
import { RoomTimeline, type TimelineSource } from "./timeline.ts";
import type { RoomView } from "./views.ts";

export interface ScreenSource {
  room(roomId: string): RoomReplica | undefined;
  user(userId: string): User | undefined;
  myId(): string | null;
  blocked: Observable<OwnView<"block">>;
  /** The same array until it changes. */
  pending(roomId: string): readonly PendingMessage[];
  loadMessages(roomId: string, query: MessagesQuery): Promise<MessagesPage>;
  /** @param id Of the root. */
  loadThread(id: string, query: ThreadQuery): Promise<MessagesPage>;
  loadMessage(id: string): Promise<unknown>;
  loadMembers(roomId: string, query: PageQuery): Promise<MembersPage>;
  loadPins(roomId: string): Promise<PinsList>;
  onRoomChanged(): void;
}

/** What screens look at, by room: made when first asked for, and the same object from then on. */
export class RoomScreens {
  readonly #source: ScreenSource;
  readonly #rooms = new Map<string, Derived<RoomView | null>>();
  readonly #timelines = new Map<string, RoomTimeline>();
  /** By room and the number of the root. */
  readonly #threads = new Map<string, Map<number, RoomTimeline>>();
  readonly #members = new Map<string, RoomMembers>();
  readonly #pins = new Map<string, RoomPins>();

  constructor(source: ScreenSource) {
    this.#source = source;
    // Their mentions do not count, or count again.
    source.blocked.subscribe(() => {
      for (const room of this.#rooms.values()) room.changed();
      source.onRoomChanged();
    });
  }

  room(roomId: string): Derived<RoomView | null> {
    return madeOnce(this.#rooms, roomId, () => new Derived(() => this.#viewOf(roomId)));
  }

  timeline(roomId: string): RoomTimeline {
    const make = () =>
      this.#makeTimeline(roomId, isMain, (query) =>
        this.#source.loadMessages(roomId, { ...query, main: true }),
      );
    return madeOnce(this.#timelines, roomId, make);
  }

  /** Of a thread: its root, and the replies. */
  thread(roomId: string, root: number): RoomTimeline {
    const ofRoom = madeOnce(this.#threads, roomId, () => new Map());
    const belongs = (message: { number?: number; threadNumber?: number }) =>
      isInThread({ number: 0, ...message }, root);
    const make = () =>
      this.#makeTimeline(roomId, belongs, ({ date: _, ...query }) =>
        this.#source.loadThread(messageId(roomId, root), query),
      );
    return madeOnce(ofRoom, root, make);
  }

  #makeTimeline(
    roomId: string,
    belongs: TimelineSource["belongs"],
    load: TimelineSource["load"],
  ): RoomTimeline {
    return new RoomTimeline({
      belongs,
      load,
      loadMessage: (number) => this.#source.loadMessage(messageId(roomId, number)),
      pending: () => this.#source.pending(roomId),
      myId: () => this.#source.myId(),
    });
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

  pins(roomId: string): RoomPins {
    const make = () => new RoomPins({ load: () => this.#source.loadPins(roomId) });
    return madeOnce(this.#pins, roomId, make);
  }

  pinsIfAny(roomId: string): RoomPins | undefined {
    return this.#pins.get(roomId);
  }

  /** That of the room, and those of its threads, as far as there are any. */
  timelinesOf(roomId: string): RoomTimeline[] {
    const main = this.#timelines.get(roomId);
    const threads = this.#threads.get(roomId)?.values() ?? [];
    return [...(main ? [main] : []), ...threads];
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
    for (const timeline of this.timelinesOf(roomId)) timeline.pendingChanged();
    this.roomChanged(roomId);
  }

  /** What was loaded of a room is not to be trusted any more. */
  restart(roomId: string): void {
    for (const timeline of this.timelinesOf(roomId)) timeline.restart();
    this.#members.get(roomId)?.restart();
    this.#pins.get(roomId)?.restart();
    this.roomChanged(roomId);
  }

  drop(roomId: string): void {
    for (const timeline of this.timelinesOf(roomId)) timeline.drop();
    this.#members.get(roomId)?.drop();
    this.#pins.get(roomId)?.drop();
    this.roomChanged(roomId);
  }

  retryFailed(): void {
    for (const roomId of new Set([...this.#timelines.keys(), ...this.#threads.keys()])) {
      for (const timeline of this.timelinesOf(roomId)) timeline.retryFailed();
    }
    for (const members of this.#members.values()) members.retryFailed();
    for (const pins of this.#pins.values()) pins.retryFailed();
  }

  #viewOf(roomId: string): RoomView | null {
    const replica = this.#source.room(roomId);
    if (!replica) return null;
    const { room, role, readNumber, unread, isHidden, lastMessage } = replica;
    const mentions = replica.mentionsBut(this.#source.blocked.get());
    const pendingCount = this.#source.pending(roomId).length;
    const hidden = isHidden && pendingCount === 0;
    return { ...room, role, readNumber, unread, mentions, hidden, lastMessage, pendingCount };
  }
}

function madeOnce<K, T>(map: Map<K, T>, key: K, make: () => T): T {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
}
