import type { FoundRoom } from "@roost/protocol/http.ts";
import type { Roost } from "@roost/sdk";
import { ArrowLeft, Plus, Users } from "lucide-react";
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
import { RoomLeaf } from "../person/room-leaf.tsx";
import { roomPath } from "../room/links.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useOpenDialog } from "../shell/dialogs.ts";

/** The page where public rooms are found and joined. */
export default function RoomDirectory() {
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const [query, setQuery] = useState("");
  const key = useDeferredValue(query.trim());
  const fetchPage = useMemo(() => pageOfRooms(roost), [roost]);
  const pages = usePages(key, fetchPage);

  return (
    <section aria-label="Public rooms" className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex min-h-full max-w-3xl flex-col px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-10 sm:px-8 md:pt-12">
        <div className="flex items-center gap-2">
          <Link
            href="/"
            aria-label="Back to the rooms"
            className="tap -ms-2 grid size-10 place-items-center rounded-lg text-ink-soft md:hidden"
          >
            <ArrowLeft size={22} aria-hidden />
          </Link>
          <h1 className="flex-1 text-2xl font-extrabold tracking-tight">Public rooms</h1>
          <Button size="small" onClick={() => openDialog({ name: "create-room" })}>
            <Plus size={16} aria-hidden />
            New room
          </Button>
        </div>
        <p className="mt-1 text-[0.9375rem] text-ink-soft">Open to everyone on this server.</p>
        <SearchField
          label="Search rooms by name"
          className="mt-5"
          autoFocus={matchMedia("(pointer: fine)").matches}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {pages.status === "error" ? (
          <EmptyPerch
            birds={0}
            title="The rooms could not be loaded"
            actions={<Button onClick={pages.retry}>Try again</Button>}
          >
            {pages.error}
          </EmptyPerch>
        ) : pages.rows.length === 0 ? (
          pages.status === "loading" ? (
            <DirectorySkeletons />
          ) : (
            <EmptyPerch
              title={key === "" ? "No public rooms yet" : `No room is called “${key}”`}
              actions={
                <Button onClick={() => openDialog({ name: "create-room" })}>Create a room</Button>
              }
            >
              Private rooms are not listed. Ask a member to invite you.
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
      </div>
    </section>
  );
}

function FoundRow({ room }: { room: FoundRoom }) {
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
      showToast(describeTrouble(refused), "trouble");
    }
  }
  const members = mine?.memberCount ?? room.memberCount;
  return (
    <li className="flex items-center gap-4 py-3.5">
      <RoomLeaf id={room.id} name={room.name} size="large" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 font-semibold">
          <Link href={roomPath(room.id)} className="truncate hover:underline">
            {room.name}
          </Link>
          <span className="inline-flex shrink-0 items-center gap-1 text-xs font-normal text-ink-faint tabular-nums">
            <Users size={13} aria-hidden className="self-center" />
            {members}
            <span className="sr-only">members</span>
          </span>
        </p>
        {room.topic !== "" && <p className="truncate text-sm text-ink-soft">{room.topic}</p>}
      </div>
      {mine === null ? (
        <Button
          size="small"
          look="primary"
          busy={busy}
          onClick={join}
          aria-label={`Join ${room.name}`}
        >
          Join
        </Button>
      ) : (
        <LinkButton href={roomPath(room.id)} size="small">
          Open
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
