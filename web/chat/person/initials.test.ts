import { expect, test } from "vitest";
import { initialsOf } from "./initials.ts";

test.each([
  ["Ines Albrecht", "IA"],
  ["ada", "A"],
  ["Mary Ann van der Berg", "MB"],
  ["  (Bob)  ", "B"],
  ["李小龙", "李"],
  ["🦉 Owl", "O"],
  ["🦉", "🦉"],
  ["", ""],
])("%s is shown as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
