import type { Changes } from "@roost/protocol/changes.ts";
import { isMain } from "@roost/protocol/in-thread.ts";
import type { Message } from "@roost/protocol/message.ts";
import { type RowTakers, takeRows } from "@roost/protocol/take-rows.ts";
import { counts } from "@roost/protocol/unread.ts";
import type { RoomReplica } from "./room-replica.ts";
import type { RoomScreens } from "./room-screens.ts";
import type { ThreadRows } from "./thread-rows.ts";
import type { RoomTimeline } from "./timeline.ts";

export interface RowsOptions {
  screens: RoomScreens;
  threads: ThreadRows;
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
    if (changes.room) room.takeRoom(changes.room);
    const { quoted } = changes;
    if (quoted) this.#each(changes.roomId, (timeline) => timeline.takeQuoted(quoted));
    takeRows(changes, this.#takers(room));
    room.version = changes.version;
  }

  /** What becomes of rows of each kind. */
  #takers(room: RoomReplica): RowTakers {
    const { screens, myId } = this.#options;
    const { id: roomId } = room.room;
    return {
      members: (member) => {
        if (member.userId === myId() && member.leftAt === null) {
          room.takeRole(member.role, member.version);
        }
        screens.membersIfAny(roomId)?.take(member);
      },
      messages: (message) => {
        this.#pass(room, message);
        this.#each(roomId, (timeline) => timeline.take(message));
        this.#handOn(room.takeMessage(message));
      },
      reactions: (reaction) => this.#each(roomId, (timeline) => timeline.takeReaction(reaction)),
      threads: (thread) => this.#options.threads.take(roomId, [thread]),
    };
  }

  /** A message that did not come as a change. */
  takeMessage(room: RoomReplica | undefined, message: Message): void {
    this.#pass(room, message);
    room?.takeLastMessage(message);
    this.#each(message.roomId, (timeline) => timeline.take(message));
  }

  #each(roomId: string, take: (timeline: RoomTimeline) => void): void {
    for (const timeline of this.#options.screens.timelinesOf(roomId)) take(timeline);
  }

  /** A stored message, from wherever. R10: what I wrote tells how far I had read. */
  #pass(room: RoomReplica | undefined, message: Message): void {
    const myId = this.#options.myId();
    if (message.authorId === myId && isMain(message)) room?.wrote(message);
    if (!counts(message, myId)) room?.uncount(message);
    room?.takeMentions(message, myId);
    this.#options.screens.pinsIfAny(message.roomId)?.take(message);
    this.#options.onStored(message);
  }

  /** R11 and R12. */
  #handOn(messages: readonly Message[]): void {
    for (const message of messages) {
      this.#each(message.roomId, (timeline) => timeline.append(message));
      if (message.deletedAt === null) this.#options.onNew(message);
    }
  }
}
