import type { Changes } from "@roost/protocol/changes.ts";
import type { ChangesFrame, ErrorFrame, Posted } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Clock } from "../clock.ts";
import { type AnswerPart, CatchUp } from "./catch-up.ts";
import { changeOf, OwnPosts } from "./own-posts.ts";
import type { RoomReplica } from "./room-replica.ts";
import type { RoomScreens } from "./room-screens.ts";
import type { Rows } from "./rows.ts";

export interface FollowingOptions {
  clock: Clock;
  rows: Rows;
  screens: RoomScreens;
  room: (roomId: string) => RoomReplica | undefined;
  /** Asks for the changes of a room. Returns its `ref`; null while nothing can be sent. */
  sync: (roomId: string, since: number) => number | null;
  /** What this device sent, as it was acknowledged; null where that is not known any more. */
  sentAs: (posted: Posted) => Message | null;
  /** The version of a room moved, or the room is gone. */
  onProgress: (roomId: string) => void;
}

/** R1 to R3, R5 and R19: what takes a room from version to version, and what is asked for. */
export class Following {
  readonly #options: FollowingOptions;
  readonly #catchUp: CatchUp;
  readonly #ownPosts = new OwnPosts();
  /** The versions that the hello named. */
  #named: Readonly<Record<string, number>> = {};

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.#catchUp = new CatchUp({
      clock: options.clock,
      ask: (roomId) => options.sync(roomId, options.room(roomId)?.version ?? 0),
    });
  }

  /** A hello names these versions, by room. */
  named(versions: Readonly<Record<string, number>>): void {
    this.#named = versions;
  }

  /** A hello is answered. */
  start(): void {
    this.#catchUp.start();
  }

  /** The connection is gone. */
  stop(): void {
    this.#catchUp.stop();
    this.#ownPosts.clear();
  }

  /** Frames can be sent again. */
  pump(): void {
    this.#catchUp.pump();
  }

  /** R7: a snapshot has a room at this version. The changes up to it come, or have to be asked for. */
  owed(roomId: string, version: number): void {
    const named = this.#named[roomId];
    if (named !== undefined && named !== version) {
      this.#catchUp.expect(roomId, version);
    } else if (this.#isBefore(roomId, version)) {
      this.#catchUp.miss(roomId, version);
    }
  }

  /** A room is as it was sent whole. What was posted here since may not be in it. */
  begin(room: RoomReplica): void {
    const { id } = room.room;
    this.#takeHeld(room);
    this.hear(id, this.#ownPosts.upTo(id));
    this.#options.onProgress(id);
  }

  /** R8: a room is about to begin anew. */
  reset(roomId: string): void {
    this.#catchUp.forget(roomId);
  }

  /** R9. */
  forget(roomId: string): void {
    this.#catchUp.forget(roomId);
    this.#ownPosts.forget(roomId);
  }

  takeChanges(frame: ChangesFrame): void {
    const room = this.#options.room(frame.roomId);
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

  /** R19. */
  takePosted(posted: Posted): void {
    const { roomId, version } = posted;
    const room = this.#options.room(roomId);
    const message = posted.repeated ? null : this.#options.sentAs(posted);
    this.#ownPosts.heard(roomId, version);
    if (message && room?.version === version - 1) {
      this.#apply(room, changeOf(message));
    } else {
      if (message && (room?.version ?? 0) < version) this.#ownPosts.hold(message);
      this.hear(roomId, version);
    }
  }

  /** A question was refused. Returns the room that it was about; null where it was none of these. */
  postpone({ ref, retryAfterMs }: ErrorFrame): string | null {
    return this.#catchUp.postpone(ref, retryAfterMs);
  }

  /** A version exists, and may be on its way (R5). */
  hear(roomId: string, version: number): void {
    if (this.#isBefore(roomId, version)) this.#catchUp.hear(roomId, version);
  }

  #apply(room: RoomReplica, changes: Changes & AnswerPart): void {
    const { rows, screens, onProgress } = this.#options;
    const { roomId, version, more = false } = changes;
    rows.takeChanges(room, changes);
    this.#takeHeld(room);
    screens.roomChanged(roomId);
    if (more) this.#catchUp.hear(roomId, version + 1);
    this.#catchUp.advance(roomId, room.version, changes);
    onProgress(roomId);
  }

  /** R19: what was posted and waited for the version before it. */
  #takeHeld(room: RoomReplica): void {
    const messages = this.#ownPosts.takeAfter(room.room.id, room.version);
    for (const message of messages) this.#options.rows.takeChanges(room, changeOf(message));
  }

  #isBefore(roomId: string, version: number): boolean {
    const room = this.#options.room(roomId);
    return room !== undefined && room.version < version;
  }
}
