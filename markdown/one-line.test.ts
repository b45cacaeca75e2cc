import { expect, test } from "vitest";
import { oneLineOf } from "./one-line.ts";

const spoiler = "(spoiler)";

test.each([
  ["**Final** count: *57* terns", "Final count: 57 terns"],
  ["> quoted\n\nanswer", "quoted answer"],
  ["1. first\n2. second", "1. first 2. second"],
  ["```ts\nconst a = 1;\n```", "ts const a = 1;"],
  ["see [the map](https://x.org/m)", "see the map"],
  ["snake_case_name stays", "snake_case_name stays"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["~~old~~ `new`", "old new"],
  ["- [ ] tea\n- [x] milk", "☐ tea ☑ milk"],
  ["- tea\n- milk", "• tea • milk"],
  ["|a|b|\n|-|-|\n|1|2|", "a | b 1 | 2"],
  ["```SELECT id\nFROM users;```", "SELECT id FROM users;"],
  ["¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"],
  ["#", "#"],
  ["---", "―"],
  ["**Snape** is ||the *killer*||, he", "Snape is (spoiler), he"],
  ["> ||quoted||\n\n- ||listed||", "(spoiler) • (spoiler)"],
])("%j is shown as %j", (body, preview) => {
  expect(oneLineOf(body, { spoiler })).toBe(preview);
});

test("a spoiler of which the end was cut off is hidden", () => {
  const body = "Who did it: ||it was *Snape* himself||";
  for (let length = body.length; length > body.indexOf("i", 14); length -= 1) {
    const shown = oneLineOf(body.slice(0, length), { spoiler, isCut: true });
    expect(shown, `${length}`).toBe("Who did it: (spoiler)");
  }
  expect(oneLineOf("a ||b|| c", { spoiler, isCut: true })).toBe("a (spoiler) c");
  expect(oneLineOf(`||${"Snape ".repeat(500)}||`, { spoiler })).toBe("(spoiler)");
});

test("a long body is cut, fast", () => {
  expect(oneLineOf("*_".repeat(5_000), { spoiler }).length).toBeLessThanOrEqual(160);
  expect(oneLineOf(`${"a".repeat(159)}🐦`, { spoiler })).toBe("a".repeat(159));
});
