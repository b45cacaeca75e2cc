import type { RoomView } from "@roost/sdk";
import { Lock } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import { classNames } from "../controls/class-names.ts";
import { RoomLeaf } from "../person/room-leaf.tsx";
import { roomPath } from "../room/links.ts";
import { formatBrief } from "../time/format.ts";
import { usePreview } from "./use-preview.ts";

export interface RoomLinkProps {
  room: RoomView;
  selected: boolean;
  /** The one link that the Tab key reaches. */
  tabStop: boolean;
  today: Date;
}

export const RoomLink = memo(function RoomLink({ room, selected, tabStop, today }: RoomLinkProps) {
  const preview = usePreview(room);
  const unread = room.unread > 0;
  return (
    <Link
      href={roomPath(room.id)}
      aria-current={selected ? "page" : undefined}
      tabIndex={tabStop ? 0 : -1}
      className={classNames(
        "flex h-15 items-center gap-3 rounded-xl ps-2.5 pe-3 outline-offset-[-2px] transition-colors",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <RoomLeaf id={room.id} name={room.name} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span
            className={classNames(
              "flex min-w-0 flex-1 items-center gap-1.5 text-[0.9375rem] leading-tight",
              unread ? "font-bold text-ink" : "font-medium text-ink",
            )}
          >
            <span className="truncate">{room.name}</span>
            {room.kind === "private" && (
              <Lock
                size={12}
                strokeWidth={2.4}
                role="img"
                aria-label="Private"
                className="shrink-0 text-ink-faint"
              />
            )}
          </span>
          <time
            dateTime={room.bumpedAt}
            className={classNames("shrink-0 text-xs", unread ? "text-ink-soft" : "text-ink-faint")}
          >
            {formatBrief(room.bumpedAt, today)}
          </time>
        </span>
        <span className="flex items-center gap-2">
          <span
            className={classNames(
              "min-w-0 flex-1 truncate text-[0.8125rem] leading-snug",
              unread ? "text-ink-soft" : "text-ink-faint",
            )}
          >
            {preview}
          </span>
          {unread && <Badge count={room.unread} />}
        </span>
      </span>
    </Link>
  );
});

function Badge({ count }: { count: number }) {
  return (
    <span className="grid h-[1.125rem] min-w-[1.125rem] shrink-0 place-items-center rounded-full bg-new px-1.5 text-[0.6875rem] leading-none font-bold tabular-nums text-on-new">
      <span aria-hidden>{count > 999 ? "999+" : count}</span>
      <span className="sr-only">{count} unread</span>
    </span>
  );
}
