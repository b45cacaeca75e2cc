import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { exportPath } from "@roost/sdk/account.ts";
import { Pencil } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { IconButton } from "../../chat/controls/icon-button.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { usePages } from "../../chat/controls/use-pages.ts";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { ChoiceFilter } from "../list/choice-filter.tsx";
import { ExportLink } from "../list/export-link.tsx";
import { Nothing } from "../list/nothing.tsx";
import { Page } from "../list/page.tsx";
import { SearchFilter } from "../list/search-filter.tsx";
import { type Column, Table } from "../list/table.tsx";
import { useFetched } from "../list/use-fetched.ts";
import { type Filters, useFilters } from "../list/use-filters.ts";
import { RoomLine } from "../room/room-line.tsx";
import { queryOf } from "../rooms/query.ts";
import { type Administrator, useAdministrator, useMay } from "../session/administrator.ts";
import { keptInWords } from "./kept.ts";
import { RoomRetentionDialog } from "./room-dialog.tsx";
import { ServerForm } from "./server-form.tsx";

/** For how long messages are kept: on the server, and in the rooms that have a time of their own. */
export default function RetentionPage() {
  const t = useText();
  const filters = useFilters();
  return (
    <Page
      title={t("panel.retention.title")}
      about={t("panel.retention.about")}
      actions={<ExportLink href={exportPath.rooms(ownOnly(filters.key))} />}
    >
      <OfServer />
      <h2 className="border-t border-line pt-7 font-bold tracking-tight">
        {t("panel.retention.rooms")}
      </h2>
      <p className="mt-1 text-sm text-ink-soft">{t("panel.retention.rooms.about")}</p>
      <Rooms filters={filters} />
    </Page>
  );
}

function OfServer() {
  const t = useText();
  const may = useMay();
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.serverRetention(), [administration]);
  const { value, error, again } = useFetched(ask);
  if (error !== null) {
    return (
      <Notice>
        {describeTrouble(error, t)}{" "}
        <Button look="plain" size="small" onClick={again}>
          {t("controls.try-again")}
        </Button>
      </Notice>
    );
  }
  if (value === null)
    return <p className="mt-6 h-40" role="status" aria-label={t("app.loading")} />;
  if (may("setServerSettings")) {
    return <ServerForm key={value.days} days={value.days} onSaved={again} />;
  }
  return (
    <p className="mt-6 mb-7">
      {t("panel.retention.now", { time: keptInWords(value.days, t) })}{" "}
      {t("panel.retention.not-yours")}
    </p>
  );
}

function Rooms({ filters }: { filters: Filters }) {
  const t = useText();
  const openDialog = useDialog();
  const { administration } = useAdministrator();
  const fetchPage = useMemo(() => pageOfRooms(administration), [administration]);
  const [news, setNews] = useState(0);
  const pages = usePages(filters.key, fetchPage, `${news}`);
  return (
    <>
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
      </div>
      <Table
        label={t("panel.retention.rooms")}
        pages={pages}
        columns={useColumns()}
        filters={filters}
        keyOf={({ id }) => id}
        actions={(room) => (
          <IconButton
            icon={Pencil}
            label={t("panel.retention.change", { name: room.name })}
            onClick={() =>
              openDialog((close) => (
                <RoomRetentionDialog
                  room={room}
                  onChanged={() => setNews((before) => before + 1)}
                  onClose={close}
                />
              ))
            }
          />
        )}
        failed={t("panel.rooms.failed")}
        empty={<Nothing filters={filters} title={t("panel.retention.none")} />}
      />
    </>
  );
}

function useColumns(): Column<ManagedRoom>[] {
  const t = useText();
  return [
    {
      title: t("panel.rooms.column.room"),
      isHead: true,
      sort: { up: "name", down: "name", first: "up", isDefault: true },
      cell: (room) => <RoomLine room={room} note={keptInWords(room.keptDays, t)} />,
    },
    {
      title: t("panel.retention.kept"),
      from: "md",
      cell: ({ keptDays }) => keptInWords(keptDays, t),
    },
    {
      title: t("panel.rooms.column.messages"),
      from: "md",
      isNumber: true,
      sort: { up: "fewestMessages", down: "mostMessages", first: "down" },
      cell: ({ messageCount }) => t.number(messageCount),
    },
  ];
}

const ownOnly = (key: string) => ({ ...queryOf(key, new Date()), ownRetention: true });

const pageOfRooms =
  (administration: Administrator["administration"]) =>
  async (
    key: string,
    cursor: string | null,
  ): Promise<{ rows: ManagedRoom[]; nextCursor: string | null }> => {
    const page = await administration.rooms({
      ...ownOnly(key),
      ...(cursor !== null && { cursor }),
    });
    return { rows: page.rooms, nextCursor: page.nextCursor };
  };
