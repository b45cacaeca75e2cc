import { expect, test } from "vitest";
import type { Text } from "../../chat/language/text.tsx";
import { formatBytes, formatMs } from "./format.ts";

const t = { locale: "en-GB" } as Text;

test("sizes and lengths are said as people say them", () => {
  expect([0, 999, 1_500, 12_345_678, 2e12].map((bytes) => formatBytes(bytes, t))).toEqual([
    ...["0 byte", "999 byte", "1.5 kB", "12 MB", "2 TB"],
  ]);
  expect([0.4, 12.6, 1_500].map((ms) => formatMs(ms, t))).toEqual(["0.4 ms", "13 ms", "1.5 secs"]);
});
