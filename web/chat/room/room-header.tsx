import type { RoomView } from "@roost/sdk";
import { ArrowLeft, Lock, MoreHorizontal, UserPlus, Users } from "lucide-react";
import { lazy } from "react";
import { Link as RouteLink } from "wouter";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { MenuButton } from "../controls/menu-button.tsx";
import { RoomLeaf } from "../person/room-leaf.tsx";
import { useOpenDialog } from "../shell/dialogs.ts";

const loadRoomMenu = () => import("./room-menu.tsx");
const RoomMenu = lazy(loadRoomMenu);

export interface RoomHeaderProps {
  room: RoomView;
  panelOpen: boolean;
  /** Null where the screen has no space for the panel; a dialog shows the members then. */
  onTogglePanel: (() => void) | null;
}

export function RoomHeader({ room, panelOpen, onTogglePanel }: RoomHeaderProps) {
  const openDialog = useOpenDialog();
  const members = `${room.memberCount} ${room.memberCount === 1 ? "member" : "members"}`;
  return (
    <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line pe-2 ps-1 pt-[env(safe-area-inset-top)] box-content sm:pe-4 md:ps-6">
      <RouteLink
        href="/"
        aria-label="Back to the rooms"
        className="tap grid size-10 place-items-center rounded-lg text-ink-soft md:hidden"
      >
        <ArrowLeft size={22} aria-hidden />
      </RouteLink>
      <RoomLeaf id={room.id} name={room.name} className="max-sm:hidden" />
      <div className="min-w-0 flex-1 sm:ps-1.5">
        <h1 className="flex items-center gap-1.5 text-[1.0625rem] leading-tight font-bold tracking-tight">
          <span className="truncate">{room.name}</span>
          {room.kind === "private" && (
            <Lock
              size={14}
              strokeWidth={2.4}
              className="shrink-0 text-ink-faint"
              role="img"
              aria-label="Private"
            />
          )}
        </h1>
        <p className="truncate text-[0.8125rem] leading-snug text-ink-faint" title={room.topic}>
          {room.topic === ""
            ? room.kind === "private"
              ? "Private room"
              : "Public room"
            : room.topic}
        </p>
      </div>
      <button
        type="button"
        aria-label={onTogglePanel === null ? `Show ${members}` : members}
        aria-pressed={onTogglePanel === null ? undefined : panelOpen}
        title="Members"
        onClick={onTogglePanel ?? (() => openDialog({ name: "members", roomId: room.id }))}
        className={classNames(
          "tap inline-flex h-9 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm font-semibold tabular-nums hover:bg-hover",
          panelOpen ? "bg-hover text-ink" : "text-ink-soft",
        )}
      >
        <Users size={18} strokeWidth={1.9} aria-hidden />
        {room.memberCount}
      </button>
      {!panelOpen && (
        <IconButton
          icon={UserPlus}
          label="Invite people"
          className="max-sm:hidden"
          onClick={() => openDialog({ name: "invite", roomId: room.id })}
        />
      )}
      <MenuButton
        trigger={<IconButton icon={MoreHorizontal} label="More about this room" />}
        preload={loadRoomMenu}
        menu={(trigger) => <RoomMenu room={room} trigger={trigger} />}
      />
    </header>
  );
}
