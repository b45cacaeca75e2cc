import type { Changes } from "@roost/protocol/changes.ts";
import type { Snapshot } from "@roost/protocol/down.ts";
import type { MembersPage, MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import { isInThread, isMain } from "@roost/protocol/in-thread.ts";
import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message, Quote, SystemEvent } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { quotedIn, quoteOf } from "@roost/protocol/quote.ts";
import type { Reaction, ReactionCount } from "@roost/protocol/reaction.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { counts, readBy } from "@roost/protocol/unread.ts";
import type { User } from "@roost/protocol/user.ts";
import { iso } from "./iso.ts";
import { mentionsIn } from "./mentions-in.ts";
import { partOf, threadOf } from "./model-thread.ts";
import { rowsSince } from "./rows-since.ts";

/** An id that looks like one: `uuid(7)`. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

export function userOf(id: string): User {
  const n = Number(id.slice(-12));
  return { id, username: `user${n}`, displayName: `User ${n}` };
}

/** What a server keeps of one room: the truth that replicas are compared with. */
export class ModelRoom {
  readonly id: string;
  readonly messages: Message[] = [];
  readonly members = new Map<string, Member>();
  readonly reads = new Map<string, number>();
  readonly hidden = new Map<string, number>();
  readonly reactions = new Map<string, Reaction>();
  readonly threads = new Map<number, Thread>();
  version = 0;
  name = "room";
  archivedAt: string | undefined;
  #bumpedAt = iso(0);

  constructor(id: string) {
    this.id = id;
  }

  get lastNumber(): number {
    return this.messages.length;
  }

  role(userId: string): RoomRole | null {
    const member = this.members.get(userId);
    return member && member.leftAt === null ? member.role : null;
  }

  join(userId: string, role: RoomRole = "member"): Changes {
    return this.#change((version) => {
      const member = { userId, role, version, joinedAt: iso(version), leftAt: null };
      this.members.set(userId, member);
      this.hidden.delete(userId);
      this.reads.set(userId, this.lastNumber);
      return { room: this.room(), members: [member] };
    });
  }

  leave(userId: string): Changes {
    return this.#change((version) => {
      const member = { ...this.#member(userId), version, leftAt: iso(version) };
      this.members.set(userId, member);
      return { room: this.room(), members: [member] };
    });
  }

  rename(name: string): Changes {
    return this.#change(() => {
      this.name = name;
      return { room: this.room() };
    });
  }

  setArchived(isArchived: boolean, byId: string): Changes {
    const event = isArchived ? "archived" : "restored";
    return this.#say({ event, byId }, () => {
      this.archivedAt = isArchived ? iso(this.version) : undefined;
    });
  }

  /** Somebody did something, and the room says so. */
  say(byId: string): Changes {
    return this.#say({ event: "topic", byId, topic: "" });
  }

  #say(system: SystemEvent, changeRoom?: () => void): Changes {
    return this.#change((version) => {
      changeRoom?.();
      const number = this.lastNumber + 1;
      const message: Message = {
        id: `${this.id}.${number}`,
        roomId: this.id,
        number,
        version,
        authorId: null,
        clientMessageId: null,
        body: "",
        system,
        createdAt: iso(version),
        editedAt: null,
        deletedAt: null,
      };
      this.messages.push(message);
      return { ...(changeRoom ? { room: this.room() } : {}), messages: [message] };
    });
  }

  post(
    authorId: string,
    body: string,
    clientMessageId: string | null = null,
    shown: number | null = null,
    replyTo?: number,
    mentions?: string[],
    place: { threadNumber?: number; inRoom?: true } = {},
  ): Changes {
    return this.#change((version) => {
      const number = this.lastNumber + 1;
      const tellsSeen = shown !== null && shown < number - 1 && isMain(place);
      const message: Message = {
        id: `${this.id}.${number}`,
        roomId: this.id,
        number,
        version,
        authorId,
        clientMessageId,
        body,
        system: null,
        createdAt: iso(version),
        editedAt: null,
        deletedAt: null,
        ...(tellsSeen ? { seen: shown } : {}),
        ...(replyTo !== undefined && { replyTo }),
        ...(mentions && { mentions }),
        ...place,
      };
      this.messages.push(message);
      if (isMain(message)) this.#bumpedAt = message.createdAt;
      this.read(authorId, readBy(message));
      const threads = this.#recount(message, version);
      return { messages: [message], quoted: this.#quoted([message]), threads };
    });
  }

  /** What messages reply to, but for what is among them. */
  #quoted(messages: readonly Message[]): Quote[] {
    const numbers = messages.flatMap(quotedIn);
    const sources = numbers.flatMap((number) => this.messages[number - 1] ?? []);
    return [...new Set(sources)].filter((one) => !messages.includes(one)).map(quoteOf);
  }

  /** The row of the thread that a message stands in, if it does, as of a version. */
  #recount({ threadNumber }: Message, version: number): Thread[] {
    if (threadNumber === undefined) return [];
    const thread = threadOf(this.messages, threadNumber, version);
    this.threads.set(threadNumber, thread);
    return [thread];
  }

  edit(number: number, body: string, mentions?: string[]): Changes {
    const named = { body, ...(mentions && { mentions }) };
    return this.#rewrite(number, (version) => ({ ...named, editedAt: iso(version) }));
  }

  delete(number: number): Changes {
    return this.#rewrite(number, (version) => ({ body: "", deletedAt: iso(version) }));
  }

  restore(number: number, body: string): Changes {
    return this.#rewrite(number, (restoredVersion) => ({ body, deletedAt: null, restoredVersion }));
  }

  /** Reacts, or takes it back where that was done. */
  react(userId: string, number: number, emoji: string): Changes {
    return this.#change((version) => {
      const held = this.reactions.get(`${number} ${emoji} ${userId}`);
      const isOn = held?.removedAt === null;
      const reaction = {
        number,
        emoji,
        userId,
        version,
        count: this.reacted(number, emoji).length + (isOn ? -1 : 1),
        createdAt: isOn ? held.createdAt : iso(version),
        removedAt: isOn ? iso(version) : null,
      };
      this.reactions.set(`${number} ${emoji} ${userId}`, reaction);
      return { reactions: [reaction] };
    });
  }

  /** Who reacted with an emoji, the first of them first. */
  reacted(number: number, emoji: string): string[] {
    return [...this.reactions.values()]
      .filter((row) => row.number === number && row.emoji === emoji && row.removedAt === null)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      .map(({ userId }) => userId);
  }

  #countsOf(messages: readonly Message[], userId: string): ReactionCount[] {
    const numbers = new Set(messages.map(({ number }) => number));
    const kinds = new Set(
      [...this.reactions.values()]
        .filter(({ number }) => numbers.has(number))
        .map(({ number, emoji }) => `${number} ${emoji}`),
    );
    return [...kinds].flatMap((kind) => {
      const [number = "", emoji = ""] = kind.split(" ");
      const people = this.reacted(Number(number), emoji);
      const row = { number: Number(number), emoji, count: people.length };
      const mine = people.includes(userId);
      return people.length > 0 ? [{ ...row, userIds: people.slice(0, 2), mine }] : [];
    });
  }

  read(userId: string, number: number): number {
    const position = Math.max(this.reads.get(userId) ?? 0, Math.min(number, this.lastNumber));
    this.reads.set(userId, position);
    return position;
  }

  room(): Room {
    return {
      id: this.id,
      kind: "public",
      name: this.name,
      topic: "",
      version: this.version,
      lastNumber: this.lastNumber,
      memberCount: [...this.members.values()].filter((member) => member.leftAt === null).length,
      createdAt: iso(0),
      bumpedAt: this.#bumpedAt,
      ...(this.archivedAt === undefined ? {} : { archivedAt: this.archivedAt }),
    };
  }

  roomFor(userId: string): MyRoom {
    const readNumber = this.reads.get(userId) ?? 0;
    const hiddenAt = this.hidden.get(userId);
    const rest = this.messages.slice(readNumber);
    const uncounted = rest
      .filter((message) => !counts(message, userId))
      .map(({ number }) => [number, number]);
    return {
      ...this.room(),
      ...mentionsIn(rest, userId),
      role: this.role(userId) ?? "member",
      readNumber,
      ...(uncounted.length > 0 ? { uncounted } : {}),
      unread: rest.length - uncounted.length,
      ...(hiddenAt === undefined ? {} : { hiddenAt }),
      lastMessage: this.messages.findLast(isMain) ?? null,
    };
  }

  /** As a server answers: whole versions, at most `limit` rows of each kind. */
  changesSince(since: number, limit: number): Changes {
    const { rows, version } = rowsSince(this, since, limit);
    const quoted = this.#quoted(rows.messages);
    const place = { roomId: this.id, since, version, room: this.room() };
    return this.#withUsers({ ...place, ...rows, quoted, more: version < this.version });
  }

  /** A page of the room, of its timeline, or of the thread of a root. */
  page(query: MessagesQuery, limit: number, userId = "", root?: number): MessagesPage {
    const all = this.messages.filter((message) => {
      return root === undefined ? !query.main || isMain(message) : isInThread(message, root);
    });
    const { date, around } = query;
    const since = this.messages.find(({ createdAt }) => date !== undefined && createdAt >= date);
    const middle = date === undefined ? around : (since?.number ?? this.lastNumber);
    const { messages, first, last } = partOf(all, this.lastNumber, { ...query, middle }, limit);
    return {
      messages,
      reactions: this.#countsOf(messages, userId),
      threads: messages.flatMap(({ number }) => this.threads.get(number) ?? []),
      quoted: this.#quoted(messages),
      ...{ first, last },
      users: usersOf(messages, []),
      version: this.version,
      hasBefore: first > 1,
      hasAfter: last < this.lastNumber,
    };
  }

  membersPage(cursor: string | undefined, limit: number): MembersPage {
    const present = [...this.members.values()].filter((member) => member.leftAt === null);
    const after = present
      .map((member) => member.userId)
      .sort()
      .filter((id) => cursor === undefined || id > cursor);
    const ids = after.slice(0, limit);
    return {
      members: ids.map((id) => this.#member(id)),
      users: ids.map(userOf),
      nextCursor: after.length > limit ? (ids.at(-1) ?? null) : null,
    };
  }

  #rewrite(number: number, set: (version: number) => Partial<Message>): Changes {
    return this.#change((version) => {
      const message = this.messages[number - 1];
      if (!message) throw new Error(`There is no message ${number}.`);
      const { mentions: _, ...kept } = message;
      const rewritten = { ...kept, ...set(version), version };
      for (const [key, row] of rewritten.deletedAt ? this.reactions : []) {
        if (row.number === number) this.reactions.delete(key);
      }
      this.messages[number - 1] = rewritten;
      const isSame = (message.deletedAt === null) === (rewritten.deletedAt === null);
      return { messages: [rewritten], threads: isSame ? [] : this.#recount(rewritten, version) };
    });
  }

  #change(write: (version: number) => Partial<Changes>): Changes {
    this.version += 1;
    const place = { roomId: this.id, since: this.version - 1, version: this.version };
    return this.#withUsers({ ...place, ...write(this.version) });
  }

  #withUsers(changes: Changes): Changes {
    return { ...changes, users: usersOf(changes.messages ?? [], changes.members ?? []) };
  }

  #member(userId: string): Member {
    const member = this.members.get(userId);
    if (!member) throw new Error(`${userId} was never in the room.`);
    return member;
  }
}

/** All rooms of a person, as of a version of theirs. */
export function snapshotOf(rooms: Iterable<ModelRoom>, userId: string, version = 0): Snapshot {
  const mine = [...rooms].filter((room) => room.role(userId) !== null);
  const views = mine.map((room) => room.roomFor(userId));
  const lastMessages = views.flatMap((room) => room.lastMessage ?? []);
  return { type: "snapshot", version, rooms: views, users: usersOf(lastMessages, []) };
}

function usersOf(messages: readonly Message[], members: readonly Member[]): User[] {
  const authors = messages.flatMap((message) => message.authorId ?? []);
  return [...new Set([...authors, ...members.map((member) => member.userId)])].map(userOf);
}
