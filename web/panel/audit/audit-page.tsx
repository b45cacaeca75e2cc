import { exportPath } from "@roost/sdk/account.ts";
import { useMemo } from "react";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { DayFilter } from "../list/day-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { actionNames } from "./action-names.ts";
import { PersonFilter } from "./person-filter.tsx";
import { commandLine, queryOf } from "./query.ts";
import type { NamedEntry } from "./sentence.tsx";
import { useColumns } from "./use-columns.tsx";

/** Everything administrative that was done: who, what, to whom, from where. */
export default function AuditPage() {
  const t = useText();
  const filters = useFilters();
  const columns = useColumns();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfEntries(administration), [administration]);
  const pages = usePages(filters.key, fetchPage);
  const query = queryOf(filters.key);
  return (
    <Page
      title={t("panel.audit.title")}
      about={t("panel.audit.about")}
      actions={
        <>
          <ExportLink href={exportPath.audit(query)} />
          <ExportLink href={exportPath.audit({ ...query, format: "json" })} format="json" />
        </>
      }
    >
      <AuditFilters filters={filters} />
      <Table
        label={t("panel.audit.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => `${id}`}
        failed={t("panel.audit.failed")}
        empty={<Nothing filters={filters} title={t("panel.audit.none")} />}
      />
    </Page>
  );
}

function AuditFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <PersonFilter
        name="by"
        label={t("panel.audit.by")}
        any={t("panel.audit.by.any")}
        more={{ value: commandLine, label: t("panel.audit.command") }}
        filters={filters}
      />
      <PersonFilter
        name="about"
        label={t("panel.audit.about-whom")}
        any={t("panel.audit.about-whom.any")}
        filters={filters}
      />
      <ChoiceFilter
        label={t("panel.audit.action")}
        name="action"
        filters={filters}
        className="max-sm:col-span-2"
        choices={[
          { value: "", label: t("panel.audit.action.any") },
          ...Object.entries(actionNames).map(([value, key]) => ({ value, label: t(key) })),
        ]}
      />
      <DayFilter label={t("panel.audit.from")} name="from" filters={filters} />
      <DayFilter label={t("panel.audit.to")} name="to" filters={filters} />
    </div>
  );
}

const pageOfEntries =
  (administration: Administrator["administration"]) =>
  async (key: string, cursor: string | null) => {
    const { entries, users, nextCursor } = await administration.audit({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows: NamedEntry[] = entries.map((entry) => ({ ...entry, users: byId }));
    return { rows, nextCursor };
  };
