import type { ChangesFrame, DownFrame, Posted, Snapshot } from "@roost/protocol/down.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { digestOf, type ReplicaRoom, type RowNote } from "../history.ts";
import { type Recorder, rowOf } from "./recorder.ts";

interface HeldMessage {
  row: RowNote;
  clientMessageId: string | null;
}

interface RawRoom {
  version: number;
  name: string;
  topic: string;
  memberCount: number;
  role: RoomRole;
  readNumber: number;
  /** The newest message at the first sight: everything above is to come. */
  enteredAt: number;
  /** Told up to here. */
  told: number;
  messages: Map<number, HeldMessage>;
  last: RowNote | null;
  /** The `ref` of the question that is under way. */
  asked: number | null;
  /** The highest version that was heard of, but for the snapshot's: what is owed comes by itself. */
  known: number;
}

export interface RawReplicaOptions {
  userId: string;
  recorder: Recorder;
  /** Sends `sync`; returns its `ref`. */
  sync: (roomId: string, since: number) => number;
  /** Asks again after a while. */
  later: (milliseconds: number, act: () => void) => void;
}

/** What docs/protocol.md says of a replica, word for word, and nothing more. */
export class RawReplica {
  readonly #options: RawReplicaOptions;
  readonly #rooms = new Map<string, RawRoom>();

  constructor(options: RawReplicaOptions) {
    this.#options = options;
  }

  get rooms(): ReadonlyMap<string, Readonly<RawRoom>> {
    return this.#rooms;
  }

  /** For `hello`. */
  versions(): Record<string, number> {
    return Object.fromEntries([...this.#rooms].map(([id, room]) => [id, room.version]));
  }

  /** Questions of a connection that is gone are not answered. */
  cutOff(): void {
    for (const room of this.#rooms.values()) room.asked = null;
  }

  /** @param bodyOf what was sent under a client's id: `posted` does not repeat it. */
  take(frame: DownFrame, bodyOf: (clientMessageId: string) => string | undefined): void {
    switch (frame.type) {
      case "snapshot":
        this.#takeSnapshot(frame);
        break;
      case "changes":
        this.#takeChanges(frame);
        break;
      case "reset":
        this.#gone(frame.room.id);
        this.#enter(frame.room);
        break;
      case "joined":
        if (!this.#rooms.has(frame.room.id)) this.#enter(frame.room);
        break;
      case "left":
        this.#gone(frame.roomId);
        break;
      case "read":
        this.#read(frame.roomId, frame.number);
        break;
      case "posted":
        this.#takePosted(frame, bodyOf(frame.clientMessageId));
        break;
      case "error":
        this.#refused(frame.ref, frame.retryAfterMs);
        break;
    }
  }

  list(): ReplicaRoom[] {
    return [...this.#rooms].map(([roomId, room]) => {
      const { version, name, topic, role, memberCount, readNumber, enteredAt, last } = room;
      const lastNumber = Math.max(enteredAt, ...room.messages.keys());
      const rows = [...room.messages.values()].map(({ row }) => row).sort(([a], [b]) => a - b);
      return {
        roomId,
        version,
        name,
        topic,
        role,
        lastNumber,
        memberCount,
        readNumber,
        unread: lastNumber - readNumber,
        last,
        window: { from: enteredAt + 1, rows },
        members: null,
      };
    });
  }

  #takeSnapshot({ rooms }: Snapshot): void {
    const present = new Set(rooms.map(({ id }) => id));
    for (const roomId of [...this.#rooms.keys()]) if (!present.has(roomId)) this.#gone(roomId);
    for (const room of rooms) {
      if (this.#rooms.has(room.id)) this.#read(room.id, room.readNumber);
      else this.#enter(room);
    }
  }

  #enter(room: MyRoom): void {
    const { id: roomId, version, name, topic, memberCount, role, readNumber, lastNumber } = room;
    this.#rooms.set(roomId, {
      version,
      name,
      topic,
      memberCount,
      role,
      readNumber,
      enteredAt: lastNumber,
      told: lastNumber,
      messages: new Map(),
      last: room.lastMessage && rowOf(room.lastMessage),
      asked: null,
      known: version,
    });
    this.#options.recorder.note({ type: "entered", roomId, lastNumber });
  }

  #gone(roomId: string): void {
    if (this.#rooms.delete(roomId)) this.#options.recorder.note({ type: "gone", roomId });
  }

  #read(roomId: string, number: number): void {
    const room = this.#rooms.get(roomId);
    if (room) room.readNumber = Math.max(room.readNumber, number);
  }

  #takeChanges(frame: ChangesFrame): void {
    const { roomId, since, version, messages = [], members = [] } = frame;
    const room = this.#rooms.get(roomId);
    if (!room) return;
    const isAnswer = room.asked !== null && room.asked === frame.ref;
    if (isAnswer) room.asked = null;
    // Once one has heard that more exists, what comes live may be ahead of the answer.
    const isExpected = isAnswer || room.known > room.version;
    room.known = Math.max(room.known, version, frame.more ? version + 1 : 0);
    if (since > room.version) {
      if (room.asked === null && !isExpected) {
        const { version: at } = room;
        this.#options.recorder.note({ type: "gap", roomId, at, since });
      }
      this.#ask(roomId, room);
      return;
    }
    if (version <= room.version) {
      if (isAnswer) this.#askForRest(roomId, room);
      return;
    }
    if (frame.room) {
      const { name, topic, memberCount } = frame.room;
      Object.assign(room, { name, topic, memberCount });
    }
    for (const member of members) {
      if (member.userId === this.#options.userId && member.leftAt === null) room.role = member.role;
    }
    for (const message of messages) this.#takeMessage(room, message);
    this.#advance(roomId, room, since, version);
    if (isAnswer || frame.more) this.#askForRest(roomId, room);
  }

  #takeMessage(room: RawRoom, message: Message): void {
    const { number, authorId, clientMessageId, system } = message;
    const actorId = system && "byId" in system ? system.byId : authorId;
    if (actorId === this.#options.userId) room.readNumber = Math.max(room.readNumber, number);
    this.#put(room, { row: rowOf(message), clientMessageId });
  }

  #takePosted(frame: Posted, body: string | undefined): void {
    const { roomId, number, version, clientMessageId, repeated } = frame;
    const room = this.#rooms.get(roomId);
    if (!room || repeated || body === undefined || version <= room.version) return;
    room.known = Math.max(room.known, version);
    if (version - 1 > room.version) {
      this.#ask(roomId, room);
      return;
    }
    const mine = { body, authorId: this.#options.userId, system: null };
    const digest = digestOf({ ...mine, edited: false, deleted: false });
    room.readNumber = Math.max(room.readNumber, number);
    this.#put(room, { row: [number, version, digest], clientMessageId });
    this.#advance(roomId, room, version - 1, version);
  }

  #put(room: RawRoom, message: HeldMessage): void {
    const [number, version] = message.row;
    if (room.last === null || number > room.last[0]) room.last = message.row;
    else if (number === room.last[0] && version > room.last[1]) room.last = message.row;
    const held = room.messages.get(number);
    // What was there before the first sight is not kept.
    if (number <= room.enteredAt || (held && held.row[1] >= version)) return;
    room.messages.set(number, message);
  }

  #advance(roomId: string, room: RawRoom, since: number, to: number): void {
    const { recorder } = this.#options;
    recorder.note({ type: "applied", roomId, from: room.version, since, to });
    room.version = to;
    for (;;) {
      const next = room.messages.get(room.told + 1);
      if (!next) return;
      room.told += 1;
      const { clientMessageId } = next;
      recorder.note({ type: "told", roomId, number: room.told, clientMessageId });
    }
  }

  #ask(roomId: string, room: RawRoom): void {
    if (room.asked === null) room.asked = this.#options.sync(roomId, room.version);
  }

  /** Behind an answer that did not bring all that was heard of. */
  #askForRest(roomId: string, room: RawRoom): void {
    if (room.known > room.version) this.#ask(roomId, room);
  }

  #refused(ref: number | undefined, retryAfterMs: number | undefined): void {
    for (const [roomId, room] of this.#rooms) {
      if (ref === undefined || room.asked !== ref) continue;
      if (retryAfterMs === undefined) {
        room.asked = null;
        continue;
      }
      this.#options.later(retryAfterMs, () => {
        // Unless the connection is another one now.
        if (this.#rooms.get(roomId) !== room || room.asked !== ref) return;
        room.asked = null;
        this.#ask(roomId, room);
      });
    }
  }
}
