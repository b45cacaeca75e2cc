import { expect, test } from "vitest";
import type { BusEvent, SessionEnded } from "./bus.ts";
import { Unheard } from "./unheard.ts";

const end = (sessionId: string): SessionEnded => ({
  kind: "session-ended",
  userId: "ann",
  sessionId,
});

test("what was said since the last beats that came back is kept, each once", () => {
  const unheard = new Unheard();
  unheard.add([end("a"), end("b")]);
  unheard.add([end("a")]);
  expect(unheard.list()).toEqual([end("b"), end("a")]);
});

test("it is forgotten once beats behind it have come back, and not before", () => {
  const unheard = new Unheard();
  unheard.add([end("a")]);
  for (let beat = 0; beat < 10; beat++) unheard.beat(false);
  expect(unheard.list()).toEqual([end("a")]);
  unheard.add([end("b")]);
  unheard.beat(true);
  expect(unheard.list()).toEqual([end("b")]);
  for (let beat = 0; beat < 3; beat++) unheard.beat(true);
  expect(unheard.list()).toEqual([]);
});

test("changes of rooms and persons are not kept: the store has them", () => {
  const unheard = new Unheard();
  const changes = { roomId: "room", since: 1, version: 2 };
  const events: BusEvent[] = [
    { kind: "room", roomId: "room", changes },
    { kind: "person", userId: "ann", changes },
  ];
  unheard.add(events);
  expect(unheard.list()).toEqual([]);
});

test("of too many, the latest are kept", () => {
  const unheard = new Unheard();
  for (let session = 0; session < 25_000; session++) unheard.add([end(`${session}`)]);
  expect(unheard.list()).toHaveLength(20_000);
  expect(unheard.list().at(-1)).toEqual(end("24999"));
});
