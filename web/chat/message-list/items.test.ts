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
    if (item.kind === "folded") {
      return `${item.isOpen ? "open" : "folded"} ${item.messages.map((m) => m.number).join("+")}`;
    }
    return item.kind;
  });

describe("BLK-5: what blocked people wrote", () => {
  const messages = [
    message(1, "ada", 0),
    message(2, "bo", 1),
    message(3, "cy", 1),
    message(4, "bo", 1),
    message(5, "ada", 2),
    message(6, "bo", 2),
  ];
  const hasBlocked = (userId: string | null) => userId === "bo" || userId === "cy";
  const folded = (opened: number[], more: Partial<ItemsInput> = {}) =>
    shapeOf(build({ messages, folding: { hasBlocked, opened: new Set(opened) }, ...more })).slice(
      2,
      -1,
    );

  test("is one fold a run, whoever of them it is, and a run that is opened stands below its fold", () => {
    expect(folded([])).toEqual(["1 head", "folded 2+3+4", "5 head", "folded 6"]);
    expect(folded([2, 3, 4])).toEqual([
      ...["1 head", "open 2+3+4", "2 head", "3 head", "4 head", "5 head", "folded 6"],
    ]);
  });

  test("is not opened by what comes behind an open fold", () => {
    expect(folded([2, 3])).toEqual([
      ...["1 head", "open 2+3", "2 head", "3 head", "folded 4", "5 head", "folded 6"],
    ]);
    const more = [...messages, message(7, "bo", 2)];
    expect(folded([6], { messages: more }).slice(-3)).toEqual(["open 6", "6 head", "folded 7"]);
  });

  test("is apart at the line of new messages, and where a page began", () => {
    expect(folded([], { dividerAfter: 2 })).toEqual([
      ...["1 head", "folded 2", "divider", "folded 3+4", "5 head", "folded 6"],
    ]);
    expect(folded([], { boundaries: new Set([4]) })).toEqual([
      ...["1 head", "folded 2+3", "folded 4", "5 head", "folded 6"],
    ]);
  });

  test("is found by its number: in its fold, or in its own row", () => {
    const folding = { hasBlocked, opened: new Set<number>() };
    const items = build({ messages, folding });
    expect(items[indexOfNumber(items, 3)]).toMatchObject({ kind: "folded" });
    const open = build({ messages, folding: { ...folding, opened: new Set([2, 3, 4]) } });
    expect(open[indexOfNumber(open, 3)]).toMatchObject({ message: { number: 3 } });
  });
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

  test("stands before what somebody else wrote, and not before what does not count", () => {
    const mine = message(7, "me", 2);
    const gone = { ...message(6, "ada", 1), deletedAt: "2026-01-01T00:00:00.000Z" };
    const rows = [message(5, "ada", 0), gone, mine, message(8, "ada", 3)];
    const shape = shapeOf(build({ messages: rows, dividerAfter: 5 }));
    expect(shape.indexOf("divider")).toBe(shape.indexOf("8 head") - 1);
    expect(shapeOf(build({ messages: rows.slice(0, 3), dividerAfter: 5 }))).not.toContain(
      "divider",
    );
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
    authorId: null,
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
  // A deleted message that nobody saw has no row.
  expect(
    indexOfNumber(
      items.filter((_, index) => index !== 2),
      1,
    ),
  ).toBe(-1);
});
