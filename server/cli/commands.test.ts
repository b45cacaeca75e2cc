import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Command, type CommandName, commands } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";
import { helpOf, helpOfAll } from "./help.ts";

const guide = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
const all: [string, Command][] = Object.entries(commands);

/** The rows of the first table below a heading, their cells without backticks. */
function rowsBelow(heading: string): string[][] {
  const start = guide.indexOf(`\n${heading}\n`);
  expect(start, `docs/operations.md has no heading "${heading}"`).toBeGreaterThan(0);
  const lines = guide.slice(start).split("\n");
  const first = lines.findIndex((line) => line.startsWith("| "));
  const length = lines.slice(first).findIndex((line) => !line.startsWith("|"));
  return lines
    .slice(first + 2, first + length)
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll("`", "").replaceAll("\\|", "|")));
}

test("CLI-1: docs/operations.md has every command, what it takes and what it prints with --json", () => {
  expect(rowsBelow("### Every command")).toEqual(
    all.map(([name, { takes, prints }]) => [
      `${name} ${takes}`.trimEnd(),
      prints === null ? "–" : prints.join(", "),
    ]),
  );
});

test("CLI-2: docs/operations.md has every exit code", () => {
  expect(rowsBelow("### Exit codes")).toEqual(
    Object.values(exitCodes).map(({ code, means }) => [`${code}`, means.replaceAll("`", "")]),
  );
});

test.each(all)("help of %s says how it is written, and fits a terminal", (name, command) => {
  const page = helpOf(name as CommandName);
  const flat = page.replaceAll(/\s+/g, " ");
  expect(flat).toContain(`npm run roost -- ${name} ${command.takes}`.trimEnd());
  expect(flat).toContain(command.does);
  expect(page.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("the page of all commands has each of them, and fits a terminal", () => {
  const page = helpOfAll();
  for (const [name] of all) expect(page).toContain(`  roost ${name}`);
  expect(page.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
