import { type Administration, exportPath } from "@roost/sdk/account.ts";
import { Ban, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
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
import { useAdministrator } from "../session/administrator.ts";
import { queryOf } from "./query.ts";
import { RevokeDialog } from "./revoke-dialog.tsx";
import { type NamedToken, personOf, useColumns } from "./use-columns.tsx";

/** The API tokens that people have made for themselves. */
export default function TokensPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { me, administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfTokens(administration), [administration]);
  const [news, setNews] = useState(0);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  const selection = useSelection(filters.key);
  const selected = pages.rows.filter(({ id }) => selection.has(id));
  const revoke = (tokens: readonly NamedToken[]) =>
    openDialog((close) => (
      <RevokeDialog
        tokens={tokens}
        onRevoked={() => {
          selection.clear();
          setNews((before) => before + 1);
        }}
        onClose={close}
      />
    ));
  const named = (token: NamedToken) => ({ name: token.name, person: personOf(token, t) });
  return (
    <Page
      title={t("panel.tokens.title")}
      about={t("panel.tokens.about")}
      actions={<ExportLink href={exportPath.tokens(queryOf(filters.key, new Date()))} />}
    >
      <TokenFilters filters={filters} />
      <Table
        label={t("panel.tokens.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        selection={{
          ...selection,
          labelOf: (token) => t("panel.tokens.select", named(token)),
        }}
        // One's own are looked after in the settings.
        actions={(token) =>
          token.userId !== me.id && (
            <IconButton
              icon={Ban}
              label={t("panel.tokens.revoke.name", named(token))}
              onClick={() => revoke([token])}
            />
          )
        }
        failed={t("panel.tokens.failed")}
        empty={<Nothing filters={filters} title={t("panel.tokens.none")} />}
      />
      {selected.length > 0 && (
        <section
          aria-label={t("panel.tokens.many")}
          className="sticky bottom-3 z-10 mx-auto mt-4 flex max-w-full flex-wrap items-center gap-2 rounded-xl bg-raised py-2 ps-4 pe-2 shadow-pop"
        >
          <p role="status" className="text-[0.9375rem] font-semibold">
            {t("panel.list.selected", { count: selected.length })}
          </p>
          <Button size="small" look="danger" onClick={() => revoke(selected)}>
            <Ban size={15} aria-hidden className="max-sm:hidden" />
            {t("panel.tokens.revoke")}
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

const unusedDays = [30, 90, 365];

function TokenFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.tokens.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <PersonFilter
        name="of"
        label={t("panel.tokens.person")}
        any={t("panel.tokens.person.any")}
        filters={filters}
      />
      <ChoiceFilter
        label={t("panel.people.status")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.tokens.state.any") },
          { value: "working", label: t("panel.tokens.state.working") },
          { value: "expired", label: t("panel.tokens.state.expired") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.people.used")}
        name="unused"
        filters={filters}
        choices={[
          { value: "", label: t("panel.people.used.any") },
          ...unusedDays.map((count) => ({
            value: `${count}`,
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
          { value: "", label: t("panel.tokens.sort.newest") },
          { value: "oldest", label: t("panel.tokens.sort.oldest") },
          { value: "recent", label: t("panel.people.sort.recent") },
          { value: "idle", label: t("panel.people.sort.idle") },
        ]}
      />
    </div>
  );
}

const pageOfTokens =
  (administration: Administration) => async (key: string, cursor: string | null) => {
    const { tokens, users, nextCursor } = await administration.tokens({
      ...queryOf(key, new Date()),
      ...(cursor !== null && { cursor }),
    });
    const byId = new Map(users.map((user) => [user.id, user]));
    const rows = tokens.map(
      (token): NamedToken => ({ ...token, user: byId.get(token.userId) ?? null }),
    );
    return { rows, nextCursor };
  };
