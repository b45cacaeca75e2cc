import { reportReasons } from "@roost/protocol/report-reasons.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { useMemo, useState } from "react";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PersonFilter } from "../audit/person-filter.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { queryOf } from "./query.ts";
import { Resolve } from "./resolve.tsx";
import { type NamedReport, useColumns } from "./use-columns.tsx";

/** What people report, the oldest first, to be resolved. */
export default function ReportsPage() {
  const t = useText();
  const filters = useFilters();
  const query = queryOf(filters.key);
  const columns = useColumns(query.state === undefined);
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfReports(administration), [administration]);
  const [news, setNews] = useState(0);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.reports.title")}
      about={t("panel.reports.about")}
      actions={<ExportLink href={exportPath.reports(query)} />}
    >
      <ReportFilters filters={filters} />
      <Table
        label={t("panel.reports.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(report) => (
          <Resolve report={report} onResolved={() => setNews((before) => before + 1)} />
        )}
        failed={t("panel.reports.failed")}
        empty={<Nothing filters={filters} title={t("panel.reports.none")} />}
      />
    </Page>
  );
}

function ReportFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <ChoiceFilter
        label={t("panel.reports.state")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.reports.state.open") },
          { value: "resolved", label: t("panel.reports.state.resolved") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.reports.reason")}
        name="reason"
        filters={filters}
        choices={[
          { value: "", label: t("panel.reports.reason.any") },
          ...reportReasons.map((reason) => ({
            value: reason,
            label: t(`panel.reports.reason.${reason}`),
          })),
        ]}
      />
      <PersonFilter
        name="author"
        label={t("panel.reports.author")}
        any={t("panel.reports.author.any")}
        filters={filters}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="md:hidden"
        choices={[
          { value: "", label: t("panel.list.sort") },
          { value: "oldest", label: t("panel.reports.sort.oldest") },
          { value: "newest", label: t("panel.reports.sort.newest") },
        ]}
      />
    </div>
  );
}

const pageOfReports =
  (administration: Administrator["administration"]) =>
  async (key: string, cursor: string | null) => {
    const { reports, users, nextCursor } = await administration.reports({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = reports.map((report): NamedReport => ({ ...report, users: byId }));
    return { rows, nextCursor };
  };
