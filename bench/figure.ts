/** One measured figure beside what it is compared with. */
export interface Figure {
  scenario: string;
  metric: string;
  value: number;
  unit: string;
  /** The same of the baseline, measured in the same run. */
  baseline: number | null;
  ratio: number | null;
}

export function figure(
  scenario: string,
  metric: string,
  unit: string,
  value: number,
  baseline: number | null = null,
): Figure {
  const ratio = baseline ? round(value / baseline) : null;
  return {
    scenario,
    metric,
    value: round(value),
    unit,
    baseline: baseline === null ? null : round(baseline),
    ratio,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** @param share 0.99 for the 99th percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
