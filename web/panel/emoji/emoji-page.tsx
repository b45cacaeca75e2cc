import { type Administration, exportPath } from "@roost/sdk/account.ts";
import { SmilePlus, Trash2, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { PageAction } from "../../chat/lists/page-action.tsx";
import { part } from "../../chat/loading/part.tsx";
import { PersonFilter } from "../audit/person-filter.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useSelection } from "../list/use-selection.ts";
import { useAdministrator, useMay } from "../session/administrator.ts";
import { queryOf } from "./query.ts";
import { type NamedEmoji, useColumns } from "./use-columns.tsx";

const AddDialog = part(() => import("./add-dialog.tsx"));
const DeleteDialog = part(() => import("./delete-dialog.tsx"));

/** The emoji that were added to the server. */
export default function EmojiPage() {
  const t = useText();
  const may = useMay();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns(may("people"));
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfEmoji(administration), [administration]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  const selection = useSelection(filters.key);
  const selected = pages.rows.filter(({ name }) => selection.has(name));
  const remove = (emoji: readonly NamedEmoji[]) =>
    openDialog((close) => (
      <DeleteDialog
        names={emoji.map(({ name }) => name)}
        onDeleted={() => {
          selection.clear();
          onChanged();
        }}
        onClose={close}
      />
    ));
  return (
    <Page
      title={t("panel.emoji.title")}
      about={t("panel.emoji.about")}
      actions={
        <>
          <ExportLink href={exportPath.emoji(queryOf(filters.key))} />
          <PageAction
            icon={SmilePlus}
            label={t("panel.emoji.new")}
            onClick={() => openDialog((close) => <AddDialog onAdded={onChanged} onClose={close} />)}
          />
        </>
      }
    >
      <EmojiFilters filters={filters} />
      <Table
        label={t("panel.emoji.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ name }) => name}
        selection={{
          ...selection,
          labelOf: ({ name }) => t("panel.people.select", { name: `:${name}:` }),
        }}
        actions={(emoji) => (
          <IconButton
            icon={Trash2}
            label={t("panel.emoji.delete.name", { name: `:${emoji.name}:` })}
            onClick={() => remove([emoji])}
          />
        )}
        failed={t("panel.emoji.failed")}
        empty={<Nothing filters={filters} title={t("panel.emoji.none")} />}
      />
      {selected.length > 0 && (
        <section
          aria-label={t("panel.emoji.many")}
          className="sticky bottom-3 z-10 mx-auto mt-4 flex max-w-full flex-wrap items-center gap-2 rounded-xl bg-raised py-2 ps-4 pe-2 shadow-pop"
        >
          <p role="status" className="text-[0.9375rem] font-semibold">
            {t("panel.list.selected", { count: selected.length })}
          </p>
          <Button size="small" look="danger" onClick={() => remove(selected)}>
            <Trash2 size={15} aria-hidden className="max-sm:hidden" />
            {t("panel.emoji.delete")}
          </Button>
          <IconButton
            icon={X}
            size="small"
            label={t("panel.list.unselect")}
            onClick={selection.clear}
          />
        </section>
      )}
    </Page>
  );
}

function EmojiFilters({ filters }: { filters: Filters }) {
  const t = useText();
  const may = useMay();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.emoji.search")}
        filters={filters}
        className="col-span-2 sm:w-60"
      />
      {may("people") && (
        <PersonFilter
          name="by"
          label={t("panel.emoji.by")}
          any={t("panel.emoji.by.any")}
          filters={filters}
        />
      )}
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="md:hidden"
        choices={[
          { value: "", label: t("panel.people.sort.name") },
          { value: "newest", label: t("panel.emoji.sort.newest") },
          { value: "oldest", label: t("panel.emoji.sort.oldest") },
        ]}
      />
    </div>
  );
}

const pageOfEmoji =
  (administration: Administration) => async (key: string, cursor: string | null) => {
    const { emoji, users, nextCursor } = await administration.emoji({
      ...queryOf(key),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = emoji.map((one): NamedEmoji => ({ ...one, adder: byId.get(one.addedBy) ?? null }));
    return { rows, nextCursor };
  };
