import { type PointerEvent, useId, useState } from "react";
import { classNames } from "../../chat/controls/class-names.ts";
import { useText } from "../../chat/language/language.ts";
import { type Frame, linesOf, nearest, type Point, side, topOf, xOf, yOf } from "./plot.ts";

export interface Series {
  /** Said where there are several. */
  name: string;
  points: readonly Point[];
}

export interface ChartProps {
  title: string;
  /** The first one has the stronger line. At most two. */
  series: readonly Series[];
  from: number;
  to: number;
  /** Longer without anything measured is a gap. */
  gapMs: number;
  format: (value: number) => string;
  formatTime: (at: number) => string;
}

const lineClasses = ["text-accent", "text-ink-faint"];

/** How something went, as lines; read out, and for who likes to read, as a table below. */
export function Chart(props: ChartProps) {
  const t = useText();
  const id = useId();
  const { title, series, from, to, format, formatTime } = props;
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const values = series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const frame: Frame = { from, to, top: topOf(values) };
  const shown = series.map(({ points }) => nearest(points, pointedAt ?? to));
  const at = shown.find((point) => point !== null)?.at ?? null;
  function point(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointedAt(from + ((event.clientX - left) / width) * (to - from));
  }
  return (
    <figure
      aria-labelledby={id}
      className="flex min-w-0 flex-col rounded-xl border border-line p-4"
    >
      <figcaption className="flex flex-wrap items-baseline gap-x-2">
        <span id={id} className="text-[0.9375rem] font-semibold">
          {title}
        </span>
        {pointedAt !== null && at !== null && (
          <span className="text-xs text-ink-faint">{formatTime(at)}</span>
        )}
      </figcaption>
      <Legend series={series} shown={shown} format={format} />
      <div
        className="relative mt-3 h-28 touch-pan-y"
        onPointerMove={point}
        onPointerLeave={() => setPointedAt(null)}
      >
        <Lines {...props} frame={frame} pointedAt={pointedAt === null ? null : at} />
        <span aria-hidden className="absolute end-0 -top-1.5 bg-canvas ps-1 text-xs text-ink-faint">
          {format(frame.top)}
        </span>
        {values.length === 0 && (
          <p className="absolute inset-0 grid place-items-center text-sm text-ink-faint">
            {t("panel.chart.nothing")}
          </p>
        )}
      </div>
      <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-faint">
        <span>{formatTime(from)}</span>
        <span>{formatTime(to)}</span>
      </p>
      <AsTable {...props} />
    </figure>
  );
}

interface LegendProps {
  series: readonly Series[];
  shown: readonly (Point | null)[];
  format: (value: number) => string;
}

function Legend({ series, shown, format }: LegendProps) {
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm">
      {series.map(({ name }, index) => (
        <span key={name} className="flex items-center gap-1.5">
          {series.length > 1 && (
            <>
              <span
                aria-hidden
                className={classNames("h-0.5 w-3 rounded-full bg-current", lineClasses[index])}
              />
              <span className="text-ink-soft">{name}</span>
            </>
          )}
          <span className="font-semibold tabular-nums">
            {shown[index]?.value == null ? "–" : format(shown[index].value)}
          </span>
        </span>
      ))}
    </p>
  );
}

interface LinesProps extends ChartProps {
  frame: Frame;
  pointedAt: number | null;
}

function Lines({ title, series, gapMs, frame, pointedAt }: LinesProps) {
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 ${side} ${side}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {[0, side / 2, side].map((y) => (
        <line
          key={y}
          x1={0}
          x2={side}
          y1={y}
          y2={y}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {[...series.entries()]
        .reverse()
        .map(([index, { name, points }]) =>
          linesOf(points, frame, gapMs).map((line) => (
            <path
              key={`${name} ${line.slice(0, 24)}`}
              d={line}
              fill="none"
              stroke="currentColor"
              strokeWidth={1.5}
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
              className={lineClasses[index]}
            />
          )),
        )}
      {pointedAt !== null && (
        <line
          x1={xOf(pointedAt, frame)}
          x2={xOf(pointedAt, frame)}
          y1={yOf(frame.top, frame)}
          y2={side}
          className="stroke-line-strong"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

/** The same in words and numbers, the newest first. Made when it is opened. */
function AsTable({ title, series, format, formatTime }: ChartProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [first] = series;
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="tap w-fit cursor-pointer rounded text-ink-soft hover:text-ink">
        {t("panel.chart.as-table")}
      </summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <div className="mt-1 max-h-56 overflow-y-auto" tabIndex={0}>
          <table aria-label={title} className="w-full border-collapse tabular-nums">
            <thead>
              <tr>
                <th scope="col" className="py-1 text-start text-xs text-ink-faint">
                  {t("panel.chart.time")}
                </th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" className="py-1 text-end text-xs text-ink-faint">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...(first?.points.keys() ?? [])].reverse().map((index) => {
                const at = first?.points[index]?.at ?? 0;
                return (
                  <tr key={at}>
                    <th scope="row" className="border-t border-line py-1 text-start font-normal">
                      {formatTime(at)}
                    </th>
                    {series.map(({ name, points }) => {
                      const value = points[index]?.value ?? null;
                      return (
                        <td key={name} className="border-t border-line py-1 text-end">
                          {value === null ? "–" : format(value)}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
