import type { DownFrame, ErrorFrame, PersonFrame, Snapshot } from "@roost/protocol/down.ts";
import type { MessagesPage } from "@roost/protocol/http.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Place } from "@roost/protocol/person.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import { Derived } from "../observable.ts";
import { byNewest } from "./by-newest.ts";
import { Following, type FollowingOptions, type Held } from "./following.ts";
import { takeInto, userOf } from "./former-names.ts";
import { OwnRows } from "./own-rows.ts";
import { RoomReplica } from "./room-replica.ts";
import { RoomScreens, type ScreenSource } from "./room-screens.ts";
import { Rows } from "./rows.ts";
import { ThreadRows } from "./thread-rows.ts";
import type { RoomView } from "./views.ts";

export interface ReplicaOptions
  extends Pick<FollowingOptions, "clock" | "sync" | "sentAs" | "onProgress"> {
  source: Pick<
    ScreenSource,
    "pending" | "loadMessages" | "loadThread" | "loadMessage" | "loadMembers" | "loadPins"
  >;
  /** As in `RoostOptions`. */
  deletedName?: (() => string) | undefined;
  /** A stored message passed by. */
  onStored: (message: Message) => void;
  /** Told after the frame that brought it is in the replica. */
  onMessage: (message: Message, room: RoomView) => void;
  onJoined: (room: RoomView) => void;
  onLeft: (roomId: string) => void;
  /** What happened in between is not told (R8). */
  onReset: (room: RoomView) => void;
}

/** What this device knows of my rooms. The rules R1 to R29 are in RULES.md. */
export class Replica {
  readonly me = new Derived<Me | null>(() => this.#me);
  readonly rooms = new Derived<readonly RoomView[]>(() => this.#listRooms());
  readonly screens: RoomScreens;
  readonly #options: ReplicaOptions;
  readonly #rows: Rows;
  readonly own = new OwnRows();
  readonly threads = new ThreadRows();
  readonly #following: Following;
  readonly #rooms = new Map<string, RoomReplica>();
  readonly #users = new Map<string, User>();
  /** By room, the value of `departures` when it was left last. */
  readonly #leftAt = new Map<string, number>();
  /** Of my own log: all of it that the server has told is here. Null before the first snapshot. */
  #version: number | null = null;
  #departures = 0;
  #me: Me | null = null;
  /** What listeners are told once the present frame is taken. */
  #news: (() => void)[] = [];

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.screens = new RoomScreens({
      ...options.source,
      room: (roomId) => this.#rooms.get(roomId),
      user: (userId) => this.#users.get(userId),
      myId: () => this.#me?.id ?? null,
      blocked: this.own.view("block"),
      onRoomChanged: () => this.rooms.changed(),
    });
    this.#rows = new Rows({
      screens: this.screens,
      threads: this.threads,
      myId: () => this.#me?.id ?? null,
      onStored: options.onStored,
      onNew: (message) => this.#tellOf(message.roomId, (view) => options.onMessage(message, view)),
    });
    this.#following = new Following({
      ...options,
      rows: this.#rows,
      screens: this.screens,
      room: (roomId) => this.#rooms.get(roomId),
      myVersion: () => this.#version,
    });
  }

  /** Counts the rooms that were left: what was asked for before is older than that (R9). */
  get departures(): number {
    return this.#departures;
  }

  /** Of my own log; null until the server has told all that is mine. */
  get version(): number | null {
    return this.#version;
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

  /**
   * What a hello names: at most `max` rooms, those with the newest messages; and the version of my own
   * log, where that leaves out none.
   */
  nameVersions(max: number): Held {
    const all = this.rooms.get();
    const newest = all.slice(0, max);
    const held: Held = {
      ...(this.#version !== null && newest.length === all.length && { person: this.#version }),
      rooms: Object.fromEntries(newest.map((room) => [room.id, room.version])),
    };
    this.#following.named(held);
    return held;
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
      case "me":
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
      case "person":
        this.#takePerson(frame);
        break;
      case "posted":
        this.takeUsers(frame.users);
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
    this.takeUsers([userOf(me)]);
  }

  /** R18. */
  takeUsers(users: readonly User[] = []): void {
    takeInto(this.#users, users, this.#options.deletedName);
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

  /**
   * The newest page of a room, as it comes with the room itself: its timeline may begin with it, where
   * nothing has passed by that is newer (R14).
   */
  takeNewest(roomId: string, page: MessagesPage): void {
    this.takeMessages(page.messages);
    const room = this.#rooms.get(roomId);
    if (room && room.version <= page.version) this.screens.timeline(roomId).begin(page);
  }

  /** A row of a reaction that did not come as a change. */
  takeReaction(roomId: string, reaction: Reaction): void {
    for (const timeline of this.screens.timelinesOf(roomId)) timeline.takeReaction(reaction);
    this.#following.hear(roomId, reaction.version);
  }

  /** I have read up to this message. Returns whether that moved my position. */
  markRead(roomId: string, number: number): boolean {
    const room = this.#rooms.get(roomId);
    const before = room?.readNumber;
    room?.mark(Math.min(number, room.lastNumber));
    if (room?.readNumber === before) return false;
    this.screens.roomChanged(roomId);
    return true;
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
    // Also of one that is not held: it may be on its way, asked for while I was in it.
    this.#departures += 1;
    this.#leftAt.set(roomId, this.#departures);
    if (!this.#rooms.delete(roomId)) return;
    this.#following.forget(roomId);
    this.threads.forget(roomId);
    this.screens.drop(roomId);
    this.#options.onProgress(roomId);
    this.#news.push(() => this.#options.onLeft(roomId));
  }

  #add(room: MyRoom): void {
    if (this.#version !== null) this.#tellOf(room.id, (view) => this.#options.onJoined(view));
    this.#start(room);
  }

  /** R8. */
  #replace(room: MyRoom): void {
    const held = this.#rooms.get(room.id);
    if (!held) return;
    this.#following.reset(room.id);
    this.#tellOf(room.id, (view) => this.#options.onReset(view));
    this.#start(room, held);
  }

  #start(room: MyRoom, held?: RoomReplica): void {
    const replica = new RoomReplica(room, held);
    this.#rooms.set(room.id, replica);
    this.threads.forget(room.id, room.version);
    this.screens.restart(room.id);
    this.#following.begin(replica);
  }

  #takeSnapshot({ version, rooms, users, own = [] }: Snapshot): void {
    this.takeUsers(users);
    this.#following.start();
    this.#following.resetMine();
    const present = new Set(rooms.map((room) => room.id));
    for (const roomId of [...this.#rooms.keys()]) {
      if (!present.has(roomId)) this.#drop(roomId);
    }
    for (const room of rooms) {
      this.#following.owed(room.id, room.version);
      this.#see(room);
      this.#rooms.get(room.id)?.hide(room.hiddenAt, version);
    }
    this.#following.started();
    this.own.replace(own, version);
    this.#version = version;
  }

  /** R21. */
  #takePerson(frame: PersonFrame): void {
    const { version, places = [], rooms = [], users = [], own = [] } = frame;
    this.#following.start();
    this.#following.started();
    this.#following.takePerson(frame, () => {
      this.takeUsers(users);
      for (const place of places) this.#takePlace(place);
      // A room that is new had none before, and one whose position went back had less.
      for (const room of rooms) {
        // Where an answer brought it in before: the connection follows it from this version on.
        this.#following.owed(room.id, room.version);
        this.#see(room);
      }
      for (const place of places) if (place.leftAt === null) this.#takePlace(place);
      this.own.take(own);
      this.#version = version;
    });
  }

  #takePlace(place: Place): void {
    const room = this.#rooms.get(place.roomId);
    if (place.leftAt !== null) {
      if (!room?.outlives(place)) this.#drop(place.roomId);
    } else if (room) {
      room.takePlace(place);
      this.screens.roomChanged(place.roomId);
    }
  }

  #takeError(frame: ErrorFrame): void {
    const roomId = this.#following.postpone(frame);
    if (roomId !== null && frame.code === "room.not_found") this.#drop(roomId);
  }

  #listRooms(): readonly RoomView[] {
    const views = [...this.#rooms.keys()].flatMap((id) => this.screens.room(id).get() ?? []);
    return views.sort(byNewest);
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
