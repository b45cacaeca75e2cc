import type { RoomView } from "@roost/sdk";
import { Archive, BellOff, Lock, type LucideIcon } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import { attentionOf } from "../arrangement/attention.ts";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { useTitle } from "../person/use-title.ts";
import { roomPath } from "../room/links.ts";
import { formatBrief } from "../time/format.ts";
import { Words } from "../words/words.tsx";
import { usePreview } from "./use-preview.ts";

export interface RoomLinkProps {
  room: RoomView;
  selected: boolean;
  muted: boolean;
  /** The one link that the Tab key reaches. */
  tabStop: boolean;
  today: Date;
}

export const RoomLink = memo(function RoomLink(props: RoomLinkProps) {
  const { room, selected, muted, tabStop, today } = props;
  const t = useText();
  const title = useTitle(room);
  const preview = usePreview(room, selected);
  const unread = attentionOf(room, muted) > 0;
  const isArchived = room.archivedAt !== undefined;
  return (
    <Link
      href={roomPath(room.id)}
      aria-current={selected ? "page" : undefined}
      tabIndex={tabStop ? 0 : -1}
      className={classNames(
        "flex h-15 items-center gap-3 rounded-xl ps-2.5 pe-3 outline-offset-[-2px] transition-colors pointer-coarse:select-none",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <RoomFace room={room} {...(muted && { className: "opacity-50 grayscale" })} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span
            className={classNames(
              "flex min-w-0 flex-1 items-center gap-1.5 text-[0.9375rem] leading-tight",
              unread ? "font-bold text-ink" : "font-medium",
              !unread && (isArchived || muted ? "text-ink-faint" : "text-ink"),
            )}
          >
            <Words className="truncate">{title}</Words>
            {room.kind === "private" && <Sign icon={Lock} label="room-list.private" />}
            {isArchived && <Sign icon={Archive} label="room-list.archived" />}
            {muted && <Sign icon={BellOff} label="room-list.muted" />}
          </span>
          <time
            dateTime={room.bumpedAt}
            className={classNames("shrink-0 text-xs", unread ? "text-ink-soft" : "text-ink-faint")}
          >
            {formatBrief(room.bumpedAt, today, t)}
          </time>
        </span>
        <span className="flex items-center gap-2">
          <span
            className={classNames(
              "min-w-0 flex-1 truncate text-[0.8125rem] leading-snug",
              unread ? "text-ink-soft" : "text-ink-faint",
            )}
          >
            {preview.by !== null && (
              <>
                <Words>{preview.by}</Words>:{" "}
              </>
            )}
            <Words>{preview.words}</Words>
          </span>
          {room.mentions > 0 && <Badge count={room.mentions} ofMentions />}
          {room.unread > 0 && !muted && <Badge count={room.unread} />}
        </span>
      </span>
    </Link>
  );
});

/** Says something of a room, behind its title. */
function Sign({ icon: Icon, label }: { icon: LucideIcon; label: FixedKey }) {
  const t = useText();
  return (
    <Icon
      size={12}
      strokeWidth={2.4}
      role="img"
      aria-label={t(label)}
      className="shrink-0 text-ink-faint"
    />
  );
}

function Badge({ count, ofMentions = false }: { count: number; ofMentions?: boolean }) {
  const t = useText();
  return (
    <span
      className={classNames(
        "grid h-[1.125rem] min-w-[1.125rem] shrink-0 place-items-center rounded-full px-1.5 text-[0.6875rem] leading-none font-bold tabular-nums",
        ofMentions ? "bg-accent text-on-accent" : "bg-new text-on-new",
      )}
    >
      <span aria-hidden>
        {ofMentions && "@"}
        {count > 999 ? "999+" : count}
      </span>
      <span className="sr-only">
        {t(ofMentions ? "room-list.mentioned" : "room-list.unread", { count })}
      </span>
    </span>
  );
}
