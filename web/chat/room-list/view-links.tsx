import type { RoomView } from "@roost/sdk";
import {
  AtSign,
  Bookmark,
  CalendarClock,
  CircleDot,
  type LucideIcon,
  MessagesSquare,
  PencilLine,
} from "lucide-react";
import { Link, useRoute } from "wouter";
import { attentionOf } from "../arrangement/attention.ts";
import { classNames } from "../controls/class-names.ts";
import { useDrafts } from "../drafts/use-drafts.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** The way to what spans all rooms. */
export function ViewLinks() {
  const t = useText();
  const drafts = useDrafts().length;
  const roost = useRoost();
  const rooms = useObservable(roost.rooms);
  const threads = useObservable(roost.threads.unread).size;
  const scheduled = [...useObservable(roost.scheduled.all).values()];
  const muted = useObservable(roost.list.muted);
  const waits = (room: RoomView) => !room.hidden && attentionOf(room, muted.has(room.id)) > 0;
  const unread = rooms.filter(waits).length;
  const mentions = rooms.reduce((sum, room) => sum + room.mentions, 0);
  return (
    <nav aria-label={t("room-list.views")} className="flex flex-col gap-px px-2 pb-2">
      <ViewLink href="/unreads" icon={CircleDot} count={unread > 0 ? unread : undefined} isStrong>
        {t("room-list.unreads")}
      </ViewLink>
      <ViewLink href="/mentions" icon={AtSign} count={mentions > 0 ? mentions : undefined}>
        {t("room-list.mentions")}
      </ViewLink>
      <ViewLink
        href="/threads"
        icon={MessagesSquare}
        count={threads > 0 ? threads : undefined}
        isStrong
      >
        {t("room-list.threads")}
      </ViewLink>
      {drafts > 0 && (
        <ViewLink href="/drafts" icon={PencilLine} count={drafts}>
          {t("room-list.drafts")}
        </ViewLink>
      )}
      {scheduled.length > 0 && (
        <ViewLink
          href="/scheduled"
          icon={CalendarClock}
          count={scheduled.length}
          isStrong={scheduled.some(({ value }) => value?.failure !== undefined)}
        >
          {t("room-list.scheduled")}
        </ViewLink>
      )}
      <ViewLink href="/saved" icon={Bookmark}>
        {t("saved.title")}
      </ViewLink>
    </nav>
  );
}

interface ViewLinkProps {
  href: string;
  icon: LucideIcon;
  children: string;
  count?: number | undefined;
  /** What is counted is unread. */
  isStrong?: boolean;
}

function ViewLink({ href, icon: Icon, children, count, isStrong = false }: ViewLinkProps) {
  const t = useText();
  const [selected] = useRoute(href);
  return (
    <Link
      href={href}
      aria-current={selected ? "page" : undefined}
      className={classNames(
        "tap flex h-9 items-center gap-3 rounded-lg px-3 text-[0.9375rem] outline-offset-[-2px] transition-colors",
        selected ? "bg-selected text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
      )}
    >
      <Icon size={17} aria-hidden />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {count !== undefined && (
        <span
          className={classNames(
            "text-xs tabular-nums",
            isStrong ? "font-bold text-new-text" : "text-ink-faint",
          )}
        >
          {t.number(count)}
        </span>
      )}
    </Link>
  );
}
