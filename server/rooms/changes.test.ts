import { randomUUID } from "node:crypto";
import type { Changes } from "@roost/protocol/changes.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { Room } from "@roost/protocol/room.ts";
import { takeRows } from "@roost/protocol/take-rows.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAny } from "../managed-messages/change.ts";
import { react } from "../messages/react.ts";
import { listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { answerChanges, changesSince } from "./changes.ts";
import { inviteMembers } from "./invite.ts";
import { joinRoom } from "./join.ts";
import { leaveRoom } from "./leave.ts";
import { listMembers } from "./members.ts";
import { getMyRoom } from "./reader.ts";
import { updateRoom } from "./update.ts";

let domain: TestDomain;
/** Stays in every room, so that there is always one who may look. */
let host: string;
let people: string[];

beforeAll(async () => {
  domain = await createTestDomain();
  host = await domain.addUser();
  people = await Promise.all([1, 2, 3].map(() => domain.addUser()));
});
afterAll(() => domain.close());

/** The simplest replica there can be. */
class Replica {
  version = 0;
  /** What does not follow from other rows. */
  settings: Pick<Room, "name" | "topic" | "memberCount" | "archivedAt"> | null = null;
  readonly messages = new Map<number, Message>();
  readonly members = new Map<string, Member>();
  readonly reactions = new Map<string, Reaction>();
  readonly threads = new Map<number, Thread>();

  /** THR-3: of each thread, what its replies say of it. */
  countThreads(): Partial<Thread>[] {
    const replies = [...this.messages.values()]
      .filter(({ threadNumber, deletedAt }) => threadNumber !== undefined && deletedAt === null)
      .sort((a, b) => a.number - b.number);
    return [...this.threads.keys()].map((number) => {
      const ofThread = replies.filter(({ threadNumber }) => threadNumber === number);
      const last = ofThread.at(-1);
      return {
        number,
        count: ofThread.length,
        lastNumber: last?.number ?? number,
        lastAuthorId: last?.authorId ?? null,
        ...(last && { lastAt: last.createdAt }),
        userIds: [...new Set(ofThread.flatMap(({ authorId }) => authorId ?? []))].slice(0, 5),
      };
    });
  }

  /** For one emoji: how many reacted to each message, which the newest row says too. */
  countReactions(): [number: number, count: number][] {
    const byMessage = [...Map.groupBy(this.reactions.values(), ({ number }) => number)];
    return byMessage
      .map(([number, rows]): [number, number] => {
        const { count } = rows.reduce((a, b) => (a.version > b.version ? a : b));
        expect(rows.filter(({ removedAt }) => removedAt === null)).toHaveLength(count);
        return [number, count];
      })
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => a - b);
  }

  take(changes: Changes): void {
    expect(changes.since).toBeLessThanOrEqual(this.version);
    if (changes.version <= this.version) return;
    if (changes.room) {
      const { name, topic, memberCount, archivedAt } = changes.room;
      this.settings = { name, topic, memberCount, ...(archivedAt && { archivedAt }) };
    }
    takeRows(changes, {
      messages: (row) => keepNewest(this.messages, row.number, row),
      members: (row) => keepNewest(this.members, row.userId, row),
      threads: (row) => keepNewest(this.threads, row.number, row),
      reactions: (row) =>
        keepNewest(this.reactions, `${row.number} ${row.emoji} ${row.userId}`, row),
    });
    // They go with their message, without a row of their own.
    for (const [key, { number, version }] of this.reactions) {
      const { deletedAt = null, restoredVersion = 0 } = this.messages.get(number) ?? {};
      if (deletedAt || restoredVersion >= version) this.reactions.delete(key);
    }
    this.version = changes.version;
  }
}

function keepNewest<Key, R extends { version: number }>(rows: Map<Key, R>, key: Key, row: R) {
  const known = rows.get(key);
  if (!known || known.version < row.version) rows.set(key, row);
}

const whats = [
  "post",
  "answer",
  "edit",
  "delete",
  "join",
  "leave",
  "rename",
  "archive",
  "restore",
  "react",
  "unreact",
  "bring back",
] as const;
type Step = { who: number; what: (typeof whats)[number] };

async function run(roomId: string, { who, what }: Step): Promise<void> {
  const userId = people[who] as string;
  const own = async () => {
    const { messages } = await listMessages(domain.ctx, by(userId), roomId, { limit: 200 });
    const mine = messages.filter((message) => message.authorId === userId);
    return mine[Math.floor(mine.length / 2)]?.id ?? `${roomId}.1`;
  };
  const any = async () => {
    const { messages } = await listMessages(domain.ctx, by(userId), roomId, { limit: 200 });
    return (
      messages.findLast(({ authorId, deletedAt }) => authorId && !deletedAt)?.id ?? `${roomId}.1`
    );
  };
  switch (what) {
    case "post":
      await domain.post(roomId, userId, `words of ${who}`);
      break;
    case "answer": {
      const threadNumber = (
        await listMessages(domain.ctx, by(userId), roomId, { limit: 200 })
      ).messages
        .filter((one) => one.authorId && one.threadNumber === undefined)
        .at(-1)?.number;
      const post = { roomId, author: by(userId), body: "answer", clientMessageId: randomUUID() };
      await domain.ctx.posts.post({ ...post, threadNumber, alsoInRoom: who === 1 });
      break;
    }
    case "edit":
      await editMessage(domain.ctx, by(userId), await own(), `other words ${Math.random()}`);
      break;
    case "delete":
      await deleteMessage(domain.ctx, by(userId), await own());
      break;
    case "react":
    case "unreact":
      await react(domain.ctx, by(userId), await any(), "👍", what === "react");
      break;
    case "bring back": {
      const { messages } = await listMessages(domain.ctx, by(userId), roomId, { limit: 200 });
      const number = messages.find(({ deletedAt }) => deletedAt)?.number ?? 1;
      await changeAny(domain.ctx, by(host, "admin"), "restore", { roomId, number }, new Date());
      break;
    }
    case "join":
      await joinRoom(domain.ctx, by(userId), roomId);
      break;
    case "leave":
      await leaveRoom(domain.ctx, by(userId), roomId);
      break;
    case "rename":
      await updateRoom(domain.ctx, by(userId), roomId, { name: `name ${Math.random()}` });
      break;
    case "archive":
    case "restore":
      await updateRoom(domain.ctx, by(host), roomId, { archived: what === "archive" });
      break;
  }
}

/** MEM-9, as the messages tell it: what a person wrote has a version outside of such times. */
function expectNothingWrittenWhileArchived(messages: readonly Message[]): void {
  let isArchived = false;
  for (const { system, authorId, deletedAt } of messages.toSorted(
    (a, b) => a.version - b.version,
  )) {
    if (system?.event === "archived") isArchived = true;
    if (system?.event === "restored") isArchived = false;
    const isForbidden = system
      ? system.event === "joined"
      : authorId !== null && deletedAt === null;
    expect(isArchived && isForbidden).toBe(false);
  }
}

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(...whats),
});

test("ORD-6, ORD-1, MEM-9: live frames, deltas from any version, and the store agree after any history", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async (bursts) => {
        const roomId = await domain.addRoom(host, people, "public");
        const at = domain.events.length;
        const live = new Replica();
        live.take(await changesSince(domain.ctx, by(host), roomId, 0));
        const late: Changes[] = [];
        for (const burst of bursts) {
          late.push(await changesSince(domain.ctx, by(host), roomId, 0));
          const results = await Promise.allSettled(burst.map((one) => run(roomId, one)));
          for (const result of results) {
            if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Refusal);
          }
        }
        // Commits that overlap may be published in either order.
        const events = domain.events
          .slice(at)
          .filter((event) => event.roomId === roomId)
          .sort((a, b) => a.changes.version - b.changes.version);
        for (const { changes } of events) {
          expect(changes.since).toBe(live.version);
          live.take(changes);
        }
        for (const start of late) {
          const replica = new Replica();
          replica.take(start);
          replica.take(await changesSince(domain.ctx, by(host), roomId, replica.version));
          expect(replica).toEqual(live);
        }
        const stored = await listMessages(domain.ctx, by(host), roomId, { limit: 200 });
        expect([...live.messages.values()].sort((a, b) => a.number - b.number)).toEqual(
          stored.messages,
        );
        const { reactions } = stored;
        expect(reactions.map(({ number, count }) => [number, count])).toEqual(
          live.countReactions(),
        );
        expect([...live.threads.values()]).toMatchObject(live.countThreads());
        expect(stored.threads).toEqual(
          [...live.threads.values()].sort((a, b) => a.number - b.number),
        );
        const { members } = await listMembers(domain.ctx, by(host), roomId, { limit: 200 });
        const present = [...live.members.values()].filter(({ leftAt }) => leftAt === null);
        expect(new Set(present)).toEqual(new Set(members));
        const room = await getMyRoom(domain.ctx, host, roomId);
        expect(room).toMatchObject({
          ...live.settings,
          version: live.version,
          lastNumber: live.messages.size,
          memberCount: present.length,
        });
        expect(room.archivedAt).toBe(live.settings?.archivedAt);
        expectNothingWrittenWhileArchived([...live.messages.values()]);
      },
    ),
    { numRuns: 25 },
  );
});

test("ORD-5, GAP-2: a long gap comes in several answers that never tear a version", async () => {
  const crowd = await Promise.all(Array.from({ length: 99 }, () => domain.addUser()));
  const roomId = await domain.addRoom(host);
  const invited: Promise<unknown>[] = [];
  for (let round = 0; round < 6; round++) {
    const post = domain.post(roomId, host);
    invited.push(post);
    await post;
    await inviteMembers(domain.ctx, by(host), roomId, crowd);
    for (const userId of crowd) await leaveRoom(domain.ctx, by(userId), roomId);
  }
  const replica = new Replica();
  let answers = 0;
  let more = true;
  while (more) {
    const [changes] = await answerChanges(domain.ctx, [{ roomId, since: replica.version }]);
    if (!changes) throw new Error("The room is gone.");
    expect(changes.version).toBeGreaterThan(replica.version);
    replica.take(changes);
    more = changes.more ?? false;
    answers += 1;
  }
  expect(answers).toBeGreaterThan(2);
  const room = await getMyRoom(domain.ctx, host, roomId);
  expect(replica.version).toBe(room.version);
  expect([...replica.messages.keys()].sort((a, b) => a - b)).toEqual(
    Array.from({ length: room.lastNumber }, (_, index) => index + 1),
  );
});

test("GAP-2: an answer without rows still moves a replica to the present", async () => {
  const roomId = await domain.addRoom(host);
  const { version } = await getMyRoom(domain.ctx, host, roomId);
  expect(await changesSince(domain.ctx, by(host), roomId, version)).toMatchObject({
    since: version,
    version,
    messages: [],
    members: [],
    more: false,
  });
});

test("MEM-1: changes are for members", async () => {
  const roomId = await domain.addRoom(host, [], "public");
  await expect(changesSince(domain.ctx, by(people[0] as string), roomId, 0)).rejects.toMatchObject({
    code: "room.not_found",
  });
});
