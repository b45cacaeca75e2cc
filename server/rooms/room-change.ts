import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { BusEvent } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { type MessageRow, peopleOf, toMessage } from "./message-row.ts";
import { type MemberRow, type RoomRow, toMember, toRoom } from "./row.ts";
import { myRoom } from "./state.ts";

/** One change under way. Every row it writes gets the new version of the room. */
export class RoomChange {
  /** The connection that holds the room's lock, in a transaction: to read with. */
  readonly tx: Db;
  readonly version: number;
  /** The room as it will be after the change. Its row is written after all changes of a commit. */
  readonly room: RoomRow;
  readonly #before: RoomRow;
  readonly #members: Member[] = [];
  readonly #messages: Message[] = [];
  readonly #joined = new Set<string>();
  #hasWritten = false;

  constructor(tx: Db, room: RoomRow) {
    this.tx = tx;
    this.#before = room;
    this.room = { ...room };
    this.version = room.version + 1;
  }

  /** Whether anything of the change may be in the store already. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** The role of a member. Throws `room.not_found` for anybody else. */
  async requireMember(userId: string): Promise<RoomRole> {
    const role = await this.roleOf(userId);
    if (!role) throw new Refusal("room.not_found");
    return role;
  }

  /** As `requireMember`, and throws `room.forbidden` for those who only talk in the room. */
  async requireModerator(userId: string): Promise<RoomRole> {
    const role = await this.requireMember(userId);
    if (role === "member") {
      throw new Refusal("room.forbidden", "Only an owner or a moderator of the room can do that.");
    }
    return role;
  }

  async roleOf(userId: string): Promise<RoomRole | undefined> {
    const member = await this.tx
      .selectFrom("members")
      .select("role")
      .where("room_id", "=", this.room.id)
      .where("user_id", "=", userId)
      .where("left_at", "is", null)
      .executeTakeFirst();
    return member?.role;
  }

  /** Lets people in, who must not be members now. What is said from here on is unread to them. */
  async addMembers(userIds: readonly string[], role: RoomRole): Promise<Member[]> {
    const rows = await this.#writing()
      .insertInto("members")
      .values(
        userIds.map((userId) => ({
          room_id: this.room.id,
          user_id: userId,
          role,
          version: this.version,
          read_number: this.room.last_number,
          // Not that of the transaction, which many people may have in common.
          joined_at: sql<Date>`statement_timestamp()`,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["room_id", "user_id"]).doUpdateSet((eb) => ({
          role: eb.ref("excluded.role"),
          version: eb.ref("excluded.version"),
          read_number: eb.ref("excluded.read_number"),
          joined_at: eb.ref("excluded.joined_at"),
          left_at: null,
        })),
      )
      .returning(["user_id", "role", "version", "joined_at", "left_at"])
      .execute();
    this.room.member_count += rows.length;
    return this.#takeMembers(rows);
  }

  /**
   * Has people told that they are members, on all their devices. Also those who were members
   * before: the commit that made them so may have had nobody to tell.
   */
  tellJoined(userIds: Iterable<string>): void {
    for (const userId of userIds) this.#joined.add(userId);
  }

  /** The room as it will be to somebody who came in, and was told of nothing else, by this change. */
  asNewMember(role: RoomRole): MyRoom {
    const room = toRoom({ ...this.room, version: this.version });
    const { id: roomId, lastNumber: readNumber, version } = room;
    const state = { room, lastMessage: this.#messages.at(-1) ?? null, users: [] };
    return myRoom(state, { roomId, role, readNumber, version });
  }

  /** Takes a member out, leaving a tombstone for the replicas of the others. */
  async dropMember(userId: string): Promise<void> {
    const rows = await this.#updateMember(userId, { left_at: new Date(), role: "member" });
    this.room.member_count -= rows.length;
  }

  async setRole(userId: string, role: RoomRole): Promise<void> {
    await this.#updateMember(userId, { role });
  }

  async #updateMember(userId: string, set: { left_at?: Date; role: RoomRole }): Promise<Member[]> {
    const rows = await this.#writing()
      .updateTable("members")
      .set({ ...set, version: this.version })
      .where("room_id", "=", this.room.id)
      .where("user_id", "=", userId)
      .where("left_at", "is", null)
      .returning(["user_id", "role", "version", "joined_at", "left_at"])
      .execute();
    return this.#takeMembers(rows);
  }

  #takeMembers(rows: MemberRow[]): Member[] {
    const members = rows.map(toMember);
    this.#members.push(...members);
    return members;
  }

  /** Adds messages that nobody wrote. Who did what they tell has read them. */
  async say(...events: SystemEvent[]): Promise<void> {
    const rows = await this.#writing()
      .insertInto("messages")
      .values(
        events.map((event, index) => ({
          room_id: this.room.id,
          number: this.room.last_number + 1 + index,
          version: this.version,
          author_id: null,
          client_message_id: null,
          body: "",
          system: JSON.stringify(event),
          created_at: sql<Date>`statement_timestamp()`,
          edited_at: null,
          deleted_at: null,
        })),
      )
      .returningAll()
      .execute();
    for (const row of rows) {
      this.#messages.push(toMessage(row as MessageRow));
      this.room.bumped_at = row.created_at;
    }
    this.room.last_number += events.length;
    const actors = events.flatMap((event) => ("byId" in event ? event.byId : []));
    if (actors.length > 0) await this.#markRead(actors);
  }

  async #markRead(userIds: readonly string[]): Promise<void> {
    await this.tx
      .updateTable("members")
      .set({ read_number: this.room.last_number })
      .where("room_id", "=", this.room.id)
      .where("user_id", "in", userIds)
      .execute();
  }

  /** Gives a message of the room another body, as of now. */
  async rewrite(number: number, what: "edited" | "deleted", body: string): Promise<Message> {
    const row = await this.#writing()
      .updateTable("messages")
      .set({ body, [`${what}_at`]: sql<Date>`statement_timestamp()`, version: this.version })
      .where("room_id", "=", this.room.id)
      .where("number", "=", number)
      .returningAll()
      .executeTakeFirstOrThrow();
    const message = toMessage(row as MessageRow);
    this.#messages.push(message);
    return message;
  }

  #writing(): Db {
    this.#hasWritten = true;
    return this.tx;
  }

  /** Ends the change. Returns the room's row after it: the one before where nothing was changed. */
  end(): RoomRow {
    if (!this.#roomChanged && this.#members.length === 0 && this.#messages.length === 0) {
      return this.#before;
    }
    this.room.version = this.version;
    return this.room;
  }

  get #roomChanged(): boolean {
    return (
      this.room.name !== this.#before.name ||
      this.room.topic !== this.#before.topic ||
      this.room.member_count !== this.#before.member_count
    );
  }

  /** The people whom `events` mentions. */
  *people(): Iterable<string> {
    yield* peopleOf(this.#messages);
    for (const member of this.#members) yield member.userId;
  }

  /** What to publish after the commit. Nothing of the room where nothing was changed. */
  events(people: ReadonlyMap<string, User>): BusEvent[] {
    const { id: roomId, version } = this.room;
    const joined = [...this.#joined].map((userId) => ({ userId, kind: "joined", roomId }) as const);
    if (version === this.#before.version) return joined;
    const users = [...new Set(this.people())].flatMap((id) => people.get(id) ?? []);
    const changes = {
      roomId,
      since: this.#before.version,
      version,
      ...(this.#roomChanged ? { room: toRoom(this.room) satisfies Room } : {}),
      ...(this.#members.length > 0 ? { members: this.#members } : {}),
      ...(this.#messages.length > 0 ? { messages: this.#messages } : {}),
      users,
    };
    return [{ roomId, changes }, ...joined];
  }
}
