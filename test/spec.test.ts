import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");
const number =
  /\b(?:WHO|ACC|RGT|TOK|BOT|FND|ORD|ACK|DUP|SND|EDT|RCT|EMO|RPL|PIN|THR|MNT|FWD|DIR|BLK|RES|GAP|SNP|MEM|OWN|LST|SCH|PPL|MOD|PRO|RPT|REG|PAN|HIS|PER|READ|SIG|CLO|HLT|LIM|CLI|JOB|DAT|DEL|RTN)-\d+\b/g;

const spec = readFileSync(path.join(root, "protocol/SPEC.md"), "utf8");
const rules = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? "");

/** Behind `test(`, `describe(`, or the second parenthesis of `test.each(…)(`. */
const title = /(?:\b(?:test|describe)|\))\(\s*(?:"([^"\n]*)"|`([^`\n]*)`)/g;

const files = globSync("*/**/*.test.{ts,tsx}", {
  cwd: root,
  exclude: (name) => name.split(path.sep).includes("node_modules"),
});
const tested = new Map<string, string>();
for (const file of files) {
  const source = readFileSync(path.join(root, file), "utf8");
  for (const [, quoted, template = ""] of source.matchAll(title)) {
    const text = quoted ?? template;
    for (const [rule] of text.matchAll(number)) tested.set(rule, `${file}: ${text}`);
  }
}

test("the rules of the contract have each their own number, counted from 1", () => {
  const groups = Map.groupBy(rules, (rule) => rule.slice(0, rule.indexOf("-")));
  for (const [group, numbers] of groups) {
    expect(numbers).toEqual(numbers.map((_, index) => `${group}-${index + 1}`));
  }
  expect(rules.join(" ").match(number)).toEqual(rules);
});

test("every rule of the contract is in the title of a test", () => {
  expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
});

test("every number in the title of a test is a rule of the contract", () => {
  const unknown = [...tested].filter(([rule]) => !rules.includes(rule));
  expect(unknown).toEqual([]);
});
