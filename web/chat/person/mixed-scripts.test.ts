import { expect, test } from "vitest";
import { mixedScripts } from "./mixed-scripts.ts";

test.each([
  ["Ann\u0430 Smith", ["Latn", "Cyrl"]],
  ["\u0391nna", ["Latn", "Grek"]],
  ["\u0405am", ["Latn", "Cyrl"]],
  ["\u0420\u03bf\u0441\u0441", ["Cyrl", "Grek"]],
  ["Smith \u13aa", ["Latn", "Cher"]],
])("%s mixes letters of scripts that look alike", (name, scripts) => {
  expect(mixedScripts(name)).toEqual(scripts);
});

test.each([
  "Anna Smith",
  "Zoë Müller-Łukasz",
  "Дмитрий Орлов",
  "Ελένη Παπαδοπούλου",
  "田中 ふみこ (Fumiko)",
  "김민준 Kim",
  "مريم Maryam",
  "R2-D2 🤖",
  "5 µm",
  "",
])("%s mixes none", (name) => {
  expect(mixedScripts(name)).toEqual([]);
});
