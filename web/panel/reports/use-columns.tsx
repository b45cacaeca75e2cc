import type { Report } from "@roost/protocol/report.ts";
import type { User } from "@roost/protocol/user.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";

/** A report with those whom it names, by their ids. */
export type NamedReport = Report & { users: ReadonlyMap<string, User> };

/** What the queue says of each report. @param isOpen Whether those are shown that wait. */
export function useColumns(isOpen: boolean): Column<NamedReport>[] {
  const t = useText();
  const order = { up: "oldest", down: "newest", isDefault: true } as const;
  return [
    {
      title: t("panel.reports.column.message"),
      isHead: true,
      cell: (report) => <What report={report} />,
    },
    {
      title: t("panel.reports.column.when"),
      from: "md",
      sort: { ...order, first: isOpen ? "up" : "down" },
      cell: ({ at }) => <Moment at={at} />,
    },
    ...(isOpen
      ? []
      : [
          {
            title: t("panel.reports.column.resolved"),
            from: "lg" as const,
            cell: (report: NamedReport) => <Outcome report={report} />,
          },
        ]),
  ];
}

/** What to call somebody whom a report names. */
export function nameIn({ users }: NamedReport, userId: string, t: Text): string {
  return users.get(userId)?.displayName ?? t("panel.reports.gone");
}

/** The message as it was, who wrote it, and who reported it for what. */
function What({ report }: { report: NamedReport }) {
  const t = useText();
  const { authorId, body, reporterId, reason, note, resolvedAt } = report;
  const said = {
    reporter: <Person report={report} userId={reporterId} />,
    reason: t(`panel.reports.reason.${reason}`),
  };
  return (
    <div className="min-w-0 py-0.5 whitespace-normal [overflow-wrap:anywhere]">
      <p className="text-sm text-ink-soft">
        {t.rich("panel.reports.wrote", { author: <Person report={report} userId={authorId} /> })}
      </p>
      <blockquote className="my-1 line-clamp-6 border-s-2 border-line-strong ps-3 whitespace-pre-wrap">
        {body === "" ? (
          <span className="text-ink-faint">{t("panel.reports.empty")}</span>
        ) : (
          <Words>{body}</Words>
        )}
      </blockquote>
      <p className="text-sm text-ink-soft">
        {note === null
          ? t.rich("panel.reports.by", said)
          : t.rich("panel.reports.by-note", { ...said, note })}
      </p>
      <p className="mt-1 text-xs text-ink-faint md:hidden">
        <Moment at={report.at} />
      </p>
      {resolvedAt !== null && (
        <div className="mt-1 text-sm text-ink-soft lg:hidden">
          <Outcome report={report} />
        </div>
      )}
    </div>
  );
}

function Outcome({ report }: { report: NamedReport }): ReactNode {
  const t = useText();
  const { resolution, resolvedById, resolvedAt } = report;
  if (resolution === null || resolvedAt === null) return null;
  return (
    <span className="block">
      {t(`panel.reports.${resolution}`, { who: nameIn(report, resolvedById ?? "", t) })}
      <span className="block text-xs text-ink-faint">
        <Moment at={resolvedAt} />
      </span>
    </span>
  );
}

function Person({ report, userId }: { report: NamedReport; userId: string }) {
  const t = useText();
  if (!report.users.has(userId)) return <span>{t("panel.reports.gone")}</span>;
  return (
    <Link href={`/people/${userId}`} className="font-semibold text-ink hover:underline">
      <Words>{nameIn(report, userId, t)}</Words>
    </Link>
  );
}
