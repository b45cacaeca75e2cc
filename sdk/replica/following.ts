import type { Changes } from "@roost/protocol/changes.ts";
import type { ChangesFrame, ErrorFrame, PersonFrame, Posted } from "@roost/protocol/down.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Hello } from "@roost/protocol/up.ts";
import type { Clock } from "../clock.ts";
import { type AnswerPart, CatchUp } from "./catch-up.ts";
import { changeOf, OwnPosts } from "./own-posts.ts";
import type { RoomReplica } from "./room-replica.ts";
import type { RoomScreens } from "./room-screens.ts";
import type { Rows } from "./rows.ts";

/** In place of a room's id: my own log. */
const MINE = "";

type Step = Pick<Changes, "since" | "version">;

/** What a hello says that this client holds. */
export type Held = Required<Pick<Hello, "rooms">> & Pick<Hello, "person">;

export interface FollowingOptions {
  clock: Clock;
  rows: Rows;
  screens: RoomScreens;
  room: (roomId: string) => RoomReplica | undefined;
  /** The version of my own log; null before the first snapshot. */
  myVersion: () => number | null;
  /** Asks for the changes of a room, or of my own log. Returns its `ref`; null while nothing can be sent. */
  sync: (roomId: string | undefined, since: number) => number | null;
  /** What this device sent, as it was acknowledged; null where that is not known any more. */
  sentAs: (posted: Posted) => Message | null;
  /** The version of a room moved, or the room is gone. */
  onProgress: (roomId: string) => void;
}

/**
 * R1 to R3, R5 and R19: what takes a room, or my own log, from version to version, and what is asked
 * for.
 */
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
      ask: (log) => options.sync(log === MINE ? undefined : log, this.#versionOf(log) ?? 0),
    });
  }

  /** A hello names these versions. */
  named({ rooms }: Held): void {
    this.#named = rooms;
  }

  /** A hello is answered. */
  start(): void {
    this.#catchUp.start();
  }

  /** What a hello named was looked at: a later snapshot is no answer to it. */
  started(): void {
    this.#named = {};
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
    if (room) this.#take(frame.roomId, frame, () => this.#takeRows(room, frame));
  }

  /** Of my own log. @param apply takes its rows, after which my version is that of the frame. */
  takePerson(frame: PersonFrame, apply: () => void): void {
    this.#take(MINE, frame, apply, this.#lacksRoom(frame));
  }

  /**
   * R21: a row may stand for one that came before it and was lost, by which I entered the room. The answer
   * to a question has all rooms that it may have to bring.
   */
  #lacksRoom({ ref, places = [], rooms = [] }: PersonFrame): boolean {
    if (ref !== undefined) return false;
    const brought = new Set(rooms.map(({ id }) => id));
    return places.some(({ roomId, leftAt }) => {
      return leftAt === null && !brought.has(roomId) && !this.#options.room(roomId);
    });
  }

  /** My own log is as it was sent whole. */
  resetMine(): void {
    this.#catchUp.forget(MINE);
  }

  #take(log: string, changes: Step & AnswerPart, apply: () => void, isPartial = false): void {
    const version = this.#versionOf(log);
    if (version === undefined) return;
    if (changes.version <= version) {
      this.#catchUp.postpone(changes.ref);
    } else if (changes.since > version || isPartial) {
      this.#catchUp.miss(log, changes.version);
    } else {
      apply();
      this.#advance(log, changes);
    }
  }

  #versionOf(log: string): number | undefined {
    if (log === MINE) return this.#options.myVersion() ?? undefined;
    return this.#options.room(log)?.version;
  }

  #advance(log: string, changes: Step & AnswerPart): void {
    const { version, more = false } = changes;
    this.#catchUp.advance(log, this.#versionOf(log) ?? version, changes);
    if (more) this.#catchUp.miss(log, version + 1);
  }

  /** R19. */
  takePosted(posted: Posted): void {
    const { roomId, version, thread } = posted;
    const room = this.#options.room(roomId);
    const message = posted.repeated ? null : this.#options.sentAs(posted);
    this.#ownPosts.heard(roomId, version);
    if (message && room?.version === version - 1) {
      const change = changeOf({ message, thread });
      this.#takeRows(room, change);
      this.#advance(roomId, change);
    } else {
      if (message && (room?.version ?? 0) < version) this.#ownPosts.hold({ message, thread });
      this.hear(roomId, version);
    }
  }

  /** A question was refused. Returns the room that it was about; null where it was about none. */
  postpone({ ref, retryAfterMs }: ErrorFrame): string | null {
    return this.#catchUp.postpone(ref, retryAfterMs) || null;
  }

  /** A version exists, and may be on its way (R5). */
  hear(roomId: string, version: number): void {
    if (this.#isBefore(roomId, version)) this.#catchUp.hear(roomId, version);
  }

  #takeRows(room: RoomReplica, changes: Changes): void {
    const { rows, screens, onProgress } = this.#options;
    rows.takeChanges(room, changes);
    this.#takeHeld(room);
    screens.roomChanged(changes.roomId);
    onProgress(changes.roomId);
  }

  /** R19: what was posted and waited for the version before it. */
  #takeHeld(room: RoomReplica): void {
    const posts = this.#ownPosts.takeAfter(room.room.id, room.version);
    for (const post of posts) this.#options.rows.takeChanges(room, changeOf(post));
  }

  #isBefore(roomId: string, version: number): boolean {
    const room = this.#options.room(roomId);
    return room !== undefined && room.version < version;
  }
}
