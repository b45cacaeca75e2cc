import type { FoundRoom } from "@roost/protocol/http.ts";
import type { Roost } from "@roost/sdk";
import { Plus, Users } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";
import { LinkButton } from "../controls/link-button.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { SearchField } from "../controls/search-field.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { showToast } from "../controls/toast.tsx";
import { usePages } from "../controls/use-pages.ts";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { PageAction } from "../lists/page-action.tsx";
import { RoomLeaf } from "../person/room-leaf.tsx";
import { roomPath } from "../room/links.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Words } from "../words/words.tsx";

/** The page where public rooms are found and joined. */
export default function RoomDirectory() {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const [query, setQuery] = useState("");
  const key = useDeferredValue(query.trim());
  const fetchPage = useMemo(() => pageOfRooms(roost), [roost]);
  const pages = usePages(key, fetchPage);

  return (
    <ListPage
      title={t("room-directory.title")}
      about={t("room-directory.text")}
      action={
        <PageAction
          icon={Plus}
          label={t("room-directory.new-room")}
          onClick={() => openDialog({ name: "create-room" })}
        />
      }
    >
      <SearchField
        label={t("room-directory.search")}
        className="mt-5"
        autoFocus={matchMedia("(pointer: fine)").matches}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {pages.status === "error" ? (
        <EmptyPerch
          birds={0}
          title={t("room-directory.failed")}
          actions={<Button onClick={pages.retry}>{t("controls.try-again")}</Button>}
        >
          {describeTrouble(pages.error, t)}
        </EmptyPerch>
      ) : pages.rows.length === 0 ? (
        pages.status === "loading" ? (
          <DirectorySkeletons />
        ) : (
          <EmptyPerch
            title={
              key === "" ? t("room-directory.none") : t("room-directory.none-called", { name: key })
            }
            actions={
              <Button onClick={() => openDialog({ name: "create-room" })}>
                {t("room-directory.create")}
              </Button>
            }
          >
            {t("room-directory.private-not-listed")}
          </EmptyPerch>
        )
      ) : (
        <ul
          className="mt-3 flex flex-col divide-y divide-line"
          aria-busy={pages.status === "loading"}
        >
          {pages.rows.map((room) => (
            <FoundRow key={room.id} room={room} />
          ))}
          {pages.hasMore && (
            <li>
              <MoreRows loading={pages.status === "loading"} onReach={pages.loadMore} />
            </li>
          )}
        </ul>
      )}
    </ListPage>
  );
}

function FoundRow({ room }: { room: FoundRoom }) {
  const t = useText();
  const roost = useRoost();
  const mine = useMyRoom(room.id);
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  async function join() {
    setBusy(true);
    try {
      await roost.api.joinRoom(room.id);
      navigate(roomPath(room.id));
    } catch (refused) {
      setBusy(false);
      showToast(describeTrouble(refused, t), "trouble");
    }
  }
  const members = mine?.memberCount ?? room.memberCount;
  return (
    <li className="flex items-center gap-4 py-3.5">
      <RoomLeaf id={room.id} name={room.name} size="large" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 font-semibold">
          <Link href={roomPath(room.id)} className="min-w-0 truncate hover:underline">
            <Words className="block truncate">{room.name}</Words>
          </Link>
          <span className="inline-flex shrink-0 items-center gap-1 text-xs font-normal text-ink-faint tabular-nums">
            <Users size={13} aria-hidden className="self-center" />
            {t.number(members)}
            <span className="sr-only">{t("room-directory.members", { count: members })}</span>
          </span>
        </p>
        {room.topic !== "" && (
          <p className="flex text-sm text-ink-soft">
            <Words className="truncate">{room.topic}</Words>
          </p>
        )}
      </div>
      {mine === null ? (
        <Button
          size="small"
          look="primary"
          busy={busy}
          onClick={join}
          aria-label={t("room-directory.join-room", { room: room.name })}
        >
          {t("room-directory.join")}
        </Button>
      ) : (
        <LinkButton href={roomPath(room.id)} size="small">
          {t("room-directory.open")}
        </LinkButton>
      )}
    </li>
  );
}

function DirectorySkeletons() {
  return (
    <div aria-hidden className="mt-5 flex flex-col gap-7">
      <Repeated times={6}>
        {() => (
          <div className="flex items-center gap-4">
            <Skeleton className="size-11 rounded-[60%_16%_60%_16%]" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-3.5 w-40" />
              <Skeleton className="h-3 w-64 max-w-full" />
            </div>
          </div>
        )}
      </Repeated>
    </div>
  );
}

const pageOfRooms = (roost: Roost) => async (query: string, cursor: string | null) => {
  const page = await roost.api.findRooms({
    ...(query === "" ? {} : { query }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { rows: page.rooms, nextCursor: page.nextCursor };
};
