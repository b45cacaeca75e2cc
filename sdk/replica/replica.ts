import type { Changes } from "@roost/protocol/changes.ts";
import type {
  ChangesFrame,
  DownFrame,
  ErrorFrame,
  Posted,
  Snapshot,
} from "@roost/protocol/down.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import type { Clock } from "../clock.ts";
import { Derived } from "../observable.ts";
import { type AnswerPart, CatchUp } from "./catch-up.ts";
import { changeOf, OwnPosts } from "./own-posts.ts";
import { RoomReplica } from "./room-replica.ts";
import { RoomScreens, type ScreenSource } from "./room-screens.ts";
import { Rows } from "./rows.ts";
import type { RoomView } from "./views.ts";

export interface ReplicaOptions {
  clock: Clock;
  source: Pick<ScreenSource, "pending" | "loadMessages" | "loadMembers">;
  /** Asks for the changes of a room. Returns its `ref`; null while nothing can be sent. */
  sync: (roomId: string, since: number) => number | null;
  /** What this device sent, as it was acknowledged; null where that is not known any more. */
  sentAs: (posted: Posted) => Message | null;
  /** A stored message passed by. */
  onStored: (message: Message) => void;
  /** The version of a room moved, or the room is gone. */
  onProgress: (roomId: string) => void;
  /** Told after the frame that brought it is in the replica. */
  onMessage: (message: Message, room: RoomView) => void;
  onJoined: (room: RoomView) => void;
  onLeft: (roomId: string) => void;
  /** What happened in between is not told (R8). */
  onReset: (room: RoomView) => void;
}

/** What this device knows of my rooms. The rules R1 to R19 are in RULES.md. */
export class Replica {
  readonly me = new Derived<Me | null>(() => this.#me);
  readonly rooms = new Derived<readonly RoomView[]>(() => this.#listRooms());
  readonly screens: RoomScreens;
  readonly #options: ReplicaOptions;
  readonly #catchUp: CatchUp;
  readonly #rows: Rows;
  readonly #ownPosts = new OwnPosts();
  readonly #rooms = new Map<string, RoomReplica>();
  readonly #users = new Map<string, User>();
  /** By room, the value of `departures` when it was left last. */
  readonly #leftAt = new Map<string, number>();
  #departures = 0;
  #me: Me | null = null;
  #hasSnapshot = false;
  /** The versions that the hello named. */
  #named: Readonly<Record<string, number>> = {};
  /** What listeners are told once the present frame is taken. */
  #news: (() => void)[] = [];

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.screens = new RoomScreens({
      ...options.source,
      room: (roomId) => this.#rooms.get(roomId),
      user: (userId) => this.#users.get(userId),
      onRoomChanged: () => this.rooms.changed(),
    });
    this.#rows = new Rows({
      screens: this.screens,
      myId: () => this.#me?.id ?? null,
      onStored: options.onStored,
      onNew: (message) => this.#tellOf(message.roomId, (view) => options.onMessage(message, view)),
    });
    this.#catchUp = new CatchUp({
      clock: options.clock,
      ask: (roomId) => options.sync(roomId, this.#rooms.get(roomId)?.version ?? 0),
    });
  }

  /** Counts the rooms that were left: what was asked for before is older than that (R9). */
  get departures(): number {
    return this.#departures;
  }

  get(roomId: string): RoomReplica | undefined {
    return this.#rooms.get(roomId);
  }

  all(): IterableIterator<[string, RoomReplica]> {
    return this.#rooms.entries();
  }

  user(userId: string): User | undefined {
    return this.#users.get(userId);
  }

  /** What a hello names: at most `max` rooms, those with the newest messages. */
  nameVersions(max: number): Record<string, number> {
    const newest = this.rooms.get().slice(0, max);
    this.#named = Object.fromEntries(newest.map((room) => [room.id, room.version]));
    return this.#named;
  }

  /** The connection is gone. */
  cutOff(): void {
    this.#catchUp.stop();
    this.#ownPosts.clear();
  }

  /** Frames can be sent again. */
  pump(): void {
    this.#catchUp.pump();
  }

  take(frame: DownFrame): void {
    switch (frame.type) {
      case "welcome":
        this.takeMe(frame.me);
        break;
      case "snapshot":
        this.#takeSnapshot(frame);
        break;
      case "changes":
        this.#takeChangesFrame(frame);
        break;
      case "reset":
        this.takeUsers(frame.users);
        this.#replace(frame.room);
        break;
      case "joined":
        this.takeUsers(frame.users);
        this.#see(frame.room);
        break;
      case "left":
        this.#drop(frame.roomId);
        break;
      case "read":
        this.confirmRead(frame.roomId, frame.number);
        break;
      case "posted":
        this.#takePosted(frame);
        break;
      case "error":
        this.#takeError(frame);
        break;
    }
    this.#tell();
  }

  takeMe(me: Me): void {
    this.#me = me;
    this.me.changed();
    this.takeUsers([{ id: me.id, username: me.username, displayName: me.displayName }]);
  }

  /** R18. */
  takeUsers(users: readonly User[] = []): void {
    for (const user of users) {
      const held = this.#users.get(user.id);
      const isKnown = held?.username === user.username && held.displayName === user.displayName;
      if (!isKnown) this.#users.set(user.id, user);
    }
  }

  /** R6 and R7. `askedAt` is the value of `departures` when the room was asked for. */
  takeRoom(room: MyRoom, askedAt = this.#departures): void {
    if ((this.#leftAt.get(room.id) ?? 0) > askedAt) return;
    this.#see(room);
    this.#tell();
  }

  #see(room: MyRoom): void {
    const held = this.#rooms.get(room.id);
    if (!held) {
      this.#add(room);
    } else {
      held.see(room);
      this.screens.roomChanged(room.id);
      this.#hear(room.id, room.version);
    }
  }

  /** Rows of members that did not come as changes. */
  takeMembers(roomId: string, members: readonly Member[]): void {
    for (const member of members) this.screens.membersIfAny(roomId)?.take(member);
  }

  /** Rows of messages that did not come as changes. */
  takeMessages(messages: readonly Message[]): void {
    for (const message of messages) {
      this.#rows.takeMessage(this.#rooms.get(message.roomId), message);
      this.screens.roomChanged(message.roomId);
      this.#hear(message.roomId, message.version);
    }
  }

  confirmRead(roomId: string, number: number): void {
    this.#rooms.get(roomId)?.confirmRead(number);
    this.screens.roomChanged(roomId);
  }

  /** R9. */
  dropRoom(roomId: string): void {
    this.#drop(roomId);
    this.#tell();
  }

  #drop(roomId: string): void {
    if (!this.#rooms.delete(roomId)) return;
    this.#departures += 1;
    this.#leftAt.set(roomId, this.#departures);
    this.#catchUp.forget(roomId);
    this.#ownPosts.forget(roomId);
    this.screens.drop(roomId);
    this.#options.onProgress(roomId);
    this.#news.push(() => this.#options.onLeft(roomId));
  }

  #add(room: MyRoom): void {
    if (this.#hasSnapshot) this.#tellOf(room.id, (view) => this.#options.onJoined(view));
    this.#start(room);
  }

  /** R8. */
  #replace(room: MyRoom): void {
    if (!this.#rooms.has(room.id)) return;
    this.#catchUp.forget(room.id);
    this.#tellOf(room.id, (view) => this.#options.onReset(view));
    this.#start(room);
  }

  #start(room: MyRoom): void {
    const replica = new RoomReplica(room);
    this.#rooms.set(room.id, replica);
    this.screens.restart(room.id);
    this.#takeHeld(replica);
    this.#hear(room.id, this.#ownPosts.upTo(room.id));
    this.#options.onProgress(room.id);
  }

  #takeSnapshot({ rooms, users }: Snapshot): void {
    this.takeUsers(users);
    this.#catchUp.start();
    const present = new Set(rooms.map((room) => room.id));
    for (const roomId of [...this.#rooms.keys()]) {
      if (!present.has(roomId)) this.#drop(roomId);
    }
    for (const room of rooms) {
      const named = this.#named[room.id];
      if (named !== undefined && named !== room.version) {
        this.#catchUp.expect(room.id, room.version);
      } else if (this.#isBefore(room.id, room.version)) {
        this.#catchUp.miss(room.id, room.version);
      }
      this.#see(room);
    }
    this.#hasSnapshot = true;
  }

  #takeChangesFrame(frame: ChangesFrame): void {
    this.takeUsers(frame.users);
    const room = this.#rooms.get(frame.roomId);
    if (!room) return;
    switch (room.fit(frame)) {
      case "old":
        this.#catchUp.postpone(frame.ref);
        break;
      case "gap":
        this.#catchUp.miss(frame.roomId, frame.version);
        break;
      case "next":
        this.#apply(room, frame);
        break;
    }
  }

  #apply(room: RoomReplica, changes: Changes & AnswerPart): void {
    const { roomId, version, more = false } = changes;
    this.#rows.takeChanges(room, changes);
    this.#takeHeld(room);
    this.screens.roomChanged(roomId);
    if (more) this.#catchUp.hear(roomId, version + 1);
    this.#catchUp.advance(roomId, room.version, changes);
    this.#options.onProgress(roomId);
  }

  /** R19. */
  #takePosted(posted: Posted): void {
    const { roomId, version } = posted;
    const room = this.#rooms.get(roomId);
    const message = posted.repeated ? null : this.#options.sentAs(posted);
    this.#ownPosts.heard(roomId, version);
    if (message && room?.version === version - 1) {
      this.#apply(room, changeOf(message));
    } else {
      if (message && (room?.version ?? 0) < version) this.#ownPosts.hold(message);
      this.#hear(roomId, version);
    }
  }

  /** R19: what was posted and waited for the version before it. */
  #takeHeld(room: RoomReplica): void {
    const messages = this.#ownPosts.takeAfter(room.room.id, room.version);
    for (const message of messages) this.#rows.takeChanges(room, changeOf(message));
  }

  #takeError(frame: ErrorFrame): void {
    const roomId = this.#catchUp.postpone(frame.ref, frame.retryAfterMs);
    if (roomId !== null && frame.code === "room.not_found") this.#drop(roomId);
  }

  /** A version exists, and may be on its way (R5). */
  #hear(roomId: string, version: number): void {
    if (this.#isBefore(roomId, version)) this.#catchUp.hear(roomId, version);
  }

  #isBefore(roomId: string, version: number): boolean {
    const room = this.#rooms.get(roomId);
    return room !== undefined && room.version < version;
  }

  #listRooms(): readonly RoomView[] {
    const views = [...this.#rooms.keys()].flatMap((id) => this.screens.room(id).get() ?? []);
    return views.sort((a, b) => {
      if (a.bumpedAt !== b.bumpedAt) return a.bumpedAt < b.bumpedAt ? 1 : -1;
      return a.id < b.id ? -1 : 1;
    });
  }

  #tellOf(roomId: string, tell: (view: RoomView) => void): void {
    this.#news.push(() => {
      const view = this.screens.room(roomId).get();
      if (view) tell(view);
    });
  }

  /** Listeners may do anything, also what makes more news. */
  #tell(): void {
    const news = this.#news;
    this.#news = [];
    for (const tell of news) tell();
  }
}
