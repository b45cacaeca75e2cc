import { judge } from "./bars.ts";
import type { Figure } from "./figure.ts";

const heads = ["scenario", "metric", "Roost", "baseline", "ratio", "bar"];

export function printTable(figures: readonly Figure[]): void {
  const all = [heads, ...figures.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}

/** The same as a table of Markdown. */
export function markdownTable(figures: readonly Figure[]): string {
  const all = [heads, heads.map(() => "---"), ...figures.map(cellsOf)];
  return all.map((row) => `| ${row.join(" | ")} |\n`).join("");
}

function cellsOf(figure: Figure): string[] {
  const { scenario, metric, value, unit, baseline, ratio } = figure;
  const verdict = judge(figure);
  return [
    scenario,
    metric,
    `${value} ${unit}`.trimEnd(),
    baseline === null ? "" : `${baseline} ${unit}`.trimEnd(),
    ratio === null ? "" : `${ratio} ×`,
    verdict === null ? "" : `${verdict.bar} ${verdict.isReached ? "✓" : "✗"}`,
  ];
}
