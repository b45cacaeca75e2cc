import type { Changes } from "@roost/protocol/changes.ts";
import type { Member } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMessages } from "../messages/reader.ts";
import { deleteMessage, editMessage } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
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
  readonly messages = new Map<number, Message>();
  readonly members = new Map<string, Member>();

  take({ since, version, messages = [], members = [] }: Changes): void {
    expect(since).toBeLessThanOrEqual(this.version);
    if (version <= this.version) return;
    for (const row of messages) {
      const known = this.messages.get(row.number);
      if (!known || known.version < row.version) this.messages.set(row.number, row);
    }
    for (const row of members) {
      const known = this.members.get(row.userId);
      if (!known || known.version < row.version) this.members.set(row.userId, row);
    }
    this.version = version;
  }
}

type Step = { who: number; what: "post" | "edit" | "delete" | "join" | "leave" | "rename" };

async function run(roomId: string, { who, what }: Step): Promise<void> {
  const userId = people[who] as string;
  const own = async () => {
    const { messages } = await listMessages(domain.ctx, userId, roomId, { limit: 200 });
    const mine = messages.filter((message) => message.authorId === userId);
    return mine[Math.floor(mine.length / 2)]?.id ?? `${roomId}.1`;
  };
  switch (what) {
    case "post":
      await domain.post(roomId, userId, `words of ${who}`);
      break;
    case "edit":
      await editMessage(domain.ctx, userId, await own(), `other words ${Math.random()}`);
      break;
    case "delete":
      await deleteMessage(domain.ctx, userId, await own());
      break;
    case "join":
      await joinRoom(domain.ctx, userId, roomId);
      break;
    case "leave":
      await leaveRoom(domain.ctx, userId, roomId);
      break;
    case "rename":
      await updateRoom(domain.ctx, userId, roomId, { name: `name ${Math.random()}` });
      break;
  }
}

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom<Step["what"]>("post", "edit", "delete", "join", "leave", "rename"),
});

test("ORD-6, ORD-1: live frames, deltas from any version, and the store agree after any history", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async (bursts) => {
        const roomId = await domain.addRoom(host, people, "public");
        const at = domain.events.length;
        const live = new Replica();
        live.take(await changesSince(domain.ctx, host, roomId, 0));
        const late: Changes[] = [];
        for (const burst of bursts) {
          late.push(await changesSince(domain.ctx, host, roomId, 0));
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
          replica.take(await changesSince(domain.ctx, host, roomId, replica.version));
          expect(replica).toEqual(live);
        }
        const stored = await listMessages(domain.ctx, host, roomId, { limit: 200 });
        expect([...live.messages.values()].sort((a, b) => a.number - b.number)).toEqual(
          stored.messages,
        );
        const { members } = await listMembers(domain.ctx, host, roomId, { limit: 200 });
        const present = [...live.members.values()].filter(({ leftAt }) => leftAt === null);
        expect(new Set(present)).toEqual(new Set(members));
        const room = await getMyRoom(domain.ctx, host, roomId);
        expect(room).toMatchObject({
          version: live.version,
          lastNumber: live.messages.size,
          memberCount: present.length,
        });
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
    await inviteMembers(domain.ctx, host, roomId, crowd);
    for (const userId of crowd) await leaveRoom(domain.ctx, userId, roomId);
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
  expect(await changesSince(domain.ctx, host, roomId, version)).toMatchObject({
    since: version,
    version,
    messages: [],
    members: [],
    more: false,
  });
});

test("MEM-1: changes are for members", async () => {
  const roomId = await domain.addRoom(host, [], "public");
  await expect(changesSince(domain.ctx, people[0] as string, roomId, 0)).rejects.toMatchObject({
    code: "room.not_found",
  });
});
