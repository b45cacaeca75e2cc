import { isInThread, isMain } from "@roost/protocol/in-thread.ts";
import type { Message } from "@roost/protocol/message.ts";
import { isHidden } from "@roost/protocol/place.ts";
import { quotedIn, quoteOf } from "@roost/protocol/quote.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ModelRoom } from "../testing/model.ts";
import { ME, ShakyWorld } from "../testing/shaky-world.ts";
import type { TimelineView } from "./views.ts";

/** How often each happens, beside the others. */
const often = { change: 8, deliver: 8, screen: 3, answer: 3 };
const weights = { ...often, arrive: 3, lose: 2, repeat: 2, delay: 2, wait: 1, cut: 1 };
const step = fc.oneof(
  ...Object.entries(weights).map(([kind, weight]) => {
    return { weight, arbitrary: fc.record({ kind: fc.constant(kind), a: fc.nat(), b: fc.nat() }) };
  }),
);

function expectEqual(world: ShakyWorld): void {
  for (const model of world.rooms) {
    const view = world.replica.screens.room(model.id).get();
    if (!model.role(ME)) {
      expect(view).toBeNull();
      continue;
    }
    const { uncounted: _, mentioned = [], mentionedBy: __, ...rest } = model.roomFor(ME);
    const { hiddenAt, ...expected } = rest;
    const hidden = isHidden(hiddenAt, model.lastNumber);
    const mentions = mentioned.length;
    expect(view).toEqual({ ...expected, mentions, hidden, pendingCount: 0 });
    const { screens, threads } = world.replica;
    expectTimeline(model, screens.timeline(model.id).get(), isMain);
    for (const root of model.messages.map(({ number }) => number)) {
      const belongs = (one: Message) => isInThread(one, root);
      expectTimeline(model, screens.thread(model.id, root).get(), belongs);
    }
    // R27: what is held of threads is as the server has it.
    for (const [number, thread] of threads.view(model.id).get()) {
      expect(thread).toEqual(model.threads.get(number));
    }
    const members = world.replica.screens.members(model.id).get();
    if (members.status === "ready" && !members.hasMore) {
      const present = [...model.members.values()].filter((member) => member.leftAt === null);
      expect(members.members.map(({ user: _, ...row }) => row).sort(byUser)).toEqual(
        present.sort(byUser),
      );
      expect(members.total).toBe(present.length);
    }
  }
}

/** A part of a timeline without a gap, up to its ends where the view says so. */
function expectTimeline(
  model: ModelRoom,
  timeline: TimelineView,
  belongs: (message: Message) => boolean,
): void {
  if (timeline.status !== "ready") return;
  const all = model.messages.filter(belongs);
  const first = all.findIndex(({ number }) => number === timeline.messages[0]?.number);
  const end = first + timeline.messages.length;
  expect(timeline.messages).toEqual(all.slice(Math.max(0, first), end));
  if (timeline.messages.length > 0) expect(timeline.hasOlder).toBe(first > 0);
  for (const { number, deletedAt } of timeline.messages) {
    if (deletedAt === null) expectReactions(model, timeline, number);
  }
  // R23.
  for (const { deletedAt, ...message } of timeline.messages) {
    for (const number of deletedAt === null ? quotedIn(message) : []) {
      const source = model.messages[number - 1];
      if (source) expect(timeline.quoted.get(number)).toEqual(quoteOf(source));
    }
  }
  // It may go up to the newest without knowing.
  if (!timeline.hasNewer) expect(timeline.messages.at(-1)).toEqual(all.at(-1));
}

/** R22: the counts are right, and whether I am one of them. */
function expectReactions(model: ModelRoom, timeline: TimelineView, number: number): void {
  const views = timeline.reactions.get(number) ?? [];
  const shown = views.map(({ emoji, count, mine }) => [emoji, count, mine]).sort();
  const stored = ["👍", "🎉"].flatMap((emoji) => {
    const people = model.reacted(number, emoji);
    return people.length > 0 ? [[emoji, people.length, people.includes(ME)]] : [];
  });
  expect(shown).toEqual(stored.sort());
}

/** R12: once each, in order, and none left out. */
function expectTold(world: ShakyWorld): void {
  for (const model of world.rooms) {
    if (world.broken.has(model.id)) continue;
    const told = world.told
      .filter((id) => id.startsWith(model.id))
      .map((id) => Number(id.slice(model.id.length + 1)));
    const first = world.firstSight.get(model.id) ?? 0;
    // What was deleted meanwhile need not be told, though it came back.
    const gone = (number: number) => {
      const { deletedAt = "", restoredVersion } = model.messages[number - 1] ?? {};
      return deletedAt !== null || restoredVersion !== undefined;
    };
    const all = Array.from({ length: model.lastNumber - first }, (_, index) => first + 1 + index);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(told.length);
    expect(all.filter((number) => !told.includes(number) && !gone(number))).toEqual([]);
  }
}

const byUser = (a: { userId: string }, b: { userId: string }) => (a.userId < b.userId ? -1 : 1);

test("R1–R17, R19–R29, READ-3: whatever the network does, a replica ends up equal to the server", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 200, size: "max" }),
      fc.boolean(),
      fc.boolean(),
      async (steps, reconnect, isWatched) => {
        const world = new ShakyWorld(isWatched);
        for (const { kind, a, b } of steps) {
          if (kind === "change") world.change(a, b);
          else if (kind === "deliver") world.deliver();
          else if (kind === "arrive") world.arrive();
          else if (kind === "lose") world.network.lose(a);
          else if (kind === "repeat") world.network.repeat(a);
          else if (kind === "delay") world.network.delay(a);
          else if (kind === "screen") world.look(a, b);
          else if (kind === "answer") await world.answer(a);
          else if (kind === "wait") world.clock.advance(1 + (a % 20_000));
          else world.connect();
        }
        await world.calmDown(reconnect);
        expectEqual(world);
        expectTold(world);
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
});
