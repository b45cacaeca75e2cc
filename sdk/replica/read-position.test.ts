import type { Place } from "@roost/protocol/person.ts";
import { beforeEach, expect, test } from "vitest";
import { ReadPosition } from "./read-position.ts";

const row = (version: number, readNumber: number, setAt: number): Place => {
  return { roomId: "room", version, memberVersion: 1, readNumber, setAt, leftAt: null };
};

let position: ReadPosition;
beforeEach(() => {
  position = new ReadPosition();
  position.seen(3, 1);
});

test("R10: a position that begins anew behind what was marked here ends the mark", () => {
  position.mark(2);
  position.take(row(5, 1, 3));
  expect(position.number).toBe(1);
});

test("R10: a row from before the mark leaves it", () => {
  position.mark(3);
  position.take(row(5, 2, 0));
  expect(position.number).toBe(3);
  expect(position.confirmed).toBe(2);
});

test("R10: a row that takes the position back ends the mark, and an older row nothing", () => {
  position.take(row(5, 3, 0));
  position.mark(4);
  position.take(row(6, 1, 3));
  expect(position.number).toBe(1);
  position.take(row(5, 3, 0));
  expect(position.number).toBe(1);
});
