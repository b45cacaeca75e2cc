import { expect, test } from "vitest";
import { mentionedNames, readings, splitMentions } from "./mentions.ts";

test.each([
  ["@ann", ["ann"]],
  ["hey @Ann, and @ben!", ["ann", "ben"]],
  ["see you @ann.", ["ann.", "ann"]],
  ["(@ann) **@ben** _@cid_ ~~@dan~~", ["ann", "ben", "cid", "dan"]],
  ["日本語@annさん、@ben。", ["ann", "ben"]],
  ["- @ann\n- [ ] @ben\n\n# @cid", ["ann", "ben", "cid"]],
  ["| @ann | b |\n| --- | --- |\n| c | @ben |", ["ann", "ben"]],
  ["@a.b-c_d", ["a.b-c_d"]],
  ["@ann @ann", ["ann"]],
  ["@room", ["room"]],
])("%j mentions %j", (body, names) => {
  expect(mentionedNames(body)).toEqual(names);
});

test.each([
  "ann@example.org",
  "@ann@example.org",
  "`@ann`",
  "```\n@ann\n```",
  "[@ann](https://example.org)",
  "https://example.org/@ann",
  "\\@ann",
  "> @ann",
  "@ ann",
  "@a",
  `@${"a".repeat(33)}`,
  "a/@ann",
  "x@ann",
  "no one",
])("%j mentions nobody", (body) => {
  expect(mentionedNames(body)).toEqual([]);
});

test("a text is split without a loss, with each name by itself", () => {
  expect(splitMentions("hey @Ann.!")).toEqual([{ text: "hey " }, { name: "Ann." }, { text: "!" }]);
  expect(readings("Ann..")).toEqual(["ann..", "ann.", "ann"]);
});

test("no message mentions more than fifty names", () => {
  const names = Array.from({ length: 80 }, (_, index) => `@n${index}x`);
  expect(mentionedNames(names.join(" "))).toHaveLength(50);
});
