import { expect, test } from "vitest";
import { Batch } from "./batch.ts";

test("what is asked while others wait for their answers is asked together next", async () => {
  const asked: (readonly number[])[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const batch = new Batch({
    maxTogether: 3,
    everyMs: 0,
    maxWaiting: 100,
    load: async (numbers: readonly number[]) => {
      asked.push(numbers);
      await gates[asked.length - 1]?.promise;
      return numbers.map((number) => number * 10);
    },
  });
  const first = batch.ask(1);
  await new Promise(setImmediate);
  const later = [2, 3, 4, 5].map((number) => batch.ask(number));
  gates[0]?.resolve();
  expect(await first).toBe(10);
  gates[1]?.resolve();
  expect(await Promise.all(later)).toEqual([20, 30, 40, 50]);
  expect(asked).toEqual([[1], [2, 3, 4], [5]]);
});

test("a lone question is asked at once, and those behind it together after a while", async () => {
  const asked: (readonly number[])[] = [];
  const batch = new Batch({
    maxTogether: 100,
    everyMs: 30,
    maxWaiting: 100,
    load: async (numbers: readonly number[]) => {
      asked.push(numbers);
      return numbers;
    },
  });
  expect(await batch.ask(1)).toBe(1);
  const second = batch.ask(2);
  await new Promise(setImmediate);
  expect(await Promise.all([second, batch.ask(3)])).toEqual([2, 3]);
  expect(asked).toEqual([[1], [2, 3]]);
});

test("a store that fails fails those who asked, and not those who come later", async () => {
  let isAway = true;
  const batch = new Batch({
    maxTogether: 2,
    everyMs: 0,
    maxWaiting: 100,
    load: async (numbers: readonly number[]) => {
      if (isAway) throw new Error("no database");
      return numbers;
    },
  });
  const [one, two] = await Promise.allSettled([batch.ask(1), batch.ask(2)]);
  expect([one.status, two.status]).toEqual(["rejected", "rejected"]);
  isAway = false;
  expect(await batch.ask(3)).toBe(3);
});

test("LIM-4: too many questions are refused, with a time to come back", async () => {
  const gate = Promise.withResolvers<void>();
  const batch = new Batch({
    maxTogether: 1,
    everyMs: 0,
    maxWaiting: 2,
    load: async (numbers: readonly number[]) => {
      await gate.promise;
      return numbers;
    },
  });
  const first = batch.ask(0);
  await new Promise(setImmediate);
  const waiting = [batch.ask(1), batch.ask(2)];
  await expect(batch.ask(3)).rejects.toMatchObject({ code: "server.busy" });
  gate.resolve();
  expect(await Promise.all([first, ...waiting])).toEqual([0, 1, 2]);
});

test("what waits when it is closed, and what comes later, is refused and not asked", async () => {
  const asked: (readonly number[])[] = [];
  const batch = new Batch({
    maxTogether: 100,
    everyMs: 30,
    maxWaiting: 100,
    load: async (numbers: readonly number[]) => {
      asked.push(numbers);
      return numbers;
    },
  });
  await batch.ask(1);
  const waiting = batch.ask(2);
  const closed = batch.close();
  await expect(waiting).rejects.toMatchObject({ code: "server.busy" });
  await expect(batch.ask(3)).rejects.toMatchObject({ code: "server.busy" });
  await closed;
  expect(asked).toEqual([[1]]);
});

test("what is being asked when it is closed is answered, and waited for", async () => {
  const gate = Promise.withResolvers<void>();
  let isAnswered = false;
  const batch = new Batch({
    maxTogether: 100,
    everyMs: 0,
    maxWaiting: 100,
    load: async (numbers: readonly number[]) => {
      await gate.promise;
      isAnswered = true;
      return numbers;
    },
  });
  const asked = batch.ask(1);
  await new Promise(setImmediate);
  const closed = batch.close().then(() => isAnswered);
  gate.resolve();
  expect(await Promise.all([asked, closed])).toEqual([1, true]);
});
