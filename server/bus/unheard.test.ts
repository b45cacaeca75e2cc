import { expect, test } from "vitest";
import type { RoomEvent, UserEvent } from "./bus.ts";
import { Unheard } from "./unheard.ts";

const read = (number: number, userId = "ann"): UserEvent => ({
  userId,
  kind: "read",
  roomId: "room",
  number,
});

test("what was said since the last beats that came back is kept, the latest of each", () => {
  const unheard = new Unheard();
  unheard.add([read(1), read(2, "ben")]);
  unheard.add([read(3)]);
  expect(unheard.list()).toEqual([read(2, "ben"), read(3)]);
});

test("it is forgotten once beats behind it have come back, and not before", () => {
  const unheard = new Unheard();
  unheard.add([read(1)]);
  for (let beat = 0; beat < 10; beat++) unheard.beat(false);
  expect(unheard.list()).toEqual([read(1)]);
  unheard.add([read(2, "ben")]);
  unheard.beat(true);
  expect(unheard.list()).toEqual([read(2, "ben")]);
  for (let beat = 0; beat < 3; beat++) unheard.beat(true);
  expect(unheard.list()).toEqual([]);
});

test("changes of rooms are not kept: the store has them", () => {
  const unheard = new Unheard();
  unheard.add([{ roomId: "room", changes: {} } as unknown as RoomEvent]);
  expect(unheard.list()).toEqual([]);
});

test("of too many, the latest are kept", () => {
  const unheard = new Unheard();
  for (let user = 0; user < 25_000; user++) unheard.add([read(1, `${user}`)]);
  expect(unheard.list()).toHaveLength(20_000);
  expect(unheard.list().at(-1)).toEqual(read(1, "24999"));
});
