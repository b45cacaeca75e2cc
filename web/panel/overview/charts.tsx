import type { Sample } from "@roost/protocol/overview.ts";
import { useCallback } from "react";
import { classNames } from "../../chat/controls/class-names.ts";
import { Notice } from "../../chat/controls/notice.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Chart, type Series } from "../chart/chart.tsx";
import { useFilters } from "../list/use-filters.ts";
import { usePolled } from "../list/use-polled.ts";
import { useAdministrator } from "../session/administrator.ts";
import { formatBytes, formatMs } from "./format.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const spans = { minute: hourMs, hour: 30 * 24 * hourMs };
const steps = { minute: minuteMs, hour: hourMs };

/** How the server did in the last hour, or in the last thirty days, as the address says. */
export function Charts() {
  const t = useText();
  const filters = useFilters();
  const per = filters.get("span") === "days" ? "hour" : "minute";
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.samples(per), [administration, per]);
  const { value, error } = usePolled(ask, minuteMs / 2);
  const samples = value ?? [];
  const to = Date.now();
  const range = { from: to - spans[per], to, gapMs: steps[per] * 2.5 };
  const format = new Intl.DateTimeFormat(t.locale, {
    ...(per === "hour" && ({ day: "numeric", month: "short" } as const)),
    ...{ hour: "2-digit", minute: "2-digit" },
  });
  const common = { ...range, formatTime: (at: number) => format.format(at) };
  const series = (name: string, of: (sample: Sample) => number | null): Series => ({
    name,
    points: samples.map((sample) => ({ at: Date.parse(sample.at), value: of(sample) })),
  });
  const number = (value: number) => t.number(value);
  const ms = (value: number) => formatMs(value, t);
  return (
    <section aria-label={t("panel.overview.history")} className="mt-9">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="flex-1 text-lg font-bold tracking-tight">{t("panel.overview.history")}</h2>
        <Span
          chosen={per}
          onChoose={(next) => filters.set({ span: next === "hour" ? "days" : "" })}
        />
      </div>
      {error !== null && <Notice className="mt-3">{describeTrouble(error, t)}</Notice>}
      <div className="mt-3 grid gap-4 md:grid-cols-2">
        <Chart
          {...common}
          title={t("panel.overview.messages")}
          series={[series(t("panel.overview.messages"), ({ messages }) => messages)]}
          format={number}
        />
        <Chart
          {...common}
          title={t("panel.overview.people")}
          series={[
            series(t("panel.overview.people"), ({ people }) => people),
            series(t("panel.overview.connections"), ({ connections }) => connections),
          ]}
          format={number}
        />
        <Chart
          {...common}
          title={t("panel.overview.commits")}
          series={[
            series(t("panel.overview.slow"), ({ commits }) => commits.p99Ms),
            series(t("panel.overview.usual"), ({ commits }) => commits.p50Ms),
          ]}
          format={ms}
        />
        <Chart
          {...common}
          title={t("panel.overview.deliveries")}
          series={[
            series(t("panel.overview.slow"), ({ deliveries }) => deliveries.p99Ms),
            series(t("panel.overview.usual"), ({ deliveries }) => deliveries.p50Ms),
          ]}
          format={ms}
        />
        <Chart
          {...common}
          title={t("panel.overview.waiting.title")}
          series={[series(t("panel.overview.waiting.title"), ({ waiting }) => waiting)]}
          format={number}
        />
        <Chart
          {...common}
          title={t("panel.overview.database")}
          series={[series(t("panel.overview.database"), ({ databaseBytes }) => databaseBytes)]}
          format={(value) => formatBytes(value, t)}
        />
      </div>
    </section>
  );
}

interface SpanProps {
  chosen: "minute" | "hour";
  onChoose: (per: "minute" | "hour") => void;
}

function Span({ chosen, onChoose }: SpanProps) {
  const t = useText();
  return (
    <fieldset className="flex rounded-lg bg-sunken p-0.5">
      <legend className="sr-only">{t("panel.overview.span")}</legend>
      {(["minute", "hour"] as const).map((per) => (
        <label
          key={per}
          className={classNames(
            "tap flex cursor-pointer items-center rounded-md px-3 py-1.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus",
            per === chosen ? "bg-raised font-semibold shadow-low" : "text-ink-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name="span"
            checked={per === chosen}
            onChange={() => onChoose(per)}
            className="sr-only"
          />
          {t(`panel.overview.span.${per}`)}
        </label>
      ))}
    </fieldset>
  );
}
