import type { UpFrame } from "@roost/protocol/up.ts";
import { beforeEach, expect, test } from "vitest";
import { Received } from "./received.ts";
import { FakeClock } from "./testing/fake-clock.ts";

const kinds = { direct: "direct", room: "private" } as const;

let clock: FakeClock;
let sent: UpFrame[];
let isOpen: boolean;
let held: Map<string, { kind: "direct" | "private"; lastNumber: number; read: number }>;
let features: string[];
let received: Received;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  isOpen = true;
  held = new Map();
  features = ["receipts", "delivered"];
  const get = (roomId: string) => {
    const one = held.get(roomId);
    if (!one) return undefined;
    return {
      room: { kind: one.kind },
      lastNumber: one.lastNumber,
      confirmedReadNumber: one.read,
    };
  };
  received = new Received({
    clock,
    replica: { get: get as never },
    signals: {
      knows: (feature) => features.includes(feature),
      get showsReceipts() {
        return features.includes("receipts");
      },
    },
    ask: (frame) => {
      if (!isOpen) return null;
      sent.push(frame(sent.length));
      return sent.length;
    },
  });
});

function comes(roomId: string, lastNumber: number, read = 0, kind: keyof typeof kinds = "direct") {
  held.set(roomId, { kind: kinds[kind], lastNumber, read });
  received.came(roomId);
}

const told = () => sent.map((frame) => (frame.type === "received" ? frame.rooms : null));

test("SIG-14: what came to directs within a second is told as one, and once", () => {
  comes("a", 3);
  comes("b", 7);
  comes("a", 4);
  comes("c", 9, 0, "room");
  expect(told()).toEqual([]);
  clock.advance(1_000);
  expect(told()).toEqual([{ a: 4, b: 7 }]);
  received.came("a");
  clock.advance(1_000);
  expect(told()).toHaveLength(1);
  comes("a", 5);
  clock.advance(1_000);
  expect(told().at(-1)).toEqual({ a: 5 });
});

test("SIG-14: what the server knows to be read is not told", () => {
  comes("a", 3, 3);
  comes("b", 3);
  comes("b", 3, 3);
  clock.advance(1_000);
  expect(told()).toEqual([]);
});

test("SIG-14: what could not be sent is told later, and on a new connection again", () => {
  comes("a", 3);
  isOpen = false;
  clock.advance(1_000);
  isOpen = true;
  clock.advance(1_000);
  expect(told()).toEqual([{ a: 3 }]);
  received.stop();
  received.came("a");
  clock.advance(1_000);
  expect(told()).toEqual([{ a: 3 }, { a: 3 }]);
});

test("SIG-14: of many directs several frames tell, and a server that does not show it is told nothing", () => {
  for (let index = 0; index < 250; index += 1) comes(`room ${index}`, 1);
  clock.advance(5_000);
  expect(told().map((rooms) => Object.keys(rooms ?? {}).length)).toEqual([100, 100, 50]);
  features = ["delivered"];
  comes("a", 1);
  clock.advance(5_000);
  expect(told()).toHaveLength(3);
});
