import type { ListArrangement, SectionSort } from "@roost/protocol/own.ts";
import type { RoomView } from "@roost/sdk";
import { expect, test } from "vitest";
import { moved } from "./moved.ts";
import { inListOrder, type ListState, sectionOrder, sectionsOf } from "./sections.ts";

const room = (id: string, more: Partial<RoomView> = {}) =>
  ({ id, kind: "public", unread: 0, mentions: 0, hidden: false, ...more }) as RoomView;

const rows = (kind: string, values: Record<string, object>) =>
  new Map(Object.entries(values).map(([key, value]) => [key, { kind, key, value }])) as never;

function stateOf(
  options: Partial<ListArrangement>,
  sections: Record<string, string> = {},
  filed: Record<string, string> = {},
  muted: string[] = [],
  sorted: Record<string, SectionSort> = {},
): ListState {
  const named = Object.entries(sections).map(([id, name]) => [id, { name }]);
  const put = Object.entries(filed).map(([id, section]) => [id, { section }]);
  return {
    options: { sort: "newest", unreadFirst: false, order: [], ...options },
    sections: rows("section", Object.fromEntries(named)),
    filed: rows("filed", Object.fromEntries(put)),
    muted: rows("muted", Object.fromEntries(muted.map((id) => [id, {}]))),
    sorted: rows("sorted", sorted),
  };
}

const byTitle = (rooms: readonly RoomView[]) => rooms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const listed = (rooms: RoomView[], state: ListState) =>
  sectionsOf(rooms, state, byTitle).map(({ id, rooms }) => [id, ...rooms.map((one) => one.id)]);

test("LST-2: a room stands in its section; where that is not there, in the rooms or the directs", () => {
  const rooms = [
    room("a"),
    room("b", { kind: "direct" }),
    room("c"),
    room("d", { kind: "direct", hidden: true }),
    room("e"),
  ];
  const state = stateOf({}, { s: "Work" }, { a: "s", b: "gone", c: "favourites", x: "s" });
  expect(listed(rooms, state)).toEqual([
    ["favourites", "c"],
    ["s", "a"],
    ["rooms", "e"],
    ["directs", "b"],
  ]);
  const sections = sectionsOf(rooms, state, byTitle);
  expect(inListOrder(sections).map(({ id }) => id)).toEqual(["c", "a", "e", "b"]);
  expect(sections.map(({ name }) => name)).toEqual([null, "Work", null, null]);
});

test("unread rooms stand first where that is wanted: muted ones only where they mention me", () => {
  const rooms = [
    room("d"),
    room("c", { unread: 3 }),
    room("b", { unread: 2, mentions: 1 }),
    room("a", { unread: 1 }),
  ];
  expect(listed(rooms, stateOf({ unreadFirst: true }, {}, {}, ["b", "c"]))[1]).toEqual([
    "rooms",
    ...["b", "a", "d", "c"],
  ]);
  const both = stateOf({ unreadFirst: true, sort: "name" });
  expect(listed(rooms, both)[1]).toEqual(["rooms", "a", "b", "c", "d"]);
});

test("LST-5: a section is sorted otherwise than the list; by hand, what its order does not name stands first", () => {
  const rooms = [room("c"), room("a", { unread: 2 }), room("d"), room("b")];
  const sorted = (sort: SectionSort, list: Partial<ListArrangement> = {}) =>
    listed(rooms, stateOf(list, {}, {}, [], { rooms: sort }))[1]?.slice(1);
  expect(sorted({ sort: "name" })).toEqual(["a", "b", "c", "d"]);
  expect(sorted({ sort: "newest" }, { sort: "name" })).toEqual(["c", "a", "d", "b"]);
  expect(sorted({ sort: "hand", order: ["b", "gone", "a"] })).toEqual(["c", "d", "b", "a"]);
  // Nothing of it moves by itself.
  const unreadFirst = { unreadFirst: true };
  expect(sorted({ sort: "hand", order: ["b", "a"] }, unreadFirst)).toEqual(["c", "d", "b", "a"]);
  expect(sorted({ sort: "name" }, unreadFirst)).toEqual(["a", "b", "c", "d"]);
});

test("sections that the order does not name stand where they would without it", () => {
  const order = (order: string[], ...mine: string[]) =>
    sectionOrder(stateOf({ order }, Object.fromEntries(mine.map((id) => [id, id]))));
  expect(order([], "b", "a")).toEqual(["favourites", "a", "b", "rooms", "directs"]);
  expect(order(["directs", "gone", "favourites"], "a")).toEqual([
    "directs",
    "a",
    "rooms",
    "favourites",
  ]);
  expect(order(["b", "a"], "a", "b", "c")).toEqual([
    "favourites",
    "b",
    "a",
    "c",
    "rooms",
    "directs",
  ]);
});

test("a section moves in front of another one, or to the end", () => {
  expect(moved(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], "a", "c")).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "a", null)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b"], "new", "a")).toEqual(["new", "a", "b"]);
});
