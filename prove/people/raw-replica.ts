import type {
  ChangesFrame,
  DownFrame,
  PersonFrame,
  Posted,
  Snapshot,
} from "@roost/protocol/down.ts";
import { isMain } from "@roost/protocol/in-thread.ts";
import type { Member } from "@roost/protocol/member.ts";
import { isMentioned } from "@roost/protocol/mentions.ts";
import type { Message, Quote } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { Place } from "@roost/protocol/person.ts";
import { takeRows } from "@roost/protocol/take-rows.ts";
import { counts, readBy, uncount } from "@roost/protocol/unread.ts";
import type { Hello } from "@roost/protocol/up.ts";
import { digestOf, quoteDigestOf, textOf } from "../digest.ts";
import type { ReplicaRoom } from "../history.ts";
import type { HeldRoom } from "./device.ts";
import {
  dropReactions,
  enter,
  type HeldMessage,
  mentionedIn,
  noted,
  type RawRoom,
  readNumberOf,
  takeLast,
  takeThread,
  writingIn,
} from "./raw-room.ts";
import { type Recorder, rowOf } from "./recorder.ts";

export interface RawReplicaOptions {
  userId: string;
  recorder: Recorder;
  /** Sends `sync`, of a room or of its person's log; returns its `ref`. */
  sync: (roomId: string | undefined, since: number) => number;
  /** Asks again after a while. */
  later: (milliseconds: number, act: () => void) => void;
}

/** What docs/protocol.md says of a replica, word for word, and nothing more. */
export class RawReplica {
  readonly #options: RawReplicaOptions;
  readonly #rooms = new Map<string, RawRoom>();
  readonly #own = new Map<string, OwnRow>();
  /** Of its person's log; null before the first snapshot. */
  #version: number | null = null;
  /** The `ref` of the question about it that is under way. */
  #asked: number | null = null;

  constructor(options: RawReplicaOptions) {
    this.#options = options;
  }

  /** How far its person has read a room; undefined where it is none of theirs. */
  readNumber(roomId: string): number | undefined {
    const room = this.#rooms.get(roomId);
    return room && readNumberOf(room.position);
  }

  /** For `hello`. */
  held(): Pick<Hello, "person" | "rooms"> {
    const rooms = Object.fromEntries([...this.#rooms].map(([id, room]) => [id, room.version]));
    return { ...(this.#version !== null && { person: this.#version }), rooms };
  }

  /** Questions of a connection that is gone are not answered. */
  cutOff(): void {
    for (const room of this.#rooms.values()) room.asked = null;
    this.#asked = null;
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
        this.#reset(frame.room);
        break;
      case "person":
        this.#takeMine(frame);
        break;
      case "posted":
        this.#takePosted(frame, bodyOf(frame.clientMessageId));
        break;
      case "error":
        this.#refused(frame.ref, frame.retryAfterMs);
        break;
    }
  }

  /** As who acts in them knows them. */
  rooms(): HeldRoom[] {
    return [...this.#rooms].map(([id, room]) => {
      const { kind, userIds, role, isArchived, enteredAt, messages } = room;
      const lastNumber = Math.max(enteredAt, ...messages.keys());
      return { id, kind, userIds, role, isArchived, lastNumber };
    });
  }

  /** What its person keeps: the text by kind and key. */
  own(): Record<string, string> {
    const kept = [...this.#own].map(([id, row]) => [id, textOf(row)] as const);
    return Object.fromEntries(kept.filter(([, text]) => text !== ""));
  }

  list(): ReplicaRoom[] {
    const { userId } = this.#options;
    return [...this.#rooms].map(([roomId, room]) => noted(roomId, room, userId, this.#own));
  }

  #takeSnapshot({ version, rooms, own = [] }: Snapshot): void {
    this.#version = version;
    this.#own.clear();
    for (const row of own) this.#own.set(`${row.kind} ${row.key}`, row);
    this.#asked = null;
    const present = new Set(rooms.map(({ id }) => id));
    for (const roomId of [...this.#rooms.keys()]) if (!present.has(roomId)) this.#gone(roomId);
    for (const room of rooms) {
      this.#see(room);
      Object.assign(this.#rooms.get(room.id) ?? {}, { hiddenAt: room.hiddenAt });
    }
  }

  /** What is hidden the log of its person says. */
  #reset(room: MyRoom): void {
    const hidden = this.#rooms.get(room.id);
    this.#gone(room.id);
    this.#enter({ ...room, ...(hidden && { hiddenAt: hidden.hiddenAt }) } as MyRoom);
  }

  #takeMine({ since, version, ref, places = [], own = [], rooms = [], more }: PersonFrame): void {
    const at = this.#version;
    if (at === null) return;
    const isAnswer = this.#asked !== null && this.#asked === ref;
    if (isAnswer) this.#asked = null;
    if (since > at) {
      if (this.#asked === null) this.#options.recorder.note({ type: "gap", roomId: "", at, since });
      this.#askForMine();
    } else if (version > at) {
      for (const place of places) this.#place(place);
      for (const room of rooms) this.#see(room);
      for (const place of places) if (place.leftAt === null) this.#place(place);
      for (const row of own) this.#own.set(`${row.kind} ${row.key}`, row);
      this.#version = version;
      if (more) this.#askForMine();
    }
  }

  #askForMine(): void {
    this.#asked ??= this.#options.sync(undefined, this.#version ?? 0);
  }

  #place({ roomId, readNumber: said, setAt, hiddenAt, leftAt }: Place): void {
    const room = this.#rooms.get(roomId);
    if (leftAt !== null) this.#gone(roomId);
    else if (room) {
      Object.assign(room.position, { said, setAt });
      room.hiddenAt = hiddenAt;
    }
  }

  #see(room: MyRoom): void {
    const held = this.#rooms.get(room.id);
    if (!held) {
      this.#enter(room);
    } else {
      held.uncounted = uncount(held.uncounted, room.uncounted ?? []);
      const later = [...held.mentioned].filter(([, { version }]) => version > room.version);
      held.mentioned = new Map([...mentionedIn(room), ...later]);
      held.position.shown = { number: room.lastNumber, readNumber: room.readNumber };
    }
  }

  #enter(room: MyRoom): void {
    const { id: roomId, lastNumber } = room;
    this.#rooms.set(roomId, enter(room));
    this.#options.recorder.note({ type: "entered", roomId, lastNumber });
  }

  #gone(roomId: string): void {
    if (this.#rooms.delete(roomId)) this.#options.recorder.note({ type: "gone", roomId });
  }

  #takeChanges(frame: ChangesFrame): void {
    const { roomId, since, version } = frame;
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
      Object.assign(room, { name, topic, memberCount, ...writingIn(frame.room) });
    }
    for (const quote of frame.quoted ?? []) this.#takeSource(room, quote);
    takeRows(frame, {
      members: (member) => this.#takeMember(room, member),
      messages: (message) => this.#takeMessage(room, message),
      threads: (row) => takeThread(room, row),
      reactions: (row) => {
        // All others are of messages from before the first sight.
        if (row.number > room.enteredAt) {
          room.reactions.set(`${row.number} ${row.emoji} ${row.userId}`, row);
        }
      },
    });
    this.#advance(roomId, room, since, version);
    if (isAnswer || frame.more) this.#askForRest(roomId, room);
  }

  #takeMember(room: RawRoom, { userId, role, leftAt }: Member): void {
    if (userId === this.#options.userId && leftAt === null) room.role = role;
  }

  #takeMessage(room: RawRoom, message: Message): void {
    const { number, version, authorId, clientMessageId } = message;
    const { userId } = this.#options;
    dropReactions(room, message);
    if (authorId === userId) room.position.wrote.push({ number, readNumber: readBy(message) });
    if (!counts(message, userId)) room.uncounted = uncount(room.uncounted, [[number, number]]);
    if ((room.mentioned.get(number)?.version ?? 0) < version) {
      const known = { version, isMentioned: isMentioned(message, userId), authorId };
      room.mentioned.set(number, known);
    }
    this.#takeSource(room, message);
    const isShown = number > room.enteredAt && message.deletedAt === null;
    if (isShown && message.replyTo !== undefined) room.replies.set(number, message.replyTo);
    else room.replies.delete(number);
    this.#put(room, { row: rowOf(message), clientMessageId, isMain: isMain(message) });
  }

  #takeSource(room: RawRoom, source: Quote & Pick<Message, "forwarded">): void {
    const { number, version } = source;
    if ((room.sources.get(number)?.version ?? 0) >= version) return;
    room.sources.set(number, { version, digest: quoteDigestOf(source) });
  }

  #takePosted(frame: Posted, body: string | undefined): void {
    const {
      roomId,
      number,
      version,
      clientMessageId,
      repeated,
      seen = number,
      replyTo,
      threadNumber,
      inRoom,
      thread,
      forwarded,
    } = frame;
    const room = this.#rooms.get(roomId);
    if (!room || repeated || body === undefined || version <= room.version) return;
    room.known = Math.max(room.known, version);
    if (version - 1 > room.version) {
      this.#ask(roomId, room);
      return;
    }
    const mine = { ...frame, body, authorId: this.#options.userId, system: null };
    const digest = digestOf({ ...mine, edited: false, deleted: false });
    const stands = threadNumber === undefined || inRoom === true;
    if (stands) room.position.wrote.push({ number, readNumber: seen });
    if (thread) takeThread(room, thread);
    room.uncounted = uncount(room.uncounted, [[number, number]]);
    const copy = forwarded === undefined ? {} : { forwarded };
    const source = { number, version, authorId: mine.authorId, body, deletedAt: null, ...copy };
    this.#takeSource(room, source);
    if (replyTo !== undefined) room.replies.set(number, replyTo);
    this.#put(room, { row: [number, version, digest], clientMessageId, isMain: stands });
    this.#advance(roomId, room, version - 1, version);
  }

  #put(room: RawRoom, message: HeldMessage): void {
    const [number, version] = message.row;
    if (message.isMain) takeLast(room, message.row);
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
    if (ref !== undefined && this.#asked === ref) {
      // Unless the connection is another one by then.
      this.#options.later(retryAfterMs ?? 0, () => {
        if (this.#asked !== ref) return;
        this.#asked = null;
        this.#askForMine();
      });
    }
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
