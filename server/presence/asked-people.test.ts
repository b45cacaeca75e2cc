import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import { AskedPeople } from "./asked-people.ts";
import { type PersonHere, type PresenceSignal, presenceSubject } from "./signal.ts";

let bus: MemoryBus;
let people: AskedPeople;
/** What was asked for, question by question. */
let questions: string[][];
/** What another node answers of whom it has. */
let there: Map<string, PersonHere["state"]>;

beforeEach(async () => {
  vi.useFakeTimers();
  bus = new MemoryBus((error) => {
    throw error;
  });
  people = new AskedPeople(bus);
  questions = [];
  there = new Map();
  await bus.subscribe("signal", presenceSubject, ({ signal }) => {
    if (signal.type !== "asked") return;
    questions.push(signal.userIds);
    say(...signal.userIds.filter((userId) => there.has(userId)));
  });
});
afterEach(() => void vi.useRealTimers());

function say(...userIds: string[]): void {
  const heres = userIds.map((userId) => {
    return { userId, state: there.get(userId) ?? "offline", seenAtMs: 0 } as const;
  });
  if (heres.length > 0) publish({ type: "present", nodeId: "there", people: heres });
}

function publish(signal: PresenceSignal): void {
  bus.publish([{ kind: "signal", subjectId: presenceSubject, signal }]);
}

/** The answer, and after how many milliseconds it came. */
async function ask(userId: string): Promise<{ states: PersonHere["state"][]; afterMs: number }> {
  const begin = Date.now();
  let answer: { states: PersonHere["state"][]; afterMs: number } | undefined;
  void people.ask(userId).then((here) => {
    answer = { states: here.map(({ state }) => state), afterMs: Date.now() - begin };
  });
  // What needs no time first.
  await vi.advanceTimersByTimeAsync(0);
  while (!answer) await vi.advanceTimersByTimeAsync(1);
  return answer;
}

test("SIG-12: many who are asked for at the same moment are asked for in one question", async () => {
  there.set("ann", "online").set("ben", "away");
  const answers = await Promise.all([ask("ann"), ask("ben"), ask("cat"), ask("ann")]);
  expect(answers.map(({ states }) => states)).toEqual([["online"], ["away"], [], ["online"]]);
  expect(questions).toEqual([["ann", "ben", "cat"]]);
});

test("SIG-12: an answer counts for some seconds, for which nobody waits, and is then asked for anew", async () => {
  expect((await ask("cat")).afterMs).toBeGreaterThan(100);
  expect(await ask("cat")).toEqual({ states: [], afterMs: 0 });
  await vi.advanceTimersByTimeAsync(4_000);
  expect(await ask("cat")).toEqual({ states: [], afterMs: 0 });
  expect(questions).toEqual([["cat"]]);
  await vi.advanceTimersByTimeAsync(1_000);
  there.set("cat", "online");
  const { states, afterMs } = await ask("cat");
  expect(states).toEqual(["online"]);
  // Once somebody is online, nobody else is waited for.
  expect(afterMs).toBeLessThan(100);
  expect(questions).toEqual([["cat"], ["cat"]]);
});

test("SIG-12: what nodes tell meanwhile is in the answer that is kept", async () => {
  expect((await ask("ann")).states).toEqual([]);
  for (const state of ["online", "away", "offline"] as const) {
    there.set("ann", state);
    say("ann");
    expect((await ask("ann")).states).toEqual(state === "offline" ? [] : [state]);
  }
  publish({
    type: "present",
    nodeId: "a",
    people: [{ userId: "ann", state: "away", seenAtMs: 1 }],
  });
  publish({
    type: "present",
    nodeId: "b",
    people: [{ userId: "ann", state: "away", seenAtMs: 2 }],
  });
  expect((await ask("ann")).states).toEqual(["away", "away"]);
  expect(questions).toHaveLength(1);
});

test("listens only while it keeps an answer", async () => {
  const ended = vi.fn();
  const subscribe = bus.subscribe.bind(bus);
  const spy = vi.spyOn(bus, "subscribe").mockImplementation(async (...listening) => {
    const unsubscribe = await subscribe(...listening);
    return () => {
      ended();
      unsubscribe();
    };
  });
  await ask("ann");
  await vi.advanceTimersByTimeAsync(3_000);
  await ask("ben");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ended).toHaveBeenCalledOnce();
  expect(spy).toHaveBeenCalledOnce();
});

test("a bus that takes no listener fails those who asked, and nobody after them", async () => {
  vi.spyOn(bus, "subscribe").mockRejectedValueOnce(new Error("away"));
  const first = expect(people.ask("ann")).rejects.toThrow("away");
  await vi.advanceTimersByTimeAsync(20);
  await first;
  there.set("ann", "online");
  expect((await ask("ann")).states).toEqual(["online"]);
});
