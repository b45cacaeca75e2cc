import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import { beforeEach, expect, test } from "vitest";
import { NetworkError } from "../errors.ts";
import { ModelRoom, uuid } from "../testing/model.ts";
import { RoomTimeline } from "./timeline.ts";

const ANN = uuid(2);
let room: ModelRoom;
let timeline: RoomTimeline;
let asked: { query: MessagesQuery; resolve: (page: MessagesPage) => void }[];
/** The messages that were asked for one by one. */
let fetched: number[];
let failing: boolean;

beforeEach(() => {
  room = new ModelRoom(uuid(101));
  asked = [];
  fetched = [];
  failing = false;
  timeline = new RoomTimeline({
    load: (query) => new Promise((resolve) => void asked.push({ query, resolve })),
    belongs: () => true,
    loadMessage: async (number) => {
      fetched.push(number);
      if (failing) throw new NetworkError("Not now.");
      timeline.take(stored(number));
    },
    pending: () => [],
    myId: () => ANN,
  });
  for (let count = 0; count < 10; count += 1) room.post(ANN, `message ${count + 1}`);
});

function stored(number: number): Message {
  const message = room.messages[number - 1];
  if (!message) throw new Error(`There is no message ${number}.`);
  return message;
}

/** Answers the page that was asked for, with what the server has now. */
async function answer(limit: number, work: Promise<void>): Promise<void> {
  const request = asked.shift();
  request?.resolve(room.page(request.query, limit));
  await work;
}

const quoted = (number: number) => timeline.get().quoted.get(number);

/** Ann replies, and the window is told as by a frame; with what it is to, or without. */
function reply(to: number, comesAlong = true): void {
  const { messages = [], quoted: along = [] } = room.post(ANN, "so?", null, null, to);
  if (comesAlong) timeline.takeQuoted(along);
  for (const message of messages) timeline.append(message);
}

test("R23: what is replied to comes along, and follows a row outside of the window", async () => {
  await answer(2, timeline.loadNewest());
  reply(3);
  expect(quoted(3)).toMatchObject({ body: "message 3" });
  room.edit(3, "other words");
  timeline.take(stored(3));
  expect(quoted(3)).toMatchObject({ body: "other words" });
  expect(fetched).toEqual([]);
});

test("R23: what is replied to is that of the row which passed while an older page was on its way", async () => {
  room.post(ANN, "so?", null, null, 1);
  const loaded = timeline.loadNewest();
  const request = asked.shift();
  const page = room.page(request?.query ?? {}, 2);
  room.delete(1);
  timeline.take(stored(1));
  request?.resolve(page);
  await loaded;
  expect(quoted(1)).toMatchObject({ body: "", deletedAt: expect.any(String) });
});

test("R23: what is replied to is found in the window, also when that is cut to its newest messages", async () => {
  await answer(4, timeline.loadNewest());
  reply(8);
  expect(quoted(8)).toMatchObject({ body: "message 8" });
  for (let count = 0; count < 320; count += 1) {
    room.post(ANN, "one more");
    timeline.append(stored(room.lastNumber));
  }
  expect(timeline.get().messages[0]?.number).toBeGreaterThan(11);
  reply(8);
  expect(quoted(8)).toMatchObject({ body: "message 8" });
});

test("R23: what is replied to is asked for where it did not come along, and again after a failure", async () => {
  await answer(2, timeline.loadNewest());
  failing = true;
  reply(3, false);
  await Promise.resolve();
  expect(quoted(3)).toBeUndefined();
  failing = false;
  timeline.retryFailed();
  expect(fetched).toEqual([3, 3]);
  expect(quoted(3)).toMatchObject({ body: "message 3" });
});

test("R23: what is replied to is there to be replied to before anything is loaded", async () => {
  timeline.loadQuoted(2);
  await answer(2, timeline.loadNewest());
  expect(quoted(2)).toMatchObject({ body: "message 2" });
});
