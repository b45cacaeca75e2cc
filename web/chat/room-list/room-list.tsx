import { Compass, ListFilter, Plus, Search, SquarePen, Users } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
} from "react";
import { useLocation, useRoute } from "wouter";
import { AccountBar } from "../account/account-bar.tsx";
import { inListOrder } from "../arrangement/sections.ts";
import { useSections } from "../arrangement/use-sections.ts";
import { Logo } from "../art/logo.tsx";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { useIsLoaded } from "../session/session-context.ts";
import { useMay } from "../session/use-may.ts";
import { modKey } from "../shortcuts/keys.ts";
import { useToday } from "../time/use-today.ts";
import { RoomSection } from "./room-section.tsx";
import { ViewLinks } from "./view-links.tsx";

const ListMenu = part(() => import("./list-menu.tsx"));
const ListTools = part(() => import("./list-tools.tsx"));

/** The left column: the rooms I am in, the newest first, and the way to others. */
export function RoomList() {
  const t = useText();
  const openDialog = useOpenDialog();
  const may = useMay();
  const [, navigate] = useLocation();
  return (
    <div className="flex h-full flex-col pt-[env(safe-area-inset-top)]">
      <div className="flex h-16 shrink-0 items-center gap-0.5 ps-4 pe-2.5">
        <Logo className="me-auto" />
        <IconButton
          icon={Users}
          label={t("room-list.people")}
          onClick={() => openDialog({ name: "people" })}
        />
        {may("findRooms") && (
          <IconButton
            icon={Compass}
            label={t("room-list.browse")}
            onClick={() => navigate("/browse")}
          />
        )}
        {may("createRoom") && (
          <IconButton
            icon={Plus}
            label={t("room-list.create")}
            onClick={() => openDialog({ name: "create-room" })}
          />
        )}
      </div>
      <div className="flex items-center gap-0.5 ps-3 pe-2.5 pb-2">
        <button
          type="button"
          onClick={() => openDialog({ name: "switcher" })}
          aria-keyshortcuts="Control+K Meta+K"
          className="tap flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg bg-hover px-3 text-sm text-ink-faint transition-colors hover:text-ink"
        >
          <Search size={16} aria-hidden />
          <span className="flex-1 text-start">{t("room-list.jump")}</span>
          <kbd className="font-sans text-xs pointer-coarse:hidden">{modKey(t)} K</kbd>
        </button>
        <MenuButton
          trigger={<IconButton icon={ListFilter} label={t("room-list.options")} />}
          menu={(trigger) => <ListMenu trigger={trigger} />}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <ViewLinks />
        <Rooms />
      </div>
      <AccountBar />
    </div>
  );
}

function Rooms() {
  const t = useText();
  const sections = useSections();
  const loaded = useIsLoaded();
  const openDialog = useOpenDialog();
  const may = useMay();
  const [, params] = useRoute("/rooms/:id/:number?");
  const today = useToday();
  const list = useRef<HTMLElement>(null);
  const early = useRef<MouseEvent>(null);

  if (!loaded) return <RoomSkeletons />;
  const listed = inListOrder(sections);
  const selected = params?.id;
  const tabStop = listed.some((room) => room.id === selected) ? selected : listed[0]?.id;
  const actions: Record<string, ReactNode> = {
    directs: may("openDirect") && (
      <IconButton
        icon={SquarePen}
        label={t("room-list.new-direct")}
        onClick={() => openDialog({ name: "new-direct" })}
      />
    ),
  };
  return (
    <nav
      ref={list}
      aria-label={t("room-list.rooms")}
      onKeyDown={(event) => moveFocus(event, list.current)}
      className="relative px-2 pb-2"
    >
      {sections.map((section) => (
        <RoomSection
          key={section.id}
          section={section}
          selected={selected}
          tabStop={tabStop}
          today={today}
          action={actions[section.id]}
        >
          {section.id === "rooms" && listed.length === 0 && (
            <div className="flex flex-col items-start gap-3 px-3 pt-2 pb-4 text-sm text-ink-soft">
              {t("room-list.empty")}
              {may("createRoom") && (
                <Button size="small" onClick={() => openDialog({ name: "create-room" })}>
                  {t("room-list.create")}
                </Button>
              )}
            </div>
          )}
        </RoomSection>
      ))}
      <Region>
        <Suspense fallback={<EarlyMenus list={list} early={early} />}>
          <ListTools list={list} early={early} />
        </Suspense>
      </Region>
    </nav>
  );
}

/** Until the code of menus is there, keeps that one was asked for: it opens when the code has come. */
function EarlyMenus({
  list,
  early,
}: {
  list: RefObject<HTMLElement | null>;
  early: RefObject<MouseEvent | null>;
}) {
  useEffect(() => {
    const keep = (event: MouseEvent) => {
      if (event.shiftKey) return;
      event.preventDefault();
      early.current = event;
    };
    const nav = list.current;
    nav?.addEventListener("contextmenu", keep);
    return () => nav?.removeEventListener("contextmenu", keep);
  }, [list, early]);
  return null;
}

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent, list: HTMLElement | null) {
  const step = steps[event.key];
  if (!(event.target instanceof HTMLAnchorElement)) return;
  if (step === undefined || list === null || event.altKey || event.metaKey || event.ctrlKey) return;
  const links = [...list.querySelectorAll<HTMLElement>("a")];
  const index = links.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  links[step(index, links.length)]?.focus();
}

function RoomSkeletons() {
  const t = useText();
  return (
    <div className="px-5 pt-2" role="status" aria-label={t("room-list.loading")}>
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
