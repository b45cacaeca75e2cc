import type { Overview } from "@roost/protocol/overview.ts";
import { useCallback } from "react";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Page } from "../list/page.tsx";
import { usePolled } from "../list/use-polled.ts";
import { useAdministrator } from "../session/administrator.ts";
import { Charts } from "./charts.tsx";
import { formatBytes, formatMs } from "./format.ts";
import { Nodes } from "./nodes.tsx";

/** Nodes report every five seconds. */
const everyMs = 5_000;

/** How the server does, now and over time. */
export default function OverviewPage() {
  const t = useText();
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.overview(), [administration]);
  const { value, error, again } = usePolled(ask, everyMs);
  return (
    <Page title={t("panel.overview.title")} about={t("panel.overview.about")}>
      {value === null && error !== null && (
        <div className="flex flex-1" role="alert">
          <EmptyPerch
            birds={0}
            title={t("panel.overview.failed")}
            actions={<Button onClick={again}>{t("controls.try-again")}</Button>}
          >
            {describeTrouble(error, t)}
          </EmptyPerch>
        </div>
      )}
      {value === null && error === null && (
        <div role="status" aria-label={t("app.loading")} className="mt-6">
          <Skeleton className="h-44 w-full rounded-xl" />
        </div>
      )}
      {value !== null && (
        <>
          {error !== null && <Notice className="mt-4">{t("panel.overview.old")}</Notice>}
          <Figures overview={value} />
          <Charts />
          <Nodes nodes={value.nodes} now={value.at} />
        </>
      )}
    </Page>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const t = useText();
  const { commits, deliveries } = overview;
  const slow = (ms: number | null) =>
    ms === null ? t("panel.overview.none") : t("panel.overview.p99", { ms: formatMs(ms, t) });
  const usual = (ms: number | null) => (ms === null ? "–" : formatMs(ms, t));
  const figures: [label: string, value: string, note?: string][] = [
    [
      t("panel.overview.people"),
      t.number(overview.people),
      t("panel.overview.accounts", { count: overview.accounts }),
    ],
    [
      t("panel.overview.messages"),
      t.number(overview.messagesPerMinute),
      t("panel.overview.waiting", { count: overview.waiting }),
    ],
    [t("panel.overview.connections"), t.number(overview.connections)],
    [t("panel.overview.commits"), usual(commits.p50Ms), slow(commits.p99Ms)],
    [t("panel.overview.deliveries"), usual(deliveries.p50Ms), slow(deliveries.p99Ms)],
    [
      t("panel.overview.database"),
      formatBytes(overview.databaseBytes, t),
      t("panel.overview.mails", { count: overview.mailsWaiting }),
    ],
  ];
  return (
    <section aria-label={t("panel.overview.now")} className="mt-6">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-6">
        {figures.map(([label, value, note]) => (
          <div key={label} className="min-w-0 border-t border-line pt-3">
            <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
            <dd>
              <span className="block text-2xl font-extrabold tracking-tight tabular-nums">
                {value}
              </span>
              {note !== undefined && <span className="text-xs text-ink-soft">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
