import { isMain } from "@roost/protocol/in-thread.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom, Uncounted } from "@roost/protocol/my-room.ts";
import type { Place } from "@roost/protocol/person.ts";
import { isHidden } from "@roost/protocol/place.ts";
import type { Room } from "@roost/protocol/room.ts";
import { prune, readBy, uncount, unreadOf, windowStart } from "@roost/protocol/unread.ts";
import { Mentioned } from "./mentioned.ts";
import { ReadPosition } from "./read-position.ts";

/** R24: up to which message a room is hidden, as of a version of my own log. */
interface Hidden {
  at: number | undefined;
  version: number;
}

/** One room of mine: what a list of rooms shows, and how far it is known. */
export class RoomReplica {
  /** Up to here everything is known. */
  version: number;
  role: RoomRole;
  lastMessage: Message | null;
  /** R20: of the newest messages those that are not unread to me, wherever I have read to. */
  #uncounted: Uncounted;
  readonly #mentioned = new Mentioned();
  #room: Room;
  readonly #position: ReadPosition;
  #hidden: Hidden;
  /** The version of the row that `role` is from: up to there I am known to be in. */
  #roleVersion: number;
  /** The number of the message that is handed on next. */
  #nextNumber: number;
  /** Messages that came before an older one did (R11). */
  readonly #early = new Map<number, Message>();

  /**
   * @param held The same room as it was known before a reset (R8). What my own log said of it counts on: an answer
   * that is older may still come.
   */
  constructor(room: MyRoom, held?: RoomReplica) {
    const { role, readNumber, unread: _, uncounted = [], hiddenAt, ...rest } = room;
    const { lastMessage, mentioned: __, mentionedBy: ___, ...shared } = rest;
    this.#room = shared;
    this.#hidden = held ? held.#hidden : { at: hiddenAt, version: -1 };
    // A lower version is that of a server that was set back, and so is the position.
    const goesOn = held !== undefined && room.version >= held.version;
    this.#position = goesOn ? held.#position : new ReadPosition();
    this.#mentioned.see(room);
    this.#uncounted = uncounted;
    this.version = room.version;
    this.role = role;
    this.#roleVersion = room.version;
    this.#position.seen(room.lastNumber, readNumber);
    this.lastMessage = lastMessage;
    this.#nextNumber = room.lastNumber + 1;
  }

  /** The room as known now; its `version` is the one up to which everything is known. */
  get room(): Room {
    return { ...this.#room, version: this.version };
  }

  get lastNumber(): number {
    return this.#room.lastNumber;
  }

  get memberCount(): number {
    return this.#room.memberCount;
  }

  get readNumber(): number {
    return this.#position.number;
  }

  /** What the server knows of `readNumber`. */
  get confirmedReadNumber(): number {
    return this.#position.confirmed;
  }

  /** R20. */
  get unread(): number {
    const { lastNumber, readNumber } = this;
    return unreadOf({ lastNumber, readNumber, uncounted: this.#uncounted });
  }

  get isHidden(): boolean {
    return isHidden(this.#hidden.at, this.lastNumber);
  }

  /** R24. */
  hide(at: number | undefined, version: number): void {
    if (version >= this.#hidden.version) this.#hidden = { at, version };
  }

  /** R26. */
  mentionsBut(blocked: Pick<ReadonlySet<string>, "has">): number {
    return this.#mentioned.count(this, blocked);
  }

  /** Up to here I have read all that is unread to anybody. */
  get seen(): number {
    return this.unread === 0 ? this.lastNumber : this.readNumber;
  }

  /** R7: name, counts and newest message, but not the version. */
  see(room: MyRoom): void {
    const { role, readNumber, unread: _, uncounted = [], hiddenAt: __, ...rest } = room;
    const { lastMessage, mentioned: ___, mentionedBy: ____, ...shared } = rest;
    this.takeRoom(shared);
    this.#mentioned.see(room);
    this.#uncounted = uncount(this.#uncounted, uncounted);
    if (room.version > this.#roleVersion) {
      this.role = role;
      this.#roleVersion = room.version;
    }
    this.#position.seen(room.lastNumber, readNumber);
    if (lastMessage) this.takeLastMessage(lastMessage);
  }

  takeRoom(room: Room): void {
    const { lastNumber, bumpedAt } = this.#room;
    if (room.version >= this.#room.version) this.#room = room;
    this.#bump(lastNumber, bumpedAt);
  }

  takeRole(role: RoomRole, version: number): void {
    if (version <= this.#roleVersion) return;
    this.role = role;
    this.#roleVersion = version;
  }

  /** R20: a message is not unread to me, wherever it came from. */
  uncount({ number }: Pick<Message, "number">): void {
    if (number <= windowStart(this.lastNumber)) return;
    this.#uncounted = uncount(this.#uncounted, [[number, number]]);
  }

  /** R26: a message, wherever it came from, may mention me. */
  takeMentions(message: Message, myId: string | null): void {
    if (message.number > windowStart(this.lastNumber)) this.#mentioned.take(message, myId);
  }

  takeLastMessage(message: Message): void {
    if (!isMain(message)) return;
    const held = this.lastMessage;
    const isNewer =
      !held ||
      message.number > held.number ||
      (message.number === held.number && message.version > held.version);
    if (isNewer) this.lastMessage = message;
  }

  /** R11: takes a message, and returns those that can be handed on now. */
  takeMessage(message: Message): Message[] {
    this.takeLastMessage(message);
    if (message.number < this.#nextNumber) return [];
    const held = this.#early.get(message.number);
    if (!held || held.version < message.version) this.#early.set(message.number, message);
    return this.#takeReady();
  }

  #takeReady(): Message[] {
    const ready: Message[] = [];
    for (;;) {
      const message = this.#early.get(this.#nextNumber);
      if (!message) return ready;
      this.#early.delete(this.#nextNumber);
      this.#nextNumber += 1;
      // What people write in its timeline bumps a room; that somebody came or went does not.
      const bumps = message.system === null && isMain(message);
      this.#bump(message.number, bumps ? message.createdAt : "");
      ready.push(message);
    }
  }

  /** The rows of posts do not carry the room's row: these two follow from the message. */
  #bump(number: number, at: string): void {
    const { lastNumber, bumpedAt } = this.#room;
    if (number <= lastNumber && at <= bumpedAt) return;
    this.#room = {
      ...this.#room,
      lastNumber: Math.max(lastNumber, number),
      bumpedAt: at > bumpedAt ? at : bumpedAt,
    };
    this.#prune();
  }

  #prune(): void {
    const { lastNumber } = this;
    // Also what I have read: my position may be set back to before it.
    this.#uncounted = prune({ lastNumber, readNumber: 0, uncounted: this.#uncounted });
    this.#mentioned.prune(lastNumber);
  }

  /** R10: read here. */
  mark(number: number): void {
    this.#position.mark(number);
  }

  /** R10: a message of mine tells how far I had read. */
  wrote(message: Message): void {
    this.#position.wrote(message.number, readBy(message));
  }

  /** R10: an answer says how far I have read. */
  confirmRead(number: number): void {
    this.#position.told(number);
  }

  /** R10: a row of my log. */
  takePlace(place: Place): void {
    this.#position.take(place);
    this.hide(place.hiddenAt, place.version);
  }

  /** R9: whether a row that says that I am out is older than what is known of me in the room. */
  outlives({ memberVersion }: Place): boolean {
    return this.#roleVersion >= memberVersion;
  }
}
