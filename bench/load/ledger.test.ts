import { describe, expect, test } from "vitest";
import { emptyTally, takeChanges, takePosted } from "./ledger.ts";

const changes = (since: number, ...numbers: number[]) => ({
  roomId: "r",
  since,
  version: since + numbers.length,
  more: false,
  numbers,
  versions: numbers.map((_, index) => since + 1 + index),
});
const posted = (number: number, version: number, repeated = false) => ({
  ref: 0,
  roomId: "r",
  number,
  version,
  repeated,
});

function start() {
  return { place: { version: 1, number: 0 }, tally: emptyTally() };
}

test("messages in order are deliveries, one's own by the acknowledgement", () => {
  const { place, tally } = start();
  expect(takeChanges(place, tally, changes(1, 1, 2))).toBe(true);
  expect(takePosted(place, tally, posted(3, 4))).toBe(true);
  expect(takeChanges(place, tally, changes(4, 4))).toBe(true);
  expect(place).toEqual({ version: 5, number: 4 });
  expect(tally).toEqual({ ...emptyTally(), deliveries: 4 });
});

test("an acknowledgement of what came already is no second delivery", () => {
  const { place, tally } = start();
  takeChanges(place, tally, changes(1, 1, 2));
  takePosted(place, tally, posted(2, 3));
  takePosted(place, tally, posted(9, 10, true));
  expect(tally).toEqual({ ...emptyTally(), deliveries: 2 });
});

test("an answer that overlaps with what is there adds only what is new", () => {
  const { place, tally } = start();
  takeChanges(place, tally, changes(1, 1, 2));
  takeChanges(place, tally, changes(1, 1, 2, 3));
  expect(tally).toEqual({ ...emptyTally(), deliveries: 3 });
});

describe("counted as a fault is", () => {
  test("a message that comes again as a new one", () => {
    const { place, tally } = start();
    takeChanges(place, tally, changes(1, 1));
    takeChanges(place, tally, changes(2, 1));
    expect(tally).toMatchObject({ deliveries: 1, doubled: 1 });
  });

  test("a message that was passed over", () => {
    const { place, tally } = start();
    takeChanges(place, tally, changes(1, 1, 4));
    expect(tally).toMatchObject({ deliveries: 2, missing: 2 });
  });

  test("two messages that changed their places", () => {
    const { place, tally } = start();
    takeChanges(place, tally, changes(1, 2, 1));
    expect(tally).toMatchObject({ missing: 1, doubled: 1 });
  });

  test("one's own message under a number that others have", () => {
    const { place, tally } = start();
    takeChanges(place, tally, changes(1, 1));
    takePosted(place, tally, posted(1, 3));
    expect(tally).toMatchObject({ deliveries: 1, doubled: 1 });
  });

  test("a frame that does not follow, which is asked for and not taken", () => {
    const { place, tally } = start();
    expect(takeChanges(place, tally, changes(2, 2))).toBe(false);
    expect(takePosted(place, tally, posted(3, 4))).toBe(false);
    expect(place).toEqual({ version: 1, number: 0 });
    expect(tally).toEqual({ ...emptyTally(), gaps: 2 });
  });

  test("a frame that tells nothing new", () => {
    const { place, tally } = start();
    takeChanges(place, tally, changes(1, 1));
    takeChanges(place, tally, changes(1, 1));
    expect(tally).toEqual({ ...emptyTally(), deliveries: 1, stale: 1 });
  });
});
