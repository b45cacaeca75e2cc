import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import type { Room } from "@roost/protocol/room.ts";
import { sql, type Transaction } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { RoomEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Schema } from "../store/schema.ts";
import { type MessageRow, peopleOf, toMessage } from "./message-row.ts";
import { type MemberRow, type RoomRow, toMember, toRoom } from "./row.ts";
import { inTurn } from "./turns.ts";

/** What a change of a room needs of the server. */
export type ChangeContext = Pick<Context, "database" | "bus">;

/**
 * Runs `work` as one change of one room: under the room's row lock, in a transaction that raises
 * its version by one, and published after the commit. Work that touches nothing changes nothing.
 *
 * Throws `room.not_found` where there is no such room, and whatever `work` throws.
 */
export function changeRoom<T>(
  ctx: ChangeContext,
  roomId: string,
  work: (change: RoomChange) => Promise<T>,
): Promise<T> {
  return inTurn(roomId, () => commit(ctx, (tx) => lockRoom(tx, roomId), work));
}

/** Makes a room, with `work` as its first change. */
export function createWith<T>(
  ctx: ChangeContext,
  room: Pick<RoomRow, "id" | "kind" | "name" | "topic">,
  work: (change: RoomChange) => Promise<T>,
): Promise<T> {
  return commit(
    ctx,
    (tx) => tx.insertInto("rooms").values(room).returningAll().executeTakeFirstOrThrow(),
    work,
  );
}

async function lockRoom(tx: Transaction<Schema>, roomId: string): Promise<RoomRow> {
  await sql`SET LOCAL lock_timeout = '5s'`.execute(tx);
  const room = await tx
    .selectFrom("rooms")
    .selectAll()
    .where("id", "=", roomId)
    .forUpdate()
    .executeTakeFirst();
  if (!room) throw new Refusal("room.not_found");
  return room;
}

async function commit<T>(
  ctx: ChangeContext,
  lock: (tx: Transaction<Schema>) => Promise<RoomRow>,
  work: (change: RoomChange) => Promise<T>,
): Promise<T> {
  const { result, event } = await ctx.database.db.transaction().execute(async (tx) => {
    const change = new RoomChange(tx, await lock(tx));
    const result = await work(change);
    return { result, event: await change.finish() };
  });
  if (event) ctx.bus.publish([event]);
  return result;
}

/** One change under way. Every row it writes gets the new version of the room. */
export class RoomChange {
  readonly tx: Transaction<Schema>;
  readonly version: number;
  /** The room as it will be after the change. */
  readonly room: RoomRow;
  readonly #before: RoomRow;
  readonly #members: Member[] = [];
  readonly #messages: Message[] = [];

  constructor(tx: Transaction<Schema>, room: RoomRow) {
    this.tx = tx;
    this.#before = room;
    this.room = { ...room };
    this.version = room.version + 1;
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
    const rows = await this.tx
      .insertInto("members")
      .values(
        userIds.map((userId) => ({
          room_id: this.room.id,
          user_id: userId,
          role,
          version: this.version,
          read_number: this.room.last_number,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["room_id", "user_id"]).doUpdateSet((eb) => ({
          role: eb.ref("excluded.role"),
          version: eb.ref("excluded.version"),
          read_number: eb.ref("excluded.read_number"),
          joined_at: sql<Date>`now()`,
          left_at: null,
        })),
      )
      .returning(["user_id", "role", "version", "joined_at", "left_at"])
      .execute();
    this.room.member_count += rows.length;
    return this.#takeMembers(rows);
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
    const rows = await this.tx
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
    const rows = await this.tx
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

  /** Puts a message that this change has updated into what is published. */
  takeMessage(row: MessageRow): Message {
    const message = toMessage(row);
    this.#messages.push(message);
    return message;
  }

  /** Writes the room's row. Returns what to publish, or null where nothing was changed. */
  async finish(): Promise<RoomEvent | null> {
    const { room } = this;
    const roomChanged =
      room.name !== this.#before.name ||
      room.topic !== this.#before.topic ||
      room.member_count !== this.#before.member_count;
    if (!roomChanged && this.#members.length === 0 && this.#messages.length === 0) return null;
    room.version = this.version;
    await this.tx
      .updateTable("rooms")
      .set({
        version: room.version,
        name: room.name,
        topic: room.topic,
        last_number: room.last_number,
        member_count: room.member_count,
        bumped_at: room.bumped_at,
      })
      .where("id", "=", room.id)
      .execute();
    const users = await loadPeople(this.tx, [
      ...peopleOf(this.#messages),
      ...this.#members.map((member) => member.userId),
    ]);
    return {
      roomId: room.id,
      changes: {
        roomId: room.id,
        since: this.#before.version,
        version: room.version,
        ...(roomChanged ? { room: toRoom(room) satisfies Room } : {}),
        ...(this.#members.length > 0 ? { members: this.#members } : {}),
        ...(this.#messages.length > 0 ? { messages: this.#messages } : {}),
        users,
      },
    };
  }
}
