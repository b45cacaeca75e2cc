import type { Message } from "@roost/protocol/message.ts";
import { describe, expect, test } from "vitest";
import { buildItems, type Item, type ItemsInput, indexOfNumber } from "./items.ts";

const room = "00000000-0000-4000-8000-000000000001";
const start = Date.parse("2026-03-12T10:00:00");

function message(number: number, authorId: string | null, minutes: number): Message {
  return {
    id: `${room}.${number}`,
    roomId: room,
    number,
    version: number,
    authorId,
    clientMessageId: authorId === null ? null : `client-${number}`,
    body: authorId === null ? "" : `message ${number}`,
    system: authorId === null ? { event: "joined", userId: "ada" } : null,
    createdAt: new Date(start + minutes * 60_000).toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}

function build(input: Partial<ItemsInput>): Item[] {
  return buildItems({
    messages: [],
    pending: [],
    myId: "me",
    dividerAfter: null,
    boundaries: new Set(),
    ...input,
  });
}

const shapeOf = (items: Item[]) =>
  items.map((item) => {
    if (item.kind === "message") return `${item.message.number}${item.head ? " head" : ""}`;
    if (item.kind === "pending") return `pending${item.head ? " head" : ""}`;
    if (item.kind === "events") return `events ${item.messages.map((m) => m.number).join("+")}`;
    return item.kind;
  });

describe("groups", () => {
  test("hold one author's messages of five minutes", () => {
    const messages = [
      message(1, "ada", 0),
      message(2, "ada", 4.9),
      message(3, "ada", 10),
      message(4, "bo", 10),
    ];
    expect(shapeOf(build({ messages }))).toEqual([
      "top",
      "day",
      "1 head",
      "2",
      "3 head",
      "4 head",
      "bottom",
    ]);
  });

  test("end at an event, and events stand together", () => {
    const messages = [
      message(1, "ada", 0),
      message(2, null, 1),
      message(3, null, 1),
      message(4, "ada", 1),
    ];
    expect(shapeOf(build({ messages }))).toEqual([
      "top",
      "day",
      "1 head",
      "events 2+3",
      "4 head",
      "bottom",
    ]);
  });

  test("end at midnight", () => {
    const messages = [message(1, "ada", 13 * 60 + 59), message(2, "ada", 14 * 60)];
    expect(shapeOf(build({ messages }))).toEqual([
      "top",
      "day",
      "1 head",
      "day",
      "2 head",
      "bottom",
    ]);
  });

  test("do not merge with a page that comes in above", () => {
    const newest = [message(3, "ada", 2), message(4, "ada", 3)];
    const both = [message(1, "ada", 0), message(2, "ada", 1), ...newest];
    const rowsOfNewest = (items: Item[]) => shapeOf(items).slice(-3);
    const before = build({ messages: newest, boundaries: new Set([3]) });
    const after = build({ messages: both, boundaries: new Set([1, 3]) });
    expect(rowsOfNewest(after)).toEqual(rowsOfNewest(before));
  });
});

describe("the line of new messages", () => {
  const messages = [message(5, "ada", 0), message(6, "ada", 1), message(7, "ada", 2)];

  test("stands behind the read position and starts a group", () => {
    expect(shapeOf(build({ messages, dividerAfter: 6 }))).toEqual([
      "top",
      "day",
      "5 head",
      "6",
      "divider",
      "7 head",
      "bottom",
    ]);
  });

  test("stands at the top when the page starts behind the read position", () => {
    expect(shapeOf(build({ messages, dividerAfter: 4 }))).toEqual([
      "top",
      "day",
      "divider",
      "5 head",
      "6",
      "7",
      "bottom",
    ]);
  });

  test("is not there when everything was read, or the position is not loaded", () => {
    expect(shapeOf(build({ messages, dividerAfter: 7 }))).not.toContain("divider");
    expect(shapeOf(build({ messages, dividerAfter: 2 }))).not.toContain("divider");
  });
});

describe("pending messages", () => {
  const pending = {
    roomId: room,
    clientMessageId: "client-2",
    body: "soon",
    createdAt: new Date(start + 60_000).toISOString(),
    state: "sending",
  } as const;

  test("continue my group and keep their key when they are sent", () => {
    const before = build({ messages: [message(1, "me", 0)], pending: [pending] });
    const after = build({ messages: [message(1, "me", 0), message(2, "me", 1)] });
    expect(shapeOf(before)).toEqual(["top", "day", "1 head", "pending", "bottom"]);
    expect(before.map((item) => item.key)).toEqual(after.map((item) => item.key));
  });

  test("start a group behind somebody else, and a day in an empty room", () => {
    expect(shapeOf(build({ messages: [message(1, "ada", 0)], pending: [pending] }))).toContain(
      "pending head",
    );
    expect(shapeOf(build({ pending: [pending] }))).toEqual([
      "top",
      "day",
      "pending head",
      "bottom",
    ]);
  });
});

test("a message is found by its number, also inside of a group of events", () => {
  const items = build({
    messages: [message(1, "ada", 0), message(2, null, 1), message(3, null, 1)],
  });
  expect(indexOfNumber(items, 1)).toBe(2);
  expect(indexOfNumber(items, 3)).toBe(3);
  expect(indexOfNumber(items, 9)).toBe(-1);
});
