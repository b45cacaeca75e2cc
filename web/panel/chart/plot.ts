/** What was measured at a time; null where it was not. */
export interface Point {
  /** Milliseconds since 1970. */
  at: number;
  value: number | null;
}

/** The times and values that a chart has room for. */
export interface Frame {
  from: number;
  to: number;
  top: number;
}

/** A chart is drawn in a square of so many units, and stretched to its place. */
export const side = 1_000;

/** The lines of what was measured, as paths: where nothing was, there is a gap. @param gapMs Longer is one. */
export function linesOf(points: readonly Point[], frame: Frame, gapMs: number): string[] {
  const lines: string[][] = [];
  let before: number | null = null;
  for (const { at, value } of points) {
    if (value === null) {
      before = null;
      continue;
    }
    if (before === null || at - before > gapMs) lines.push([]);
    lines.at(-1)?.push(`${round(xOf(at, frame))} ${round(yOf(value, frame))}`);
    before = at;
  }
  // A single point would be no line.
  return lines.map(
    (line) => `M${line.length === 1 ? [...line, line[0]].join("L") : line.join("L")}`,
  );
}

export function xOf(at: number, { from, to }: Frame): number {
  return ((at - from) / (to - from)) * side;
}

export function yOf(value: number, { top }: Frame): number {
  return side - (value / top) * side;
}

/** The point that is nearest to a time; null where there is none. */
export function nearest(points: readonly Point[], at: number): Point | null {
  let best: Point | null = null;
  for (const point of points) {
    if (point.value === null) continue;
    if (best === null || Math.abs(point.at - at) < Math.abs(best.at - at)) best = point;
  }
  return best;
}

/** A round number that is not below any value. Never 0. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= most) ?? 10;
  return Number((step * power).toPrecision(6));
}

const round = (value: number) => Math.round(value * 10) / 10;
