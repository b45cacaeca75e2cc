import type { RoomView } from "@roost/sdk";
import { ChevronDown, MoreHorizontal } from "lucide-react";
import { type ReactNode, useId } from "react";
import { type BaseLocationHook, Router } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { attentionOf } from "../arrangement/attention.ts";
import { sectionTitle } from "../arrangement/section-title.ts";
import type { ListSection } from "../arrangement/sections.ts";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";
import { RoomLink } from "./room-link.tsx";
import { useCollapsed } from "./use-collapsed.ts";

/** For links that lead somewhere and are the same wherever one is: they are not drawn again when the address changes. */
const noLocation: BaseLocationHook = () => ["", navigate];

const SectionMenu = part(() => import("./section-menu.tsx"));

export interface RoomSectionProps {
  section: ListSection;
  selected: string | undefined;
  /** The room whose link the Tab key reaches. */
  tabStop: string | undefined;
  today: Date;
  /** At the end of the heading. */
  action?: ReactNode;
  /** In place of rooms, where there are none. */
  children?: ReactNode;
}

/** Rooms under a heading that collapses them: then those with something new stay, and the open one. */
export function RoomSection(props: RoomSectionProps) {
  const { section, selected, tabStop, today, action, children } = props;
  const { id, rooms } = section;
  const t = useText();
  const muted = useObservable(useRoost().list.muted);
  const [collapsed, toggle] = useCollapsed(id);
  const listId = useId();
  const title = sectionTitle(section, t);
  const isMine = section.name !== null;
  const isShown = (room: RoomView) =>
    !collapsed || room.id === selected || attentionOf(room, muted.has(room.id)) > 0;
  return (
    <section
      aria-label={title}
      data-section={id}
      className={classNames(
        "group/section rounded-xl not-first:mt-3 data-[drop=above]:shadow-[0_-2px_var(--accent)] data-[drop=below]:shadow-[0_2px_var(--accent)] data-[drop=into]:bg-accent-tint",
        // Empty favourites are there while a room is dragged, over the list: it must not move under the pointer.
        id === "favourites" &&
          rooms.length === 0 &&
          "absolute inset-x-2 bottom-full z-10 hidden bg-side shadow-low in-data-[dragging=room]:block",
      )}
    >
      <div data-heading draggable className="flex h-8 items-center pe-1">
        <button
          type="button"
          aria-expanded={!collapsed}
          aria-controls={listId}
          onClick={toggle}
          className="tap flex h-7 min-w-0 items-center gap-1 rounded-md ps-2.5 pe-2 text-[0.8125rem] font-semibold text-ink-faint hover:text-ink pointer-coarse:select-none"
        >
          <Words className="truncate">{title}</Words>
          <ChevronDown
            size={14}
            strokeWidth={2.4}
            aria-hidden
            className={classNames(
              "shrink-0 transition-transform",
              collapsed && "-rotate-90 rtl:rotate-90",
            )}
          />
        </button>
        <span className="ms-auto flex items-center">
          <MenuButton
            trigger={
              <IconButton
                size="small"
                icon={MoreHorizontal}
                label={t("room-list.section-menu", { section: title })}
                className={classNames(
                  "not-data-popup-open:not-focus-visible:not-group-hover/section:opacity-0",
                  isMine && "pointer-coarse:opacity-100!",
                )}
              />
            }
            menu={(trigger) => <SectionMenu section={section} from={trigger} />}
          />
          {action}
        </span>
      </div>
      <Router hook={noLocation}>
        <ul id={listId} className="flex flex-col gap-px">
          {rooms.filter(isShown).map((room) => (
            <li
              key={room.id}
              data-room={room.id}
              className="[contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]"
            >
              <RoomLink
                room={room}
                selected={room.id === selected}
                muted={muted.has(room.id)}
                tabStop={room.id === tabStop}
                today={today}
              />
            </li>
          ))}
        </ul>
      </Router>
      {rooms.length === 0 && !collapsed && children}
    </section>
  );
}
