import { limits } from "@roost/protocol/limits.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { userOf, uuid } from "../testing/model.ts";
import { welcomeOf } from "../testing/serve.ts";
import { Signals } from "./signals.ts";

const [ME, ANN, BOB] = [uuid(1), uuid(2), uuid(3)];
const [NEST, ATTIC] = [uuid(101), uuid(102)];

let clock: FakeClock;
let sent: UpFrame[];
/** Whether frames can be sent. */
let isLive: boolean;
let signals: Signals;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  isLive = true;
  signals = new Signals({
    clock,
    ask: (frame) => {
      if (!isLive) return null;
      sent.push(frame(sent.length));
      return sent.length - 1;
    },
  });
  welcome();
});

function welcome(features = ["watch", "typing", "presence"]) {
  signals.take({ ...welcomeOf(ME), features });
  signals.pump();
}

const watched = () => sent.flatMap((frame) => (frame.type === "watch" ? [frame.roomIds] : []));
const typed = () => sent.filter(({ type }) => type === "typing").length;
const tell = (...userIds: string[]) =>
  signals.take({ type: "typing", roomId: NEST, users: userIds.map(userOf) });
const idsIn = (roomId: string) =>
  signals
    .typing(roomId)
    .get()
    .map(({ id }) => id);

test("the server is told which rooms are looked at, once for what changes together", () => {
  const end = signals.typing(NEST).subscribe(() => {});
  expect(watched()).toEqual([]);
  clock.advance(100);
  expect(watched()).toEqual([[NEST]]);
  end();
  signals.typing(ATTIC).subscribe(() => {});
  clock.advance(100);
  expect(watched()).toEqual([[NEST], [ATTIC]]);
  signals.typing(ATTIC).subscribe(() => {})();
  clock.advance(100);
  expect(watched()).toHaveLength(2);
});

test("who types is known while somebody looks, and forgotten with the connection", () => {
  const end = signals.typing(NEST).subscribe(() => {});
  tell(ANN, BOB);
  expect(idsIn(NEST)).toEqual([ANN, BOB]);
  signals.wrote({ roomId: NEST, authorId: ANN });
  expect(idsIn(NEST)).toEqual([BOB]);
  signals.cutOff();
  expect(idsIn(NEST)).toEqual([]);
  tell(ANN);
  end();
  expect(idsIn(NEST)).toEqual([]);
});

test("a new connection is told again what is looked at, and a hidden page looks at nothing", () => {
  signals.typing(NEST).subscribe(() => {});
  isLive = false;
  clock.advance(100);
  expect(watched()).toEqual([]);
  isLive = true;
  welcome();
  expect(watched()).toEqual([[NEST]]);
  signals.cutOff();
  welcome();
  expect(watched()).toEqual([[NEST], [NEST]]);
  tell(ANN);
  signals.look(false);
  clock.advance(100);
  expect(watched().at(-1)).toEqual([]);
  expect(idsIn(NEST)).toEqual([]);
  signals.look(true);
  clock.advance(100);
  expect(watched().at(-1)).toEqual([NEST]);
});

test("a watch that the server was too busy for is said again", () => {
  signals.typing(NEST).subscribe(() => {});
  clock.advance(100);
  signals.take({ type: "error", ref: 0, code: "server.busy", detail: "", retryAfterMs: 1_000 });
  clock.advance(999);
  expect(watched()).toHaveLength(1);
  clock.advance(1);
  expect(watched()).toEqual([[NEST], [NEST]]);
});

test("that I type is told with the first key, and every three seconds while there are more", () => {
  for (let second = 0; second < 7; second += 1) {
    signals.tellTyping(NEST);
    clock.advance(1_000);
  }
  expect(typed()).toBe(3);
  signals.tellTyping(ATTIC);
  expect(typed()).toBe(4);
  // The last key of the nest has not been told yet.
  clock.advance(10_000);
  expect(typed()).toBe(5);
  expect(clock.pending).toBe(0);
});

test("keys behind a message that was sent are told as soon as may be, those before it not again", () => {
  signals.tellTyping(NEST);
  signals.tellTyping(NEST);
  signals.sent(NEST);
  clock.advance(3_000);
  expect(typed()).toBe(1);
  signals.tellTyping(NEST);
  signals.sent(NEST);
  signals.tellTyping(NEST);
  clock.advance(2_999);
  expect(typed()).toBe(2);
  clock.advance(1);
  expect(typed()).toBe(3);
});

test("what was typed while nothing could be sent is not told later", () => {
  signals.tellTyping(NEST);
  signals.cutOff();
  isLive = false;
  signals.tellTyping(NEST);
  isLive = true;
  clock.advance(10_000);
  expect(typed()).toBe(1);
  signals.tellTyping(NEST);
  expect(typed()).toBe(2);
});

test("a thread is a place of its own: looked at, typed in and told of apart from its room", () => {
  welcome(["watch", "typing", "thread-typing"]);
  const end = signals.typing(NEST, 3).subscribe(() => {});
  clock.advance(100);
  expect(sent).toMatchObject([{ type: "watch", roomIds: [], threadIds: [`${NEST}.3`] }]);
  signals.take({ type: "typing", roomId: NEST, threadNumber: 3, users: [userOf(ANN)] });
  tell(BOB);
  const idsInThread = () =>
    signals
      .typing(NEST, 3)
      .get()
      .map(({ id }) => id);
  expect([idsIn(NEST), idsInThread()]).toEqual([[], [ANN]]);
  signals.wrote({ roomId: NEST, authorId: ANN });
  expect(idsInThread()).toEqual([ANN]);
  signals.wrote({ roomId: NEST, threadNumber: 3, authorId: ANN });
  expect(idsInThread()).toEqual([]);
  signals.tellTyping(NEST, 3);
  signals.tellTyping(NEST);
  expect(sent.slice(1)).toMatchObject([
    { type: "typing", roomId: NEST, threadNumber: 3 },
    { type: "typing", roomId: NEST },
  ]);
  expect(sent.at(-1)).not.toHaveProperty("threadNumber");
  end();
  clock.advance(100);
  expect(sent.at(-1)).toMatchObject({ type: "watch", roomIds: [] });
  expect(sent.at(-1)).not.toHaveProperty("threadIds");
});

test("a server that knows nothing of threads in which people type is asked for the rooms alone", () => {
  signals.typing(NEST).subscribe(() => {});
  signals.typing(NEST, 3).subscribe(() => {});
  clock.advance(100);
  expect(sent).toEqual([expect.objectContaining({ type: "watch", roomIds: [NEST] })]);
  expect(sent[0]).not.toHaveProperty("threadIds");
  signals.tellTyping(NEST, 3);
  expect(typed()).toBe(0);
});

test("a server that knows nothing of it is not asked", () => {
  welcome([]);
  signals.typing(NEST).subscribe(() => {});
  clock.advance(100);
  signals.tellTyping(NEST);
  expect(sent).toEqual([]);
});

test("people are looked at as rooms are, and what was told of them is forgotten with the look", () => {
  const end = signals.presence(ANN).subscribe(() => {});
  signals.typing(NEST).subscribe(() => {});
  clock.advance(100);
  expect(sent).toMatchObject([{ type: "watch", roomIds: [NEST], userIds: [ANN] }]);
  signals.take({ type: "presence", people: [{ userId: ANN, state: "away" }, { userId: BOB }] });
  expect(signals.presence(ANN).get()).toEqual({ userId: ANN, state: "away" });
  expect(signals.presence(BOB).get()).toBeNull();
  end();
  expect(signals.presence(ANN).get()).toBeNull();
  clock.advance(100);
  expect(sent.at(-1)).toMatchObject({ type: "watch", userIds: [] });
});

test("how far others have read is known while somebody looks, the highest of what was told", () => {
  const ends = [signals.typing(NEST), signals.receipts(NEST)].map((one) => one.subscribe(() => {}));
  const receipts = (numbers: Record<string, number>, isAll = false) =>
    signals.take({
      type: "receipts",
      roomId: NEST,
      receipts: Object.entries(numbers).map(([userId, readNumber]) => ({ userId, readNumber })),
      ...(isAll && { isAll }),
    });
  receipts({ [ANN]: 3, [BOB]: 5 }, true);
  receipts({ [ANN]: 4 });
  receipts({ [ANN]: 2 });
  expect([...signals.receipts(NEST).get()]).toEqual([
    [ANN, { userId: ANN, readNumber: 4 }],
    [BOB, { userId: BOB, readNumber: 5 }],
  ]);
  receipts({ [BOB]: 5 }, true);
  expect([...signals.receipts(NEST).get()]).toEqual([[BOB, { userId: BOB, readNumber: 5 }]]);
  // Somebody still looks at the room.
  ends[1]?.();
  clock.advance(100);
  expect(watched()).toEqual([[NEST]]);
  expect(signals.receipts(NEST).get().size).toBe(0);
  ends[0]?.();
  clock.advance(100);
  expect(watched().at(-1)).toEqual([]);
});

test("of more people than may be looked at, those who came into view last are", () => {
  const ids = Array.from({ length: limits.watchUsers + 5 }, (_, index) => uuid(1_000 + index));
  for (const id of ids) signals.presence(id).subscribe(() => {});
  clock.advance(100);
  expect(sent).toMatchObject([{ userIds: ids.slice(5) }]);
});

test("that nobody uses the device is told when it changes, and again on a new connection", () => {
  const idle = () => sent.flatMap((frame) => (frame.type === "idle" ? [frame.isIdle] : []));
  signals.tellIdle(false);
  signals.tellIdle(true);
  signals.tellIdle(true);
  expect(idle()).toEqual([true]);
  signals.cutOff();
  welcome();
  expect(idle()).toEqual([true, true]);
  signals.tellIdle(false);
  expect(idle()).toEqual([true, true, false]);
});
