import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "./items.ts";
import { type Layout, layOut, nearestAlign, placeAt, positionOf, rowsAround } from "./place.ts";

interface Row {
  key: string;
  kind: "events" | "day";
  height: number;
  measured: boolean;
}

/** Layout is exact to a 64th of a pixel. */
const height = fc.integer({ min: 64, max: 64 * 2_000 }).map((parts) => parts / 64);
const kind = fc.constantFrom("events" as const, "events" as const, "day" as const);
const rowList = fc.uniqueArray(
  fc.record({ key: fc.uuid(), kind, height, measured: fc.boolean() }),
  { selector: ({ key }) => key, minLength: 1, maxLength: 60 },
);
const screen = fc.integer({ min: 50, max: 2_000 });
/** A share of what there is to choose from. */
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

function itemOf({ key, kind }: Row): Item {
  return kind === "day" ? { kind, key, at: "" } : { kind, key, messages: [] };
}

function layoutOf(rows: readonly Row[]): Layout {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const items = rows.map(itemOf);
  return layOut(items, new Map(items.map(({ key }, index) => [key, index])), {
    of: ({ key }) => byKey.get(key)?.height ?? 0,
    isMeasured: ({ key }) => byKey.get(key)?.measured ?? false,
  });
}

const topOf = ({ tops }: Layout, index: number) => tops[index] ?? Number.NaN;
const lengthOf = (layout: Layout) => topOf(layout, layout.items.length);
const endOf = (layout: Layout, screen: number) => Math.max(0, lengthOf(layout) - screen);
const pick = (share: number, count: number) => Math.floor(share * count);

describe("a reader's place", () => {
  test("is where they are", () => {
    fc.assert(
      fc.property(rowList, screen, share, (rows, screen, share) => {
        fc.pre(rows.some(({ kind }) => kind !== "day"));
        const layout = layoutOf(rows);
        const position = endOf(layout, screen) * share;
        const place = placeAt(position, layout, screen);
        // Above the first row that lasts there is nothing to hold on to.
        fc.pre(place.at === "row");
        expect(positionOf(place, layout, screen)).toBeCloseTo(position, 3);
      }),
    );
  });

  test("stands still on the screen while rows come, go and change above and below", () => {
    fc.assert(
      fc.property(
        ...[rowList, rowList, screen, share],
        fc.infiniteStream(height),
        fc.infiniteStream(fc.boolean()),
        (rows, older, screen, share, heights, stay) => {
          const layout = layoutOf(rows);
          const place = placeAt(endOf(layout, screen) * share, layout, screen);
          fc.pre(place.at === "row");
          const kept = rows
            .filter(({ key }) => place.at === "row" && (key === place.key || stay.next().value))
            .map((row) => ({ ...row, height: heights.next().value ?? row.height }));
          const known = new Set(rows.map(({ key }) => key));
          const changed = layoutOf([...older.filter(({ key }) => !known.has(key)), ...kept]);
          const top = topOf(changed, changed.indexes.get(place.key) ?? -1);
          const position = positionOf(place, changed, screen);
          // Unless the list begins or ends on the screen then.
          const wanted = Math.min(Math.max(0, top - place.top), endOf(changed, screen));
          expect(position).toBeCloseTo(wanted, 3);
        },
      ),
    );
  });

  test("is unknown when its row is gone", () => {
    const layout = layoutOf([{ key: "a", kind: "events", height: 40, measured: true }]);
    expect(positionOf({ at: "row", key: "b", top: 0 }, layout, 20)).toBeNull();
  });

  test("at the end is that of the newest row, whatever comes", () => {
    fc.assert(
      fc.property(rowList, screen, (rows, screen) => {
        const layout = layoutOf(rows);
        const position = positionOf({ at: "end", gap: 0 }, layout, screen) ?? Number.NaN;
        expect(position + screen).toBeGreaterThanOrEqual(lengthOf(layout));
        expect(position).toBeLessThanOrEqual(lengthOf(layout));
      }),
    );
  });
});

describe("a row that is gone to", () => {
  const align = fc.constantFrom("start" as const, "center" as const, "end" as const);

  test("can be read from its beginning, and to its end where that fits", () => {
    fc.assert(
      fc.property(rowList, screen, share, align, (rows, screen, share, align) => {
        const layout = layoutOf(rows);
        const index = pick(share, rows.length);
        const key = rows[index]?.key ?? "";
        const position = positionOf({ at: "goal", key, align }, layout, screen) ?? Number.NaN;
        const top = topOf(layout, index) - position;
        const bottom = topOf(layout, index + 1) - position;
        expect(top).toBeGreaterThanOrEqual(-0.001);
        if (bottom - top > screen) expect(top).toBeCloseTo(0, 3);
        else expect(bottom).toBeLessThanOrEqual(screen + 0.001);
      }),
    );
  });

  test("moves nothing when all of it is on the screen already", () => {
    fc.assert(
      fc.property(rowList, screen, share, fc.nat({ max: 3 }), (rows, screen, share, ahead) => {
        const layout = layoutOf(rows);
        const position = Math.floor(endOf(layout, screen) * share);
        const first = rows.findLastIndex((_, index) => topOf(layout, index) <= position);
        const index = Math.min(first + ahead, rows.length - 1);
        const top = topOf(layout, index) - position;
        const bottom = topOf(layout, index + 1) - position;
        const onScreen = top >= 0 && bottom <= screen;
        expect(nearestAlign(index, position, layout, screen) === null).toBe(onScreen);
      }),
    );
  });
});

describe("the rows that are drawn", () => {
  test("fill the screen and more, however low those turn out that were never measured", () => {
    fc.assert(
      fc.property(rowList, screen, share, (rows, screen, share) => {
        const layout = layoutOf(rows);
        const position = endOf(layout, screen) * share;
        const { first, last } = rowsAround(position, layout, screen);
        const low = layoutOf(
          rows.map((row) => (row.measured ? row : { ...row, height: Math.min(row.height, 200) })),
        );
        const at = layout.tops.findLastIndex(
          (top, index) => index < rows.length && top <= position,
        );
        expect(first).toBeLessThanOrEqual(at);
        const above = topOf(low, at) - topOf(low, first);
        if (first > 0) expect(above).toBeGreaterThanOrEqual(300 - 0.001);
        const below = topOf(low, last + 1) - topOf(low, at) - (position - topOf(layout, at));
        if (last < rows.length - 1) expect(below).toBeGreaterThanOrEqual(screen + 300 - 0.001);
      }),
    );
  });

  test("are few, however many there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), screen, (index, screen) => {
        const rows = Array.from({ length: 10_000 }, (_, n) => ({
          ...{ key: `row-${n}`, kind: "events" as const, height: 27, measured: true },
        }));
        const { first, last } = rowsAround(index * 27, layoutOf(rows), screen);
        expect(last - first).toBeLessThanOrEqual((screen + 600) / 27 + 4);
      }),
      { numRuns: 20 },
    );
  });
});
