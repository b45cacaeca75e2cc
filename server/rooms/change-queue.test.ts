import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { BusEvent } from "../bus/bus.ts";
import { MemoryBus } from "../bus/memory.ts";
import { listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
import { refusalFor } from "../store/failure.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { ChangeQueue } from "./change-queue.ts";
import { changesSince } from "./changes.ts";
import { createRoom } from "./create.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { listMembers } from "./members.ts";
import { getMyRoom } from "./reader.ts";
import { requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";
import { updateRoom } from "./update.ts";

let domain: TestDomain;
let ann: string;
let people: string[];
/** What was published: one entry a call. */
let published: (readonly BusEvent[])[];
let publish: MemoryBus["publish"];

beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser();
  people = await Promise.all(Array.from({ length: 40 }, () => domain.addUser()));
  publish = domain.ctx.bus.publish.bind(domain.ctx.bus);
});
beforeEach(() => {
  published = [];
  domain.ctx.bus.publish = (events) => {
    published.push(events);
    publish(events);
  };
});
afterAll(() => domain.close());

/** What the room's members were sent since `version`, in the order in which it was published. */
const changesOf = (roomId: string, version: number) =>
  published
    .flat()
    .flatMap((event) => (event.kind === "room" && event.roomId === roomId ? event.changes : []))
    .filter((changes) => changes.since >= version);

/** That what was published follows on each other, and leads to what is stored. */
async function expectGapless(roomId: string, from: number): Promise<void> {
  const changes = changesOf(roomId, from);
  expect(changes.map(({ since }) => since)).toEqual(changes.map((_, index) => from + index));
  expect(changes.map(({ version }) => version)).toEqual(
    changes.map((_, index) => from + index + 1),
  );
  const room = await getMyRoom(domain.ctx, ann, roomId);
  expect(room.version).toBe(from + changes.length);
  const { messages } = await listMessages(domain.ctx, by(ann), roomId, { limit: 200 });
  expect(messages.map(({ number }) => number)).toEqual(messages.map((_, index) => index + 1));
  expect(room.lastNumber).toBe(messages.length);
  const { members } = await listMembers(domain.ctx, by(ann), roomId, { limit: 200 });
  expect(room.memberCount).toBe(members.length);
}

/** Ends the connections that hold or wait for a lock of the test's database. */
async function cutBackends(condition: string): Promise<number> {
  const { rowCount } = await domain.ctx.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${condition}`,
  );
  return rowCount ?? 0;
}

describe("changes of one room at once", () => {
  test("ORD-1, ORD-2: are gapless, in the order in which they were asked for", async () => {
    const roomId = await domain.addRoom(ann, people.slice(0, 10), "public");
    const posts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => domain.post(roomId, ann, `${index}`)),
    );
    const { version } = await getMyRoom(domain.ctx, ann, roomId);
    published = [];
    const edited = await Promise.all([
      ...posts
        .slice(0, 10)
        .map(({ message }) => editMessage(domain.ctx, by(ann), message.id, "new")),
      ...posts.slice(10).map(({ message }) => deleteMessage(domain.ctx, by(ann), message.id)),
      ...people.slice(10).map((userId) => joinRoom(domain.ctx, by(userId), roomId)),
      ...people.slice(0, 10).map((userId) => leaveRoom(domain.ctx, by(userId), roomId)),
      ...[1, 2, 3].map((name) => updateRoom(domain.ctx, by(ann), roomId, { name: `${name}` })),
    ]);
    expect(edited).toHaveLength(63);
    expect(changesOf(roomId, version)).toHaveLength(63);
    await expectGapless(roomId, version);
    const rewritten = edited.slice(0, 20).map((message) => message?.version);
    expect(rewritten).toEqual(rewritten.map((_, index) => version + 1 + index));
    expect((await getMyRoom(domain.ctx, ann, roomId)).name).toBe("3");
  });

  test("share commits, until one has taken enough or took its time", async () => {
    const roomId = await domain.addRoom(ann);
    for (const [millisecondsAChange, commits] of [
      [0, 2],
      [5, 11],
      [30, 65],
    ]) {
      const { database, bus } = domain.ctx;
      let time = 0;
      const ctx = { ...domain.ctx, changes: new ChangeQueue(database, bus, () => time) };
      published = [];
      await Promise.all(
        Array.from({ length: 65 }, (_, index) =>
          changeRoom(ctx, roomId, async (change) => {
            time += millisecondsAChange as number;
            await change.say({ event: "renamed", byId: ann, name: `${index}` });
          }),
        ),
      );
      expect(published.filter((events) => events.length > 0)).toHaveLength(commits as number);
    }
  });

  test("ACK-3: fail alone, without a trace: whether refused or not to be stored", async () => {
    const roomId = await domain.addRoom(ann, people.slice(0, 2));
    const { message } = await domain.post(roomId, ann, "mine");
    const { version } = message;
    published = [];
    const results = await Promise.allSettled([
      updateRoom(domain.ctx, by(ann), roomId, { name: "first" }),
      editMessage(domain.ctx, by(people[0] as string), message.id, "not yours"),
      changeRoom(domain.ctx, roomId, async (change) => {
        change.set({ name: "never" });
        await change.say({ event: "renamed", byId: ann, name: "never" });
        await change.dropMember(people[1] as string);
        throw new Refusal("room.forbidden");
      }),
      inviteMembers(domain.ctx, by(ann), roomId, [randomUUID()]),
      inviteMembers(domain.ctx, by(ann), roomId, ["no id at all"]),
      // Only the room's own row shows that this cannot be stored.
      changeRoom(domain.ctx, roomId, async (change) => {
        change.set({ topic: "a\0b" });
      }),
      editMessage(domain.ctx, by(ann), message.id, "changed"),
    ]);
    expect(results.map((result) => result.status === "fulfilled")).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(
      results.map((result) => result.status === "rejected" && refusalFor(result.reason).code),
    ).toEqual([
      false,
      "message.forbidden",
      "room.forbidden",
      "user.not_found",
      "request.invalid",
      "request.invalid",
      false,
    ]);
    expect(changesOf(roomId, version)).toHaveLength(2);
    await expectGapless(roomId, version);
    const room = await getMyRoom(domain.ctx, ann, roomId);
    expect(room).toMatchObject({ name: "first", topic: "", memberCount: 3 });
  });

  test("tell people of their membership in the same call, and behind the change", async () => {
    const [ben, cat] = people as [string, string];
    const room = await createRoom(domain.ctx, by(ann), { name: "room", kind: "public" });
    const placed = (userId: string) => {
      const places = [{ roomId: room.id, leftAt: null }];
      return { kind: "person", userId, changes: { places } };
    };
    expect(published).toMatchObject([[{ changes: { version: 1 } }, placed(ann)]]);
    published = [];
    await inviteMembers(domain.ctx, by(ann), room.id, [ben]);
    await inviteMembers(domain.ctx, by(ann), room.id, [ben, cat]);
    await expect(joinRoom(domain.ctx, by(cat), room.id)).rejects.toMatchObject({
      code: "room.already_member",
    });
    expect(published).toMatchObject([
      [{ changes: { version: 2 } }, placed(ben)],
      // A repetition changes nothing, and tells all the same.
      [{ changes: { version: 3 } }, placed(ben), placed(cat)],
      [placed(cat)],
    ]);
  });
});

describe("when the connection breaks", () => {
  test("in the middle of a commit, all changes of it are refused, and may be repeated", async () => {
    // Its clock stands still: a commit takes all that waits, however slow the machine is.
    const { database, bus } = domain.ctx;
    const ctx = { ...domain.ctx, changes: new ChangeQueue(database, bus, () => 0) };
    const roomId = await domain.addRoom(ann);
    const { message } = await domain.post(roomId, ann, "before");
    const rename = async (change: RoomChange) => {
      await requireHere(change, by(ann), "updateRoom");
      change.set({ name: "cut" });
    };
    const cut = async (change: RoomChange) => {
      const me = await change.tx
        .selectFrom("rooms")
        .select(sql<number>`pg_backend_pid()`.as("pid"))
        .where("id", "=", roomId)
        .executeTakeFirstOrThrow();
      await cutBackends(`pid = ${me.pid}`);
      await change.roleOf(ann);
    };
    const attempt = () => [
      changeRoom(ctx, roomId, rename),
      changeRoom(ctx, roomId, cut),
      editMessage(ctx, by(ann), message.id, "after"),
    ];
    const results = await Promise.allSettled(attempt());
    // What comes behind the failed commit has a connection again.
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    for (const result of results.slice(0, 2)) {
      const reason = result.status === "rejected" && refusalFor(result.reason);
      expect(reason).toMatchObject({ code: "server.busy", retryAfterMs: expect.any(Number) });
    }
    expect((await getMyRoom(domain.ctx, ann, roomId)).name).toBe("room");
    await changeRoom(domain.ctx, roomId, rename);
    expect((await getMyRoom(domain.ctx, ann, roomId)).name).toBe("cut");
    await expectGapless(roomId, 2);
  });

  test("while the room is waited for, all who wait are refused", async () => {
    const roomId = await domain.addRoom(ann);
    const holder = await domain.ctx.database.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE", [roomId]);
    const waiting = Promise.allSettled(
      [1, 2, 3].map((name) => updateRoom(domain.ctx, by(ann), roomId, { name: `${name}` })),
    );
    await expect.poll(() => cutBackends("wait_event_type = 'Lock'")).toBe(1);
    for (const result of await waiting) {
      const reason = result.status === "rejected" && refusalFor(result.reason);
      expect(reason).toMatchObject({ code: "server.busy" });
    }
    await holder.query("ROLLBACK");
    holder.release();
    await updateRoom(domain.ctx, by(ann), roomId, { name: "free" });
  });
});

test("LIM-4: what waits is bounded: beyond it a change is refused at once, and comes later", async () => {
  const roomId = await domain.addRoom(ann);
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const first = changeRoom(domain.ctx, roomId, () => gate);
  const crowd = Array.from({ length: 1_500 }, () => changeRoom(domain.ctx, roomId, async () => 1));
  const refused = await Promise.race(crowd.map((change) => change.catch((error) => error)));
  expect(refused).toMatchObject({ code: "server.busy", retryAfterMs: expect.any(Number) });
  open();
  await first;
  const results = await Promise.allSettled(crowd);
  // With the first one, a thousand.
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(999);
  expect(await changeRoom(domain.ctx, roomId, async () => 2)).toBe(2);
});

test("ORD-1: changes on two nodes at once are one gapless history", async () => {
  const roomId = await domain.addRoom(ann, people.slice(0, 4), "public");
  const { message } = await domain.post(roomId, ann, "before");
  const { database } = domain.ctx;
  // Its events come by the same list, but in no order with those of the first.
  const bus = new MemoryBus((error) => domain.faults.push(error));
  bus.publish = (events) => void published.push(events);
  const other = { ...domain.ctx, bus, changes: new ChangeQueue(database, bus) };
  published = [];
  const both = [domain.ctx, other] as const;
  await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const ctx = both[index % 2] as ChangeContext & typeof domain.ctx;
      const userId = people[index % 30] as string;
      if (index % 3 === 0) return editMessage(ctx, by(ann), message.id, `text ${index}`);
      if (index % 3 === 1) return updateRoom(ctx, by(ann), roomId, { topic: `topic ${index}` });
      return inviteMembers(ctx, by(ann), roomId, [userId]);
    }),
  );
  const versions = changesOf(roomId, message.version).map(({ version }) => version);
  const sorted = versions.toSorted((a, b) => a - b);
  expect(sorted).toEqual(sorted.map((_, index) => message.version + 1 + index));
  const { version, memberCount } = await getMyRoom(domain.ctx, ann, roomId);
  expect(version).toBe(sorted.at(-1));
  const { members } = await listMembers(domain.ctx, by(ann), roomId, { limit: 200 });
  expect(memberCount).toBe(members.length);
});

type Kind = "say" | "nothing" | "refused" | "refused late" | "unstorable" | "unstorable room";

const kinds: Record<Kind, (change: RoomChange, index: number) => Promise<unknown>> = {
  say: (change, index) => change.say({ event: "renamed", byId: ann, name: `${index}` }),
  nothing: async () => {},
  refused: async () => {
    throw new Refusal("room.forbidden");
  },
  "refused late": async (change, index) => {
    await kinds.say(change, index);
    throw new Refusal("room.forbidden");
  },
  unstorable: (change) => change.setRole("no id", "owner"),
  "unstorable room": async (change) => {
    change.set({ topic: "\0" });
  },
};

test("any mixture of changes leaves exactly those that succeeded, in order", async () => {
  const kind = fc.constantFrom<Kind>("say", ...(Object.keys(kinds) as Kind[]));
  const history = fc.array(kind, { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const roomId = await domain.addRoom(ann);
      published = [];
      const results = await Promise.allSettled(
        steps.map((step, index) =>
          changeRoom(domain.ctx, roomId, (change) => kinds[step](change, index)),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual(
        steps.map((step) => (["say", "nothing"].includes(step) ? "fulfilled" : "rejected")),
      );
      const said = steps.flatMap((step, index) => (step === "say" ? `${index}` : []));
      const { messages = [] } = await changesSince(domain.ctx, by(ann), roomId, 1);
      expect(messages.map(({ system }) => system && "name" in system && system.name)).toEqual(said);
      expect(messages.map(({ version }) => version)).toEqual(said.map((_, index) => index + 2));
      await expectGapless(roomId, 1);
    }),
    { numRuns: 40 },
  );
});
