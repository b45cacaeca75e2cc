import type { DownFrame, ErrorFrame, Snapshot } from "@roost/protocol/down.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import { Derived } from "../observable.ts";
import { Following, type FollowingOptions } from "./following.ts";
import { RoomReplica } from "./room-replica.ts";
import { RoomScreens, type ScreenSource } from "./room-screens.ts";
import { Rows } from "./rows.ts";
import type { RoomView } from "./views.ts";

export interface ReplicaOptions
  extends Pick<FollowingOptions, "clock" | "sync" | "sentAs" | "onProgress"> {
  source: Pick<ScreenSource, "pending" | "loadMessages" | "loadMembers">;
  /** A stored message passed by. */
  onStored: (message: Message) => void;
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
  readonly #rows: Rows;
  readonly #following: Following;
  readonly #rooms = new Map<string, RoomReplica>();
  readonly #users = new Map<string, User>();
  /** By room, the value of `departures` when it was left last. */
  readonly #leftAt = new Map<string, number>();
  #departures = 0;
  #me: Me | null = null;
  #hasSnapshot = false;
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
    this.#following = new Following({
      ...options,
      rows: this.#rows,
      screens: this.screens,
      room: (roomId) => this.#rooms.get(roomId),
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
    const versions = Object.fromEntries(newest.map((room) => [room.id, room.version]));
    this.#following.named(versions);
    return versions;
  }

  /** The connection is gone. */
  cutOff(): void {
    this.#following.stop();
  }

  /** Frames can be sent again. */
  pump(): void {
    this.#following.pump();
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
        this.takeUsers(frame.users);
        this.#following.takeChanges(frame);
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
        this.#following.takePosted(frame);
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
      this.#following.hear(room.id, room.version);
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
      this.#following.hear(message.roomId, message.version);
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
    this.#following.forget(roomId);
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
    this.#following.reset(room.id);
    this.#tellOf(room.id, (view) => this.#options.onReset(view));
    this.#start(room);
  }

  #start(room: MyRoom): void {
    const replica = new RoomReplica(room);
    this.#rooms.set(room.id, replica);
    this.screens.restart(room.id);
    this.#following.begin(replica);
  }

  #takeSnapshot({ rooms, users }: Snapshot): void {
    this.takeUsers(users);
    this.#following.start();
    const present = new Set(rooms.map((room) => room.id));
    for (const roomId of [...this.#rooms.keys()]) {
      if (!present.has(roomId)) this.#drop(roomId);
    }
    for (const room of rooms) {
      this.#following.owed(room.id, room.version);
      this.#see(room);
    }
    this.#hasSnapshot = true;
  }

  #takeError(frame: ErrorFrame): void {
    const roomId = this.#following.postpone(frame);
    if (roomId !== null && frame.code === "room.not_found") this.#drop(roomId);
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
