import { Compass, Plus, Search } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useLocation, useRoute } from "wouter";
import { AccountBar } from "../account/account-bar.tsx";
import { Logo } from "../art/logo.tsx";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useIsLoaded, useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { useOpenDialog } from "../shell/dialogs.ts";
import { modKey } from "../shortcuts/keys.ts";
import { useToday } from "../time/use-today.ts";
import { RoomLink } from "./room-link.tsx";

/** The left column: the rooms I am in, the newest first, and the way to others. */
export function RoomList() {
  const openDialog = useOpenDialog();
  const [, navigate] = useLocation();
  return (
    <div className="flex h-full flex-col pt-[env(safe-area-inset-top)]">
      <div className="flex h-16 shrink-0 items-center gap-0.5 ps-4 pe-2.5">
        <Logo className="me-auto" />
        <IconButton
          icon={Compass}
          label="Browse public rooms"
          onClick={() => navigate("/browse")}
        />
        <IconButton
          icon={Plus}
          label="Create a room"
          onClick={() => openDialog({ name: "create-room" })}
        />
      </div>
      <div className="px-3 pb-2">
        <button
          type="button"
          onClick={() => openDialog({ name: "switcher" })}
          aria-keyshortcuts="Control+K Meta+K"
          className="tap flex h-9 w-full items-center gap-2 rounded-lg bg-hover px-3 text-sm text-ink-faint transition-colors hover:text-ink"
        >
          <Search size={16} aria-hidden />
          <span className="flex-1 text-start">Jump to…</span>
          <kbd className="font-sans text-xs pointer-coarse:hidden">{modKey} K</kbd>
        </button>
      </div>
      <Rooms />
      <AccountBar />
    </div>
  );
}

function Rooms() {
  const rooms = useObservable(useRoost().rooms);
  const loaded = useIsLoaded();
  const openDialog = useOpenDialog();
  const [, params] = useRoute("/rooms/:id/:number?");
  const today = useToday();
  const list = useRef<HTMLUListElement>(null);

  if (!loaded) return <RoomSkeletons />;
  if (rooms.length === 0) {
    return (
      <div className="flex flex-1 flex-col items-start gap-3 px-5 pt-6 text-sm text-ink-soft">
        You are in no room yet.
        <Button size="small" onClick={() => openDialog({ name: "create-room" })}>
          Create a room
        </Button>
      </div>
    );
  }
  const tabStop = rooms.some((room) => room.id === params?.id) ? params?.id : rooms[0]?.id;
  return (
    <nav aria-label="Rooms" className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
      <ul
        ref={list}
        onKeyDown={(event) => moveFocus(event, list.current)}
        className="flex flex-col gap-px"
      >
        {rooms.map((room) => (
          <li
            key={room.id}
            className="[contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]"
          >
            <RoomLink
              room={room}
              selected={room.id === params?.id}
              tabStop={room.id === tabStop}
              today={today}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent, list: HTMLElement | null) {
  const step = steps[event.key];
  if (step === undefined || list === null || event.altKey || event.metaKey || event.ctrlKey) return;
  const links = [...list.querySelectorAll<HTMLElement>("a")];
  const index = links.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  links[step(index, links.length)]?.focus();
}

function RoomSkeletons() {
  return (
    <div
      className="min-h-0 flex-1 overflow-hidden px-5 pt-2"
      role="status"
      aria-label="Loading the rooms"
    >
      <Repeated times={7}>
        {() => (
          <div className="flex h-15 items-center gap-3">
            <Skeleton className="size-9 rounded-[60%_16%_60%_16%]" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="h-3 w-24" />
              <Skeleton className="h-2.5 w-40" />
            </div>
          </div>
        )}
      </Repeated>
    </div>
  );
}
