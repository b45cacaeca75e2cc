import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "./limits.ts";
import type { Uncounted } from "./my-room.ts";
import { prune, uncount, unreadOf } from "./unread.ts";

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 }));
const rangesOf = (list: readonly number[]): Uncounted => list.map((number) => [number, number]);

test("READ-3: unread is the same as counted one by one, in whatever order numbers come", () => {
  fc.assert(
    fc.property(numbers, numbers, fc.nat(60), fc.nat(60), (some, more, readNumber, lastNumber) => {
      const uncounted = uncount(uncount([], rangesOf(some)), rangesOf(more));
      expect(uncounted).toEqual(uncount(uncount([], rangesOf(more)), rangesOf(some)));
      const gone = new Set([...some, ...more]);
      let expected = 0;
      for (let number = readNumber + 1; number <= lastNumber; number += 1) {
        if (!gone.has(number)) expected += 1;
      }
      const place = { lastNumber, readNumber, uncounted };
      expect(unreadOf(place)).toBe(expected);
      expect(unreadOf({ ...place, uncounted: prune(place) })).toBe(expected);
    }),
  );
});

test("READ-3: of messages before the newest ones all count", () => {
  const lastNumber = 100 + limits.unreadWindowMessages;
  const place = { lastNumber, readNumber: 0, uncounted: [[50, 149]] };
  expect(unreadOf(place)).toBe(lastNumber - 49);
  expect(prune(place)).toEqual([[101, 149]]);
});
