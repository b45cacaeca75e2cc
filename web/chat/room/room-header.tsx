import type { RoomView } from "@roost/sdk";
import { ArrowLeft, Lock, MoreHorizontal, UserPlus, Users } from "lucide-react";
import { Suspense } from "react";
import { Link as RouteLink } from "wouter";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { othersIn, useTitle } from "../person/use-title.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useMay } from "../session/use-may.ts";
import { Words } from "../words/words.tsx";

const PinsButton = part(() => import("../pins/pins-button.tsx"));
const RoomMenu = part(() => import("./room-menu.tsx"));

export interface RoomHeaderProps {
  room: RoomView;
  /** The name of the open panel. */
  panel: string | null;
  onToggleMembers: () => void;
}

export function RoomHeader({ room, panel, onToggleMembers }: RoomHeaderProps) {
  const t = useText();
  const openDialog = useOpenDialog();
  const title = useTitle(room);
  const count = room.memberCount;
  const may = useMay();
  const showsMembers = panel === "members";
  return (
    <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line pe-2 ps-1 pt-[env(safe-area-inset-top)] box-content sm:pe-4 md:ps-6">
      <RouteLink
        href="/"
        aria-label={t("room.back")}
        className="tap grid size-10 place-items-center rounded-lg text-ink-soft md:hidden"
      >
        <ArrowLeft size={22} className="rtl:-scale-x-100" aria-hidden />
      </RouteLink>
      <RoomFace room={room} className="max-sm:hidden" />
      <div className="min-w-0 flex-1 sm:ps-1.5">
        <h1 className="flex items-center gap-1.5 text-[1.0625rem] leading-tight font-bold tracking-tight">
          <Words className="truncate">{title}</Words>
          {room.kind === "private" && (
            <Lock
              size={14}
              strokeWidth={2.4}
              className="shrink-0 text-ink-faint"
              role="img"
              aria-label={t("room.private")}
            />
          )}
        </h1>
        <p className="flex text-[0.8125rem] leading-snug text-ink-faint">
          {room.topic === "" ? (
            <About room={room} />
          ) : (
            <Words className="truncate" title={room.topic}>
              {room.topic}
            </Words>
          )}
        </p>
      </div>
      <Region className="size-0">
        <Suspense fallback={<span className="size-9 max-sm:hidden" />}>
          <PinsButton roomId={room.id} />
        </Suspense>
      </Region>
      {hasMemberList(room) && (
        <button
          type="button"
          aria-label={t("room.members", { count })}
          aria-pressed={showsMembers}
          title={t("room.members.title")}
          onClick={onToggleMembers}
          className={classNames(
            "tap inline-flex h-9 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm font-semibold tabular-nums hover:bg-hover",
            showsMembers ? "bg-hover text-ink" : "text-ink-soft",
          )}
        >
          <Users size={18} strokeWidth={1.9} aria-hidden />
          {t.number(count)}
        </button>
      )}
      {!showsMembers && room.archivedAt === undefined && may("invite", { room }) && (
        <IconButton
          icon={UserPlus}
          label={t("room.invite")}
          className="max-sm:hidden"
          onClick={() => openDialog({ name: "invite", roomId: room.id })}
        />
      )}
      <MenuButton
        trigger={<IconButton icon={MoreHorizontal} label={t("room.more")} />}
        menu={(trigger) => <RoomMenu room={room} from={trigger} />}
      />
    </header>
  );
}

/** What kind of a room it is, or with whom. */
function About({ room }: { room: RoomView }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  if (room.kind !== "direct") {
    return t(room.kind === "private" ? "room.private-room" : "room.public-room");
  }
  const [other, more] = othersIn(room, me.id);
  if (other === undefined) return t("room.notes");
  if (more !== undefined) return t("room.group", { count: room.memberCount });
  const username = roost.user(other)?.username;
  return username === undefined ? null : `@${username}`;
}

/** Whether there is more to say of who is in it than its title does. */
export function hasMemberList({ kind, memberCount }: RoomView): boolean {
  return kind !== "direct" || memberCount > 2;
}
