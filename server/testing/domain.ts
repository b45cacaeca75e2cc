import { randomUUID } from "node:crypto";
import type { CreateRoom } from "@roost/protocol/http.ts";
import { vi } from "vitest";
import { CurrentRoles } from "../accounts/current-roles.ts";
import { AddressBans } from "../address-bans/current.ts";
import type { RoomEvent } from "../bus/bus.ts";
import { MemoryBus } from "../bus/memory.ts";
import type { Context } from "../context.ts";
import { Filters } from "../filters/current.ts";
import { PostQueue } from "../messages/post-queue.ts";
import { Meter } from "../overview/meter.ts";
import { AskedPeople } from "../presence/asked-people.ts";
import { writeDeliveries } from "../reads/deliveries.ts";
import { MarkQueue } from "../reads/mark-queue.ts";
import { writeMarks } from "../reads/read-batch.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { createRoom } from "../rooms/create.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { CurrentSettings } from "../server-settings/current.ts";
import { openDatabase } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { by } from "./by.ts";
import { createTestDatabase } from "./test-database.ts";

/** The domain on a database of its own, without HTTP and gateway. */
export interface TestDomain {
  ctx: Context;
  /** Everything that was published about rooms, in order. */
  events: RoomEvent[];
  /** What should not happen, and did. Emptied by the tests that expect it. */
  faults: unknown[];
  addUser(username?: string): Promise<string>;
  /** A room of `ownerId` with more members, none of whom has said anything. */
  addRoom(ownerId: string, memberIds?: string[], kind?: CreateRoom["kind"]): Promise<string>;
  post(roomId: string, authorId: string, body?: string): ReturnType<PostQueue["post"]>;
  /** The database refuses connections with this error, as while it starts, until it is restored. */
  loseDatabase(): { error: Error; restore(): void };
  close(): Promise<void>;
}

export async function createTestDomain(): Promise<TestDomain> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url, 10);
  const faults: unknown[] = [];
  const events: RoomEvent[] = [];
  const bus = new MemoryBus((error) => faults.push(error));
  const publish = bus.publish.bind(bus);
  bus.publish = (published) => {
    events.push(...published.filter((event) => event.kind === "room"));
    publish(published);
  };
  const posts = new PostQueue(database.pipeline, bus, (error) => faults.push(error));
  const changes = new ChangeQueue(database, bus);
  const reads = new MarkQueue(database.db, bus, writeMarks);
  const deliveries = new MarkQueue(database.db, bus, writeDeliveries);
  const asked = new AskedPeople(bus);
  const parts = { posts, changes, reads, deliveries, asked, meter: new Meter() };
  const settings = await CurrentSettings.open({
    ...{ db: database.db, bus, environment: {}, onReadError: (error) => faults.push(error) },
  });
  const roles = await CurrentRoles.open({
    ...{ db: database.db, bus, onReadError: (error) => faults.push(error) },
  });
  const bans = await AddressBans.open({
    ...{ db: database.db, bus, onReadError: (error) => faults.push(error) },
    now: () => new Date(),
  });
  const filters = await Filters.open({
    ...{ db: database.db, bus, onReadError: (error) => faults.push(error) },
  });
  const chosen = {
    ...{ pageSize: 50, showsReceipts: true, sendsMail: false },
    ...({ deletionGraceDays: 14, deletedMessages: "anonymise" } as const),
  };
  const ctx: Context = { database, bus, settings, roles, bans, filters, ...parts, ...chosen };

  return {
    ctx,
    events,
    faults,
    async addUser(username = `user-${randomUUID().slice(0, 8)}`) {
      const { id } = await database.db
        .insertInto("users")
        .values({
          id: randomUUID(),
          username,
          display_name: username.toUpperCase(),
          email: `${username}@example.org`,
          role: "member",
          ...foldedPerson(username.toUpperCase(), username),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async addRoom(ownerId, memberIds = [], kind = "private") {
      const room = await createRoom(ctx, by(ownerId), { name: "room", kind });
      if (memberIds.length > 0) await inviteMembers(ctx, by(ownerId), room.id, memberIds);
      return room.id;
    },
    post(roomId, authorId, body = "hello") {
      return posts.post({ roomId, author: by(authorId), clientMessageId: randomUUID(), body });
    },
    loseDatabase() {
      const error = Object.assign(new Error("the database system is starting up"), {
        code: "57P03",
      });
      const connects = [database.pool, database.pipeline].map((one) => vi.spyOn(one, "connect"));
      for (const connect of connects) connect.mockImplementation(() => Promise.reject(error));
      return {
        error,
        restore: () => {
          for (const connect of connects) connect.mockRestore();
        },
      };
    },
    async close() {
      const followed = [settings, roles, bans, filters].map((one) => one.close());
      await Promise.all([posts.drain(), reads.drain(), ...followed]);
      await database.close();
      await testDatabase.drop();
      if (faults.length > 0) throw new AggregateError(faults, "Faults that no test expected");
    },
  };
}
