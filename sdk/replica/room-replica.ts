import type { Changes } from "@roost/protocol/changes.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Room } from "@roost/protocol/room.ts";

/** How changes relate to what a replica has. */
export type Fit = "old" | "next" | "gap";

/** One room of mine: what a list of rooms shows, and how far it is known. */
export class RoomReplica {
  /** Up to here everything is known. */
  version: number;
  role: RoomRole;
  readNumber: number;
  /** What the server knows of `readNumber`. */
  confirmedReadNumber: number;
  lastMessage: Message | null;
  #room: Room;
  /** The version of the row that `role` is from. */
  #roleVersion: number;
  /** The number of the message that is handed on next. */
  #nextNumber: number;
  /** Messages that came before an older one did (R11). */
  readonly #early = new Map<number, Message>();

  constructor(room: MyRoom) {
    const { role, readNumber, unread: _, lastMessage, ...shared } = room;
    this.#room = shared;
    this.version = room.version;
    this.role = role;
    this.#roleVersion = room.version;
    this.readNumber = readNumber;
    this.confirmedReadNumber = readNumber;
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

  /** R1 to R3. */
  fit({ since, version }: Pick<Changes, "since" | "version">): Fit {
    if (version <= this.version) return "old";
    return since <= this.version ? "next" : "gap";
  }

  /** R7: name, counts and newest message, but not the version. */
  see(room: MyRoom): void {
    const { role, readNumber, unread: _, lastMessage, ...shared } = room;
    this.takeRoom(shared);
    if (room.version > this.#roleVersion) {
      this.role = role;
      this.#roleVersion = room.version;
    }
    this.confirmRead(readNumber);
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

  takeLastMessage(message: Message): void {
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
      this.#bump(message.number, message.createdAt);
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
  }

  /** R10. */
  read(number: number): void {
    this.readNumber = Math.max(this.readNumber, number);
  }

  /** R10, told by the server. */
  confirmRead(number: number): void {
    this.confirmedReadNumber = Math.max(this.confirmedReadNumber, number);
    this.read(number);
  }
}
