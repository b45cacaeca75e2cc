import { ApiError } from "@roost/sdk";
import { exportPath } from "@roost/sdk/account.ts";
import { useCallback, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { useText } from "../../chat/language/language.ts";
import { PersonFilter } from "../audit/person-filter.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { DayFilter } from "../list/day-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Moment } from "../list/moment.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { type Column, Table } from "../list/table.tsx";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { useSelection } from "../list/use-selection.ts";
import { useMay } from "../session/administrator.ts";
import { FoundBar } from "./found-bar.tsx";
import { Locked } from "./locked.tsx";
import { ManyBar } from "./many-bar.tsx";
import { MessageActions } from "./message-actions.tsx";
import { OpenDirect } from "./open-direct.tsx";
import { queryOf } from "./query.ts";
import { RoomFilter } from "./room-filter.tsx";
import { type NamedMessage, nameIn, useMessages } from "./use-messages.ts";
import { What, When } from "./what.tsx";

/** What is written on this server, to be found, seen where it stands, deleted and brought back. */
export default function MessagesPage() {
  const t = useText();
  const filters = useFilters();
  const [news, setNews] = useState(0);
  const onChanged = useCallback(() => setNews((before) => before + 1), []);
  const query = queryOf(filters.key);
  const { searchedUntil, ...pages } = useMessages(filters.key, news);
  const columns = useColumns();
  const selection = useSelection(filters.key);
  const selected = pages.rows.filter(({ id }) => selection.has(id));
  const { error } = pages;
  const isLocked = error instanceof ApiError && error.code === "room.not_opened";
  const isSearching = searchedUntil !== null && pages.hasMore && pages.rows.length === 0;
  return (
    <Page
      title={t("panel.messages.title")}
      about={t("panel.messages.about")}
      actions={<ExportLink href={exportPath.messages(query)} />}
    >
      <MessageFilters filters={filters} />
      {!isLocked && <FoundBar query={query} onChanged={onChanged} />}
      {isLocked && query.roomId !== undefined ? (
        <Locked roomId={query.roomId} onOpened={pages.retry} />
      ) : (
        <Table
          label={t("panel.messages.title")}
          pages={pages}
          columns={columns}
          filters={filters}
          keyOf={({ id }) => id}
          selection={{
            ...selection,
            labelOf: (message) =>
              t("panel.messages.select", { name: nameIn(message, message.authorId, t) }),
          }}
          actions={(message) => <MessageActions message={message} onChanged={onChanged} />}
          failed={t("panel.messages.failed")}
          empty={
            isSearching ? null : <Nothing filters={filters} title={t("panel.messages.none")} />
          }
        />
      )}
      {searchedUntil !== null && pages.hasMore && (
        <Further until={searchedUntil} isSearching={pages.status === "loading"} {...pages} />
      )}
      {selected.length > 0 && (
        <ManyBar messages={selected} onChanged={onChanged} onClear={selection.clear} />
      )}
    </Page>
  );
}

interface FurtherProps {
  until: string;
  isSearching: boolean;
  loadMore: () => void;
}

/** How far the messages were searched, and the rest of them. */
function Further({ until, isSearching, loadMore }: FurtherProps) {
  const t = useText();
  return (
    <div className="mt-5 flex flex-wrap items-center gap-3 text-sm text-ink-soft">
      <p role="status">
        {t.rich("panel.messages.searched", { when: <Moment key="when" at={until} /> })}
      </p>
      <Button size="small" busy={isSearching} onClick={loadMore}>
        {t("panel.messages.further")}
      </Button>
    </div>
  );
}

function useColumns(): Column<NamedMessage>[] {
  const t = useText();
  return [
    {
      title: t("panel.messages.column.message"),
      isHead: true,
      cell: (message) => <What message={message} hasTimeBeside />,
    },
    {
      title: t("panel.messages.column.when"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: (message) => <When message={message} />,
    },
  ];
}

function MessageFilters({ filters }: { filters: Filters }) {
  const t = useText();
  const may = useMay();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.messages.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <RoomFilter filters={filters} />
      {may("people") && (
        <PersonFilter
          name="author"
          label={t("panel.messages.author")}
          any={t("panel.messages.author.any")}
          filters={filters}
        />
      )}
      <ChoiceFilter
        label={t("panel.messages.state")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.messages.state.any") },
          { value: "standing", label: t("panel.messages.state.standing") },
          { value: "deleted", label: t("panel.messages.state.deleted") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.messages.reported")}
        name="reported"
        filters={filters}
        choices={[
          { value: "", label: t("panel.messages.reported.any") },
          { value: "yes", label: t("panel.messages.reported.yes") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="col-span-2 md:hidden"
        choices={[
          { value: "", label: t("panel.messages.sort.newest") },
          { value: "oldest", label: t("panel.messages.sort.oldest") },
        ]}
      />
      <DayFilter label={t("panel.audit.from")} name="from" filters={filters} />
      <DayFilter label={t("panel.audit.to")} name="to" filters={filters} />
      {may("openMessages") && <OpenDirect filters={filters} />}
    </div>
  );
}
