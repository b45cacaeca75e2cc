import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import { beforeEach, expect, test } from "vitest";
import { NetworkError } from "../errors.ts";
import { ModelRoom, uuid } from "../testing/model.ts";
import { RoomTimeline } from "./timeline.ts";

const ANN = uuid(2);
let room: ModelRoom;
let timeline: RoomTimeline;
let asked: {
  query: MessagesQuery;
  resolve: (page: MessagesPage) => void;
  reject: (e: Error) => void;
}[];

beforeEach(() => {
  room = new ModelRoom(uuid(101));
  asked = [];
  timeline = new RoomTimeline({
    load: (query) =>
      new Promise((resolve, reject) => {
        asked.push({ query, resolve, reject });
      }),
    belongs: () => true,
    loadMessage: async () => {},
    pending: () => [],
    myId: () => ANN,
  });
  for (let count = 0; count < 10; count += 1) room.post(ANN, `message ${count + 1}`);
});

/** Answers the page that was asked for last, with what the server has now. */
async function answer(limit = 4, work: Promise<void> = Promise.resolve()): Promise<void> {
  const request = asked.shift();
  request?.resolve(room.page(request.query, limit));
  await work;
}

function numbers(): number[] {
  return timeline.get().messages.map((message) => message.number);
}

function newest() {
  const message = room.messages.at(-1);
  if (!message) throw new Error("The room is empty.");
  return message;
}

test("R13: the newest page, then older ones in front of it, then no more", async () => {
  expect(timeline.get()).toMatchObject({ status: "unloaded", messages: [], hasOlder: false });
  const loaded = timeline.loadNewest();
  expect(timeline.get().status).toBe("loading");
  await answer(4, loaded);
  expect(timeline.get()).toMatchObject({ status: "ready", hasOlder: true });
  expect(numbers()).toEqual([7, 8, 9, 10]);
  const older = timeline.loadOlder();
  expect(timeline.get().loading).toBe("older");
  expect(asked[0]?.query).toEqual({ before: 7 });
  await answer(4, older);
  await answer(4, timeline.loadOlder());
  expect(timeline.get()).toMatchObject({ hasOlder: false, loading: null });
  expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await timeline.loadOlder();
  expect(asked).toEqual([]);
});

test("who asks twice gets one page", async () => {
  const both = [timeline.loadNewest(), timeline.loadNewest(), timeline.loadOlder()];
  expect(asked.length).toBe(1);
  await answer();
  await Promise.all(both);
});

test("R13: a message keeps its identity until it changes", async () => {
  await answer(4, timeline.loadNewest());
  const before = timeline.get().messages;
  room.edit(8, "edited");
  timeline.take(room.messages[7] ?? newest());
  const after = timeline.get().messages;
  expect(after).not.toBe(before);
  expect(after.map((message, index) => message === before[index])).toEqual([
    true,
    false,
    true,
    true,
  ]);
  timeline.take(before[1] ?? newest());
  expect(timeline.get().messages).toBe(after);
});

test("R14: what changes while a page is on its way is in it", async () => {
  const request = timeline.loadNewest();
  const page = room.page({}, 4);
  room.edit(9, "edited");
  timeline.take(room.messages[8] ?? newest());
  room.post(ANN, "late");
  timeline.append(newest());
  asked.shift()?.resolve(page);
  await request;
  expect(timeline.get().messages.map((message) => message.body)).toEqual([
    "message 7",
    "message 8",
    "edited",
    "message 10",
    "late",
  ]);
});

test("R15: a hole drops the window and loads it again", async () => {
  await answer(4, timeline.loadNewest());
  room.post(ANN, "lost");
  room.post(ANN, "comes");
  timeline.append(newest());
  expect(timeline.get().status).toBe("loading");
  await answer(4, timeline.loadNewest());
  expect(numbers()).toEqual([9, 10, 11, 12]);
});

test("R9, R15: a page that was asked for before a drop is not taken", async () => {
  const first = timeline.loadNewest();
  const stale = asked.shift();
  timeline.restart();
  const second = timeline.loadNewest();
  stale?.resolve(room.page({}, 2));
  room.post(ANN, "newer");
  await answer(3, second);
  await first;
  expect(numbers()).toEqual([9, 10, 11]);
  const gone = timeline.loadOlder();
  timeline.drop();
  await answer(4, gone);
  expect(timeline.get()).toMatchObject({ status: "unloaded", messages: [] });
});

test("a failure is in the view; a new connection tries a failed page again", async () => {
  const failing = timeline.loadNewest();
  asked.shift()?.reject(new NetworkError("The server cannot be reached."));
  await failing;
  expect(timeline.get()).toMatchObject({
    status: "error",
    error: { name: "NetworkError", message: "The server cannot be reached." },
  });
  timeline.retryFailed();
  expect(timeline.get()).toMatchObject({ status: "loading", error: null });
  await answer(4, timeline.loadNewest());
  const older = timeline.loadOlder();
  asked.shift()?.reject(new NetworkError("Again."));
  await older;
  expect(timeline.get()).toMatchObject({
    status: "ready",
    error: { message: "Again." },
    hasOlder: true,
  });
  expect(numbers()).toEqual([7, 8, 9, 10]);
});

test("R16: a window that nobody looks at keeps its newest 200 messages", async () => {
  while (room.lastNumber < 500) room.post(ANN, "more");
  await answer(200, timeline.loadNewest());
  const unsubscribe = timeline.subscribe(() => {});
  await answer(200, timeline.loadOlder());
  room.post(ANN, "live");
  timeline.append(newest());
  expect(timeline.get().messages.length).toBe(401);
  unsubscribe();
  await Promise.resolve();
  expect(timeline.get()).toMatchObject({ hasOlder: true });
  expect(numbers()).toEqual(Array.from({ length: 200 }, (_, index) => 302 + index));
  for (let count = 0; count < 150; count += 1) {
    room.post(ANN, "live");
    timeline.append(newest());
  }
  expect(timeline.get().messages.length).toBeLessThanOrEqual(300);
  expect(numbers().at(-1)).toBe(room.lastNumber);
  await answer(200, timeline.loadOlder());
  expect(numbers()).toEqual(
    Array.from(
      { length: numbers().length },
      (_, index) => room.lastNumber - numbers().length + 1 + index,
    ),
  );
});

test("a room without messages gets its first one", async () => {
  room = new ModelRoom(uuid(102));
  await answer(4, timeline.loadNewest());
  expect(timeline.get()).toMatchObject({ status: "ready", messages: [], hasOlder: false });
  room.post(ANN, "first");
  timeline.append(newest());
  expect(numbers()).toEqual([1]);
});

test("R13: the page around a message, then those behind it up to the newest", async () => {
  await answer(4, timeline.loadAround(3));
  expect(timeline.get()).toMatchObject({ status: "ready", hasOlder: false, hasNewer: true });
  expect(numbers()).toEqual([1, 2, 3, 4]);
  const newer = timeline.loadNewer();
  expect(timeline.get().loading).toBe("newer");
  expect(asked[0]?.query).toEqual({ after: 4 });
  await answer(4, newer);
  expect(timeline.get().hasNewer).toBe(true);
  await answer(4, timeline.loadNewer());
  expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(timeline.get()).toMatchObject({ hasNewer: false, loading: null });
  room.post(ANN, "live");
  timeline.append(newest());
  expect(numbers().at(-1)).toBe(11);
  await timeline.loadNewer();
  await timeline.loadAround(5);
  expect(asked).toEqual([]);
});

test("R13: what passes does not extend a window that ends before the newest message", async () => {
  timeline.subscribe(() => {});
  await answer(4, timeline.loadAround(3));
  room.edit(6, "edited");
  timeline.take(room.messages[5] ?? newest());
  const [, , , , five] = room.messages;
  timeline.append(five ?? newest());
  expect(numbers()).toEqual([1, 2, 3, 4]);
  await answer(4, timeline.loadNewer());
  expect(
    timeline
      .get()
      .messages.map(({ body }) => body)
      .slice(4, 6),
  ).toEqual(["message 5", "edited"]);
});

test("R13: the newest page takes the place of a window further up, also while that loads", async () => {
  const around = timeline.loadAround(3);
  const late = asked.shift();
  const loaded = timeline.loadNewest();
  late?.resolve(room.page({ around: 3 }, 4));
  await answer(4, loaded);
  await around;
  expect(numbers()).toEqual([7, 8, 9, 10]);
  await answer(4, timeline.loadAround(3));
  await answer(4, timeline.loadNewest());
  expect(numbers()).toEqual([7, 8, 9, 10]);
});

test("R15: a window further up is loaded again around its middle", async () => {
  timeline.subscribe(() => {});
  await answer(4, timeline.loadAround(4));
  expect(numbers()).toEqual([2, 3, 4, 5]);
  timeline.restart();
  expect(asked[0]?.query).toEqual({ around: 4 });
  await answer(4, timeline.loadAround(4));
  expect(numbers()).toEqual([2, 3, 4, 5]);
});

test("R16: a window further up that nobody looks at is dropped", async () => {
  const unsubscribe = timeline.subscribe(() => {});
  await answer(4, timeline.loadAround(3));
  unsubscribe();
  await Promise.resolve();
  expect(timeline.get()).toMatchObject({ status: "unloaded", messages: [], hasNewer: false });
});

test("a day leads to its first message, or to the newest where it has none", async () => {
  const date = new Date(room.messages[4]?.createdAt ?? "");
  const found = timeline.loadDate(date);
  await answer(4);
  expect(await found).toBe(5);
  expect(numbers()).toEqual([3, 4, 5, 6]);
  const future = timeline.loadDate(new Date("2100-01-01T00:00:00Z"));
  await answer(4);
  expect(await future).toBe(10);
  const failing = timeline.loadDate(date);
  asked.shift()?.reject(new NetworkError("The server cannot be reached."));
  expect(await failing).toBeNull();
  expect(timeline.get()).toMatchObject({ status: "ready", failed: "date" });
  expect(numbers()).toEqual([7, 8, 9, 10]);
});

test("a failed page around a message is tried again by a new connection", async () => {
  const failing = timeline.loadAround(3);
  asked.shift()?.reject(new NetworkError("The server cannot be reached."));
  await failing;
  expect(timeline.get()).toMatchObject({ status: "error", failed: "around" });
  timeline.retryFailed();
  await answer(4, timeline.loadAround(3));
  expect(numbers()).toEqual([1, 2, 3, 4]);
});
