import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { Ellipsis, Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
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
import { useFetched } from "../list/use-fetched.ts";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { RoomMenu } from "../room/room-menu.tsx";
import { type Administrator, useAdministrator } from "../session/administrator.ts";
import { queryOf, sorts } from "./query.ts";
import { useColumns } from "./use-columns.tsx";

const MakeRoomDialog = part(async () => ({
  default: (await import("../room/make-room.tsx")).MakeRoomDialog,
}));

/** All rooms but directs, to be found, looked at and looked after. */
export default function RoomsPage() {
  const t = useText();
  const openDialog = useDialog();
  const filters = useFilters();
  const columns = useColumns();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfRooms(administration), [administration]);
  const [news, setNews] = useState(0);
  const onChanged = () => setNews((before) => before + 1);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <Page
      title={t("panel.rooms.title")}
      about={t("panel.rooms.about")}
      actions={
        <>
          <ExportLink href={exportPath.rooms(queryOf(filters.key, new Date()))} />
          <PageAction
            icon={Plus}
            label={t("panel.rooms.new")}
            onClick={() =>
              openDialog((close) => <MakeRoomDialog onMade={onChanged} onClose={close} />)
            }
          />
        </>
      }
    >
      <Counts news={news} />
      <RoomFilters filters={filters} />
      <Table
        label={t("panel.rooms.title")}
        pages={pages}
        columns={columns}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(room) => (
          <RoomMenu
            room={room}
            onChanged={onChanged}
            onDeleted={onChanged}
            trigger={
              <IconButton icon={Ellipsis} label={t("panel.rooms.actions", { name: room.name })} />
            }
          />
        )}
        failed={t("panel.rooms.failed")}
        empty={<Nothing filters={filters} title={t("panel.rooms.none")} />}
      />
    </Page>
  );
}

/** How many there are, in a line. Nothing while that is not known. */
function Counts({ news }: { news: number }) {
  const t = useText();
  const { administration } = useAdministrator();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was changed may have changed them.
  const ask = useCallback(() => administration.roomCounts(), [administration, news]);
  const { value } = useFetched(ask);
  if (value === null) return <p className="mt-1 h-5" />;
  return (
    <p className="mt-1 text-sm text-ink-faint">
      {[
        t("panel.rooms.count.public", { count: value.public }),
        t("panel.rooms.count.private", { count: value.private }),
        t("panel.rooms.count.archived", { count: value.archived }),
        t("panel.rooms.count.directs", { count: value.directs }),
      ].join(" · ")}
    </p>
  );
}

const idleDays = [30, 90, 365];

function RoomFilters({ filters }: { filters: Filters }) {
  const t = useText();
  return (
    <div className="mt-5 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchFilter
        label={t("panel.rooms.search")}
        filters={filters}
        className="col-span-2 sm:w-72"
      />
      <ChoiceFilter
        label={t("panel.rooms.kind")}
        name="kind"
        filters={filters}
        choices={[
          { value: "", label: t("panel.rooms.kind.any") },
          { value: "public", label: t("panel.rooms.kind.public") },
          { value: "private", label: t("panel.rooms.kind.private") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.rooms.state")}
        name="state"
        filters={filters}
        choices={[
          { value: "", label: t("panel.rooms.state.any") },
          { value: "open", label: t("panel.rooms.state.open") },
          { value: "archived", label: t("panel.rooms.state.archived") },
        ]}
      />
      <ChoiceFilter
        label={t("panel.rooms.idle")}
        name="idle"
        filters={filters}
        choices={[
          { value: "", label: t("panel.rooms.idle.any") },
          ...idleDays.map((count) => ({
            value: `room-${count}`,
            label: t("panel.rooms.idle.room", { count }),
          })),
          ...idleDays.map((count) => ({
            value: `owners-${count}`,
            label: t("panel.rooms.idle.owners", { count }),
          })),
        ]}
      />
      <ChoiceFilter
        label={t("panel.list.sort")}
        name="sort"
        filters={filters}
        className="xl:hidden"
        choices={sorts.map((sort) => ({
          value: sort === "name" ? "" : sort,
          label: t(`panel.rooms.sort.${sort}`),
        }))}
      />
    </div>
  );
}

const pageOfRooms =
  (administration: Administrator["administration"]) =>
  async (
    key: string,
    cursor: string | null,
  ): Promise<{ rows: ManagedRoom[]; nextCursor: string | null }> => {
    const page = await administration.rooms({
      ...queryOf(key, new Date()),
      ...(cursor !== null && { cursor }),
    });
    return { rows: page.rooms, nextCursor: page.nextCursor };
  };
