import type { Changes } from "@roost/protocol/changes.ts";
import type { Posted, Snapshot } from "@roost/protocol/down.ts";
import type { MembersPage, MessagesPage } from "@roost/protocol/http.ts";
import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { User } from "@roost/protocol/user.ts";

const EPOCH = Date.parse("2026-01-01T00:00:00Z");

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
  version = 0;
  name = "room";
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

  post(authorId: string, body: string, clientMessageId: string | null = null): Changes {
    return this.#change((version) => {
      const number = this.lastNumber + 1;
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
      };
      this.messages.push(message);
      this.#bumpedAt = message.createdAt;
      this.reads.set(authorId, number);
      return { messages: [message] };
    });
  }

  edit(number: number, body: string): Changes {
    return this.#rewrite(number, (version) => ({ body, editedAt: iso(version) }));
  }

  delete(number: number): Changes {
    return this.#rewrite(number, (version) => ({ body: "", deletedAt: iso(version) }));
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
    };
  }

  roomFor(userId: string): MyRoom {
    const readNumber = this.reads.get(userId) ?? 0;
    return {
      ...this.room(),
      role: this.role(userId) ?? "member",
      readNumber,
      unread: this.lastNumber - readNumber,
      lastMessage: this.messages.at(-1) ?? null,
    };
  }

  /** As a server answers: whole versions, at most `limit` rows of each kind. */
  changesSince(since: number, limit: number): Changes {
    const messages = this.messages.filter((row) => row.version > since).sort(byVersion);
    const members = [...this.members.values()].filter((row) => row.version > since).sort(byVersion);
    const version = Math.min(wholeUpTo(messages, limit), wholeUpTo(members, limit), this.version);
    const upTo = <T extends { version: number }>(rows: T[]) =>
      rows.filter((row) => row.version <= version);
    return this.#withUsers({
      roomId: this.id,
      since,
      version,
      room: this.room(),
      messages: upTo(messages),
      members: upTo(members),
      more: version < this.version,
    });
  }

  page(before: number | undefined, limit: number): MessagesPage {
    const end = before === undefined ? this.lastNumber : before - 1;
    const messages = this.messages.slice(Math.max(0, end - limit), end);
    return {
      messages,
      users: usersOf(messages, []),
      version: this.version,
      hasBefore: end - limit > 0,
      hasAfter: end < this.lastNumber,
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
      const rewritten = { ...message, ...set(version), version };
      this.messages[number - 1] = rewritten;
      return { messages: [rewritten] };
    });
  }

  #change(write: (version: number) => Partial<Changes>): Changes {
    this.version += 1;
    const rows = write(this.version);
    const place = { roomId: this.id, since: this.version - 1, version: this.version };
    return this.#withUsers({ ...place, ...rows });
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

export function snapshotOf(rooms: Iterable<ModelRoom>, userId: string): Snapshot {
  const mine = [...rooms].filter((room) => room.role(userId) !== null);
  const views = mine.map((room) => room.roomFor(userId));
  const lastMessages = views.flatMap((room) => room.lastMessage ?? []);
  return { type: "snapshot", rooms: views, users: usersOf(lastMessages, []) };
}

/** As a server answers a post. */
export function postedOf(message: Message, repeated = false): Posted {
  const { roomId, clientMessageId, number, version, createdAt } = message;
  if (clientMessageId === null) throw new Error("The message has no client id.");
  const posted = { roomId, clientMessageId, number, version, createdAt };
  return { type: "posted", ...posted, ...(repeated ? { repeated } : {}) };
}

function usersOf(messages: readonly Message[], members: readonly Member[]): User[] {
  const authors = messages.flatMap((message) => message.authorId ?? []);
  return [...new Set([...authors, ...members.map((member) => member.userId)])].map(userOf);
}

function wholeUpTo(rows: readonly { version: number }[], limit: number): number {
  const extra = rows[limit];
  return extra ? extra.version - 1 : Number.POSITIVE_INFINITY;
}

function byVersion(a: { version: number }, b: { version: number }): number {
  return a.version - b.version;
}

function iso(step: number): string {
  return new Date(EPOCH + step * 1_000).toISOString();
}
