import type { AuditAction, AuditDetails } from "@roost/protocol/audit.ts";
import type { Forwarded } from "@roost/protocol/forward.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { uncount, windowStart } from "@roost/protocol/unread.ts";
import { sql } from "kysely";
import { type AuditedActor, record } from "../audit/record.ts";
import type { PlaceRow } from "../persons/place-row.ts";
import { type OwnToWrite, requireSpaceFor } from "../persons/write-own.ts";
import { lockPersons, type PlaceToWrite } from "../persons/write-places.ts";
import { Refusal } from "../refusal.ts";
import { LogChange } from "./log/log-change.ts";
import { findPoster, findWriter } from "./may-write.ts";
import type { MessageRow } from "./message-row.ts";
import { toRoom } from "./row.ts";
import { type BroughtBack, dropTexts, keepText, setAside, takeBack } from "./texts-before.ts";

/** What somebody wrote, its body already checked. */
export interface WrittenMessage {
  authorId: string;
  clientMessageId: string;
  body: string;
  mentions: string[] | null;
  forwarded: Forwarded | null;
  /** As in a post. */
  seen: number | undefined;
}

/** A row of somebody's own that is written in the commit of a change. */
export interface OwnInCommit {
  toWrite: OwnToWrite;
  /** From the commit on; null where there was none to take away. */
  written: OwnRow | null;
}

/** One change of a room under way, with what changes often do. */
export class RoomChange extends LogChange {
  /** By person, what becomes of their place in this room. */
  readonly #places = new Map<string, PlaceToWrite>();
  readonly #toldAgain = new Set<string>();
  readonly #written: Message[] = [];
  readonly #own: OwnInCommit[] = [];

  /**
   * The role of a member. Throws `room.not_found` for anybody else, and why they may not write in the
   * room now (see `may-write.ts`).
   */
  async requireWriter(userId: string): Promise<RoomRole> {
    const writer = await findWriter(this.tx, this.room, userId);
    if (!writer) throw new Refusal("room.not_found");
    if (writer.refusal) throw new Refusal(writer.refusal);
    return writer.role;
  }

  /** As `requireWriter`, for a post, with the time to come back. */
  async requirePoster(userId: string): Promise<void> {
    const poster = await findPoster(this.tx, this.room, userId);
    if (!poster) throw new Refusal("room.not_found");
    const { refusal, rest_ms } = poster;
    if (refusal === null) return;
    const wait = refusal === "room.slow" ? (rest_ms ?? undefined) : undefined;
    throw new Refusal(refusal, undefined, wait);
  }

  /** Null for who is not a member. */
  async roleOf(userId: string): Promise<RoomRole | null> {
    const member = await this.tx
      .selectFrom("members")
      .select("role")
      .where("room_id", "=", this.room.id)
      .where("user_id", "=", userId)
      .where("left_at", "is", null)
      .executeTakeFirst();
    return member?.role ?? null;
  }

  /**
   * Lets people in, who must not be members now. What is said from here on is unread to them. Throws
   * `room.archived` and `room.full`.
   *
   * @param isHidden Whether the room comes into their lists with its next message only.
   */
  async addMembers(
    userIds: readonly string[],
    role: RoomRole,
    isHidden = false,
  ): Promise<Member[]> {
    if (this.room.archived_at !== null) throw new Refusal("room.archived");
    if (this.room.member_count + userIds.length > limits.roomMembers) {
      const detail = `A room has ${limits.roomMembers} members at most, and this one has ${this.room.member_count}; use another room.`;
      throw new Refusal("room.full", detail);
    }
    const members = await this.put(
      "members",
      userIds.map((userId) => ({
        user_id: userId,
        role,
        read_number: this.room.last_number,
        placed_version: this.version,
        // Not that of the transaction, which many people may have in common.
        joined_at: sql<Date>`statement_timestamp()`,
        left_at: null,
      })),
    );
    this.set({ member_count: this.room.member_count + members.length });
    const hiddenAt = isHidden ? this.room.last_number : null;
    for (const userId of userIds) this.#place(userId, { hidden_at: hiddenAt, left_at: null });
    return members;
  }

  /**
   * Has people told once more of their place here, on all their devices: the commit that wrote it may
   * have had nobody to tell.
   */
  tellAgain(userIds: Iterable<string>): void {
    for (const userId of userIds) this.#toldAgain.add(userId);
  }

  /** Writes the places of members that an older node wrote without. Returns how many. */
  async placeOthers(): Promise<number> {
    const rows = await this.tx
      .selectFrom("members")
      .select(["user_id", "version", "read_number", "left_at"])
      .where("room_id", "=", this.room.id)
      .where(sql<boolean>`placed_version IS DISTINCT FROM version`)
      .execute();
    for (const { user_id, version, read_number, left_at } of rows) {
      const place = { member_version: version, read_number, set_at: 0, hidden_at: null, left_at };
      this.#places.set(user_id, { user_id, room_id: this.room.id, ...place });
    }
    return rows.length;
  }

  /** The places to write in this commit, behind its room. */
  get places(): Iterable<PlaceToWrite> {
    return this.#places.values();
  }

  /**
   * Writes a row of somebody's own in the commit of this change, behind its room; what it is already is not
   * written again. Throws `me.full`.
   */
  async putOwn(toWrite: OwnToWrite): Promise<OwnInCommit> {
    await requireSpaceFor(this.tx, toWrite);
    const row: OwnInCommit = { toWrite, written: null };
    this.#own.push(row);
    return row;
  }

  /** The rows of people's own to write in this commit, behind its room. */
  get own(): readonly OwnInCommit[] {
    return this.#own;
  }

  /** Keeps all that is people's own as it is until the commit: what is read of it from here on counts. */
  async holdPersons(userIds: Iterable<string>): Promise<void> {
    await this.keepWith((db) => lockPersons(db, userIds));
  }

  /** Adds an entry about the room to the audit log; with a person, about them in it. */
  async audit<Action extends AuditAction>(
    by: AuditedActor,
    action: Action,
    details: AuditDetails[Action],
    userId: string | null = null,
  ): Promise<void> {
    await this.keepWith((db) => record(db, by, action, userId, details));
  }

  /** What somebody wrote: it bumps the room, and its author has read what is before it. */
  get written(): readonly Message[] {
    return this.#written;
  }

  /** Whose place is to be told again. */
  get toldAgain(): Iterable<string> {
    return this.#toldAgain;
  }

  #place(userId: string, what: Pick<PlaceToWrite, "hidden_at" | "left_at">): void {
    this.#places.set(userId, {
      user_id: userId,
      room_id: this.room.id,
      member_version: this.version,
      read_number: this.room.last_number,
      set_at: this.room.last_number,
      ...what,
    });
  }

  /** The room as it will be to somebody who came in, and was told of nothing else, by this change. */
  asNewMember(role: RoomRole): MyRoom {
    const room = toRoom({ ...this.room, version: this.version });
    const place = { readNumber: room.lastNumber, unread: 0 };
    return { ...room, role, ...place, lastMessage: this.rows.messages?.at(-1) ?? null };
  }

  /**
   * Sets how far a member has read back to a number. What they wrote up to now does not count from here on.
   * False where they have not read further than that.
   */
  async setBack(userId: string, readNumber: number): Promise<boolean> {
    const place = await this.tx
      .selectFrom("members as m")
      .leftJoin(sql<PlaceRow>`places`.as("p"), (join) =>
        join.onRef("p.user_id", "=", "m.user_id").onRef("p.room_id", "=", "m.room_id"),
      )
      .select(
        sql<number>`coalesce(CASE WHEN p.left_at IS NULL THEN p.member_version END, m.version)`.as(
          "member_version",
        ),
      )
      .where("m.room_id", "=", this.room.id)
      .where("m.user_id", "=", userId)
      .where("m.left_at", "is", null)
      .where(sql<boolean>`greatest(m.read_number, p.read_number) > ${readNumber}`)
      .executeTakeFirst();
    if (!place) return false;
    const start = Math.max(readNumber, windowStart(this.room.last_number));
    const written = await this.tx
      .selectFrom("messages")
      .select("number")
      .where("room_id", "=", this.room.id)
      .where("author_id", "=", userId)
      .where("number", ">", start)
      .execute();
    await this.note("members", { user_id: userId }, { read_number: 0 });
    this.#places.set(userId, {
      ...place,
      user_id: userId,
      room_id: this.room.id,
      read_number: readNumber,
      set_at: this.room.last_number,
      hidden_at: null,
      left_at: null,
      own_numbers: uncount(
        [],
        written.map(({ number }) => [number, number]),
      ),
    });
    return true;
  }

  /** Takes a member out, leaving a tombstone for the replicas of the others. */
  async dropMember(userId: string): Promise<void> {
    const leftAt = new Date();
    const set = { left_at: leftAt, role: "member", placed_version: this.version } as const;
    const dropped = await this.update("members", { user_id: userId, left_at: null }, set);
    this.set({ member_count: this.room.member_count - dropped.length });
    if (dropped.length > 0) this.#place(userId, { hidden_at: null, left_at: leftAt });
  }

  async setRole(userId: string, role: RoomRole): Promise<void> {
    // What an older node wrote without a place stays to be found.
    const placed = sql<number>`CASE WHEN placed_version = version THEN ${this.version}::bigint END`;
    const set = { role, placed_version: placed };
    await this.update("members", { user_id: userId, left_at: null }, set);
  }

  /** Adds messages that nobody wrote: they are unread to nobody, and do not bump the room. */
  async say(...events: SystemEvent[]): Promise<void> {
    const numbers = this.takeNumbers(events.length);
    await this.add(
      "messages",
      events.map((event, index) => ({
        number: numbers[index] as number,
        body: "",
        system: JSON.stringify(event),
        created_at: sql<Date>`statement_timestamp()`,
      })),
    );
  }

  /** Adds a message that somebody wrote: the room is bumped, and its author has read what it says they saw. */
  async write({ authorId, forwarded, seen, ...what }: WrittenMessage): Promise<Message> {
    const [number = 0] = this.takeNumbers(1);
    const [message] = await this.add("messages", [
      {
        number,
        author_id: authorId,
        client_message_id: what.clientMessageId,
        body: what.body,
        mentions: what.mentions,
        forwarded: forwarded && JSON.stringify(forwarded),
        seen: seen !== undefined && seen < number - 1 ? seen : null,
        created_at: sql<Date>`statement_timestamp()`,
      },
    ]);
    // It is no news, and what stands behind it in the same commit goes by it.
    const posted = { posted_at: sql<Date>`statement_timestamp()` };
    await this.note("members", { user_id: authorId }, posted);
    if (message) this.#written.push(message);
    return message as Message;
  }

  /**
   * Gives a message of the room another body, and those whom that mentions, as of now. An edit keeps the
   * text before it, a deletion takes all of them.
   */
  async rewrite(
    number: number,
    what: "edited" | "deleted",
    written: Pick<MessageRow, "body" | "mentions">,
  ): Promise<Message> {
    const place = this.#placeOf(number);
    await this.keep(what === "edited" ? keepText(place, this.version) : dropTexts(place));
    const now = sql<Date>`statement_timestamp()`;
    const deleted = { deleted_at: now, pinned_at: null, pinned_by: null, forwarded: null };
    const at = what === "edited" ? { edited_at: now } : deleted;
    const [message] = await this.update("messages", { number }, { ...written, ...at });
    return message as Message;
  }

  /** Keeps what a message says, which is about to be deleted, for who may bring it back. */
  async setAside(number: number, byId: string): Promise<void> {
    await this.keep(setAside(this.#placeOf(number), byId));
  }

  /**
   * Brings a deleted message back with all texts that it had, without its pin and its reactions. Null where none of them is
   * kept, or it was deleted before a time.
   */
  async bringBack(number: number, deletedSince: Date): Promise<BroughtBack | null> {
    const kept = await this.keepWith((db) => takeBack(db, this.#placeOf(number), deletedSince));
    if (!kept) return null;
    const { deletedById, forwarded, ...said } = kept;
    const copy = { forwarded: forwarded && JSON.stringify(forwarded) };
    const back = { deleted_at: null, restored_version: this.version };
    const [message] = await this.update("messages", { number }, { ...said, ...copy, ...back });
    return { message: message as Message, deletedById };
  }

  /** Pins a message, or takes its pin away with null. */
  async pin(number: number, byId: string | null): Promise<Message> {
    const pinnedAt = byId === null ? null : sql<Date>`statement_timestamp()`;
    const set = { pinned_at: pinnedAt, pinned_by: byId };
    const [message] = await this.update("messages", { number }, set);
    return message as Message;
  }

  #placeOf(number: number) {
    return { roomId: this.room.id, number };
  }
}
