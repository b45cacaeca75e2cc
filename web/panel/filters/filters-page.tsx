import { exportPath } from "@roost/sdk/account.ts";
import { Ellipsis, Pencil, Plus, Power, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Menu, MenuItem } from "../../chat/controls/menu.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { MenuButton } from "../../chat/loading/menu-button.tsx";
import { part } from "../../chat/loading/part.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { actions, type KindName, kindNames, queryOf } from "./query.ts";
import { TryText } from "./try-text.tsx";
import { type NamedFilter, useColumns } from "./use-columns.tsx";

const FilterDialog = part(async () => ({
  default: (await import("./filter-dialog.tsx")).FilterDialog,
}));

/** What may not be said on the server. */
export default function FiltersPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { moderation } = useAdministrator();
  const fetchPage = useMemo(() => pageOfFilters(moderation), [moderation]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.filters.title")}
      about={t("panel.filters.about")}
      actions={
        <>
          <ExportLink href={exportPath.filters(queryOf(filters.key))} />
          <PageAction
            icon={Plus}
            label={t("panel.filters.new")}
            onClick={() =>
              openDialog((close) => (
                <FilterDialog filter={null} onSaved={onChanged} onClose={close} />
              ))
            }
          />
        </>
      }
    >
      <FilterFilters filters={filters} />
      <Table
        label={t("panel.filters.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(filter) => <FilterMenu filter={filter} onChanged={onChanged} />}
        failed={t("panel.filters.failed")}
        empty={<Nothing filters={filters} title={t("panel.filters.none")} />}
      />
      <TryText />
    </Page>
  );
}

function FilterFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.filters.search")}
        filters={filters}
        className="col-span-2 sm:w-64"
      />
      <ChoiceFilter
        label={t("panel.filters.kind")}
        name="kind"
        filters={filters}
        choices={[
          { value: "", label: t("panel.filters.kind.any") },
          ...(Object.keys(kindNames) as KindName[]).map((name) => ({
            value: name,
            label: t(`panel.filters.kind.${name}`),
          })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.filters.action")}
        name="action"
        filters={filters}
        choices={[
          { value: "", label: t("panel.filters.action.any") },
          ...actions.map((name) => ({ value: name, label: t(`panel.filters.action.${name}`) })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.status.any") },
          { value: "on", label: t("panel.filters.on") },
          { value: "off", label: t("panel.filters.off") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="lg:hidden"
        choices={[
          { value: "", label: t("panel.invites.sort.newest") },
          { value: "oldest", label: t("panel.invites.sort.oldest") },
        ]}
      />
    </div>
  );
}

function FilterMenu({ filter, onChanged }: { filter: NamedFilter; onChanged: () => void }) {
  const t = useText();
  const openDialog = useDialog();
  const { moderation } = useAdministrator();
  const { id, isOn, entries } = filter;
  const name = entries[0] ?? "";
  async function toggle() {
    try {
      await inWords(t, () => moderation.changeFilter(id, { isOn: !isOn }));
      showToast(t(isOn ? "panel.filters.switched-off" : "panel.filters.switched-on"));
      onChanged();
    } catch (refused) {
      showToast(describeTrouble(refused, t), "trouble");
    }
  }
  async function remove() {
    await inWords(t, () => moderation.deleteFilter(id));
    showToast(t("panel.filters.delete.done"));
    onChanged();
  }
  return (
    <MenuButton
      trigger={<IconButton icon={Ellipsis} label={t("panel.filters.actions", { name })} />}
      menu={(button) => (
        <Menu trigger={button}>
          <MenuItem
            icon={Pencil}
            onSelect={() =>
              openDialog((close) => (
                <FilterDialog filter={filter} onSaved={onChanged} onClose={close} />
              ))
            }
          >
            {t("panel.filters.change")}
          </MenuItem>
          <MenuItem icon={Power} onSelect={toggle}>
            {t(isOn ? "panel.filters.switch-off" : "panel.filters.switch-on")}
          </MenuItem>
          <MenuItem
            danger
            icon={Trash2}
            onSelect={() =>
              openDialog((close) => (
                <Confirm
                  danger
                  title={t("panel.filters.delete.title")}
                  action={t("panel.filters.delete")}
                  onConfirm={remove}
                  onClose={close}
                >
                  {t("panel.filters.delete.text")}
                </Confirm>
              ))
            }
          >
            {t("panel.filters.delete")}
          </MenuItem>
        </Menu>
      )}
    />
  );
}

const pageOfFilters =
  (moderation: Administrator["moderation"]) =>
  async (
    key: string,
    cursor: string | null,
  ): Promise<{ rows: NamedFilter[]; nextCursor: string | null }> => {
    const { filters, users, nextCursor } = await moderation.filters({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = filters.map((one) => ({ ...one, maker: byId.get(one.createdBy ?? "") }));
    return { rows, nextCursor };
  };
