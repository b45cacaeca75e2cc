import type { Account } from "@roost/protocol/people.ts";
import { serverRoleNames } from "@roost/protocol/permissions.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { Ellipsis, UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { part } from "../../chat/loading/part.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useSelection } from "../list/use-selection.ts";
import { PersonMenu } from "../person/person-menu.tsx";
import { useCustomRoles } from "../roles/use-custom-roles.ts";
import { type Administrator, useAdministrator, useMay } from "../session/administrator.ts";
import { ManyBar } from "./many-bar.tsx";
import { queryOf } from "./query.ts";

import { useColumns } from "./use-columns.tsx";

const CreateDialog = part(async () => ({
  default: (await import("../person/create-dialog.tsx")).CreateDialog,
}));

/** Everybody with an account, to be found, looked at and acted upon. */
export default function PeoplePage() {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfAccounts(administration), [administration]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  const selection = useSelection(filters.key);
  const selected = pages.rows.filter(({ id }) => selection.has(id));
  return (
    <Page
      title={t("panel.people.title")}
      about={t("panel.people.about")}
      actions={
        <>
          <ExportLink href={exportPath.people(queryOf(filters.key, new Date()))} />
          {may("createPerson") && (
            <PageAction
              icon={UserPlus}
              label={t("panel.people.new")}
              onClick={() =>
                openDialog((close) => <CreateDialog onCreated={onChanged} onClose={close} />)
              }
            />
          )}
        </>
      }
    >
      <PeopleFilters filters={filters} />
      <Table
        label={t("panel.people.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        selection={{
          ...selection,
          labelOf: ({ displayName }) => t("panel.people.select", { name: displayName }),
        }}
        actions={(person) => (
          <PersonMenu
            person={person}
            onChanged={onChanged}
            trigger={
              <IconButton
                icon={Ellipsis}
                label={t("panel.people.actions", { name: person.displayName })}
              />
            }
          />
        )}
        failed={t("panel.people.failed")}
        empty={<Nothing filters={filters} title={t("panel.people.none")} />}
      />
      {selected.length > 0 && (
        <ManyBar people={selected} onChanged={onChanged} onClear={selection.clear} />
      )}
    </Page>
  );
}

const sinceDays = [1, 7, 30];
const idleDays = [30, 90, 365];

function PeopleFilters({ filters }: { filters: Filters }) {
  const t = useText();
  const customRoles = useCustomRoles();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.people.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <ChoiceFilter
        label={t("panel.people.role")}
        name="role"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.role.any") },
          ...serverRoleNames.map((role) => ({ value: role, label: t(`panel.role.${role}`) })),
          ...customRoles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="status"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.status.any") },
          { value: "open", label: t("panel.people.status.open") },
          { value: "suspended", label: t("panel.people.status.suspended") },
          { value: "silenced", label: t("panel.people.status.silenced") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.people.used")}
        name="used"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.used.any") },
          ...sinceDays.map((count) => ({
            value: `since-${count}`,
            label: t("panel.people.used.since", { count }),
          })),
          ...idleDays.map((count) => ({
            value: `idle-${count}`,
            label: t("panel.people.used.idle", { count }),
          })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="lg:hidden"
        choices={[
          { value: "", label: t("panel.people.sort.name") },
          ...(["newest", "oldest", "recent", "idle"] as const).map((sort) => ({
            value: sort,
            label: t(`panel.people.sort.${sort}`),
          })),
        ]}
      />
    </div>
  );
}

const pageOfAccounts =
  (administration: Administrator["administration"]) =>
  async (
    key: string,
    cursor: string | null,
  ): Promise<{ rows: Account[]; nextCursor: string | null }> => {
    const page = await administration.people({
      ...queryOf(key, new Date()),
      ...(cursor !== null && { cursor }),
    });
    return { rows: page.accounts, nextCursor: page.nextCursor };
  };
