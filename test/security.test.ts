import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");
/** Without the spaces that make the columns of a table even. */
const text = readFileSync(path.join(root, "docs", "security.md"), "utf8").replace(/ {2,}/g, " ");
const rows = [...text.matchAll(/^\| (\d+)\.(\d+)\.(\d+) \| (.+) \| (\S+) \| (.+) \|$/gm)].map(
  ([, chapter, section, item, what, state, how]) => ({
    ...{ chapter: Number(chapter), id: `${chapter}.${section}.${item}` },
    ...{ what, state: String(state), how: String(how) },
  }),
);
const states = ["yes", "partly", "no", "–"];

/** Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0. */
const counts = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

test("every requirement of ASVS level 2 has one row, that says whether it is met", () => {
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(counts.map((_, index) => rows.filter((row) => row.chapter === index + 1).length)).toEqual(
    counts,
  );
  for (const { id, state } of rows) expect(states, id).toContain(state);
});

test("the summary counts the rows", () => {
  const summary = [
    ...text.matchAll(/^\| (?:V(\d+) .+|all) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm),
  ];
  expect(summary).toHaveLength(counts.length + 1);
  for (const [, chapter, ...said] of summary) {
    const of = rows.filter((row) => chapter === undefined || row.chapter === Number(chapter));
    const counted = states.map((state) => of.filter((row) => row.state === state).length);
    expect(said.map(Number), `V${chapter}`).toEqual(counted);
  }
});

test("the files and rules that it names exist", () => {
  const decisions = readdirSync(path.join(root, "docs", "decisions"));
  const spec = readFileSync(path.join(root, "protocol", "SPEC.md"), "utf8");
  for (const { id, how } of rows) {
    for (const [, file] of how.matchAll(/`([\w./-]+\.ts)`/g)) {
      const places = ["", "server", "server/accounts", "markdown", "protocol"];
      const isThere = places.some((place) => existsSync(path.join(root, place, String(file))));
      expect(isThere, `${id}: ${file}`).toBe(true);
    }
    for (const [rule] of how.matchAll(/\b[A-Z]{3}-\d+/g)) {
      if (rule.startsWith("SHA-") || rule.startsWith("RFC-")) continue;
      expect(spec.includes(`**${rule}**`), `${id}: ${rule}`).toBe(true);
    }
    for (const [, number] of how.matchAll(/decision (\d+)/g)) {
      const isThere = decisions.some((name) => Number.parseInt(name, 10) === Number(number));
      expect(isThere, `${id}: decision ${number}`).toBe(true);
    }
  }
});
