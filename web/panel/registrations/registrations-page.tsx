import type { RegistrationRequest } from "@roost/protocol/registration.ts";
import type { Admission } from "@roost/sdk/account.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { useMemo, useState } from "react";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useAdministrator } from "../session/administrator.ts";
import { Decide } from "./decide.tsx";
import { queryOf } from "./query.ts";
import { type NamedRequest, useColumns } from "./use-columns.tsx";

/** Those who asked to be let in, to be decided about. */
export default function RegistrationsPage() {
  const t = useText();
  const filters = useFilters();
  const columns = useColumns();
  const { admission } = useAdministrator();
  const fetchPage = useMemo(() => pageOfRequests(admission), [admission]);
  const [news, setNews] = useState(0);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.registrations.title")}
      about={t("panel.registrations.about")}
      actions={<ExportLink href={exportPath.registrations(queryOf(filters.key))} />}
    >
      <RequestFilters filters={filters} />
      <Table
        label={t("panel.registrations.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(request) => (
          <Decide request={request} onDecided={() => setNews((before) => before + 1)} />
        )}
        failed={t("panel.registrations.failed")}
        empty={<Nothing filters={filters} title={t("panel.registrations.none")} />}
      />
    </Page>
  );
}

function RequestFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.people.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.registrations.state.awaited") },
          { value: "approved", label: t("panel.registrations.state.approved") },
          { value: "refused", label: t("panel.registrations.state.refused") },
          { value: "any", label: t("panel.people.status.any") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="md:hidden"
        choices={[
          { value: "", label: t("panel.registrations.sort.oldest") },
          { value: "newest", label: t("panel.registrations.sort.newest") },
        ]}
      />
    </div>
  );
}

const pageOfRequests = (admission: Admission) => async (key: string, cursor: string | null) => {
  const { registrations, users, nextCursor } = await admission.registrations({
    ...queryOf(key),
    ...(cursor !== null && { cursor }),
  });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const rows = registrations.map(
    (request: RegistrationRequest): NamedRequest => ({
      ...request,
      decider: request.decidedBy === null ? null : (names.get(request.decidedBy) ?? null),
    }),
  );
  return { rows, nextCursor };
};
