import type { Changes } from "@roost/protocol/changes.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { RoomReplica } from "./room-replica.ts";
import type { RoomScreens } from "./room-screens.ts";

export interface RowsOptions {
  screens: RoomScreens;
  myId: () => string | null;
  /** A stored message passed by. */
  onStored: (message: Message) => void;
  /** R12: a message that is new, in order. */
  onNew: (message: Message) => void;
}

/** Puts rows into the rooms and screens that they belong to. */
export class Rows {
  readonly #options: RowsOptions;

  constructor(options: RowsOptions) {
    this.#options = options;
  }

  /** R2. */
  takeChanges(room: RoomReplica, changes: Changes): void {
    const { screens } = this.#options;
    const { roomId, version, members = [], messages = [] } = changes;
    if (changes.room) room.takeRoom(changes.room);
    for (const member of members) {
      if (member.userId === this.#options.myId() && member.leftAt === null) {
        room.takeRole(member.role, member.version);
      }
      screens.membersIfAny(roomId)?.take(member);
    }
    for (const message of messages) {
      this.#pass(room, message);
      screens.timelineIfAny(roomId)?.take(message);
      this.#handOn(room.takeMessage(message));
    }
    room.version = version;
  }

  /** A message that did not come as a change. */
  takeMessage(room: RoomReplica | undefined, message: Message): void {
    this.#pass(room, message);
    room?.takeLastMessage(message);
    this.#options.screens.timelineIfAny(message.roomId)?.take(message);
  }

  /** A stored message, from wherever. R10: what I wrote I have read. */
  #pass(room: RoomReplica | undefined, message: Message): void {
    if (actorOf(message) === this.#options.myId()) room?.confirmRead(message.number);
    this.#options.onStored(message);
  }

  /** R11 and R12. */
  #handOn(messages: readonly Message[]): void {
    for (const message of messages) {
      this.#options.screens.timelineIfAny(message.roomId)?.append(message);
      if (message.deletedAt === null) this.#options.onNew(message);
    }
  }
}

/** Who wrote a message, or did what it tells. */
function actorOf({ authorId, system }: Message): string | null {
  return system && "byId" in system ? system.byId : authorId;
}
