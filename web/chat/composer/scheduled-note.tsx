import type { OwnValue } from "@roost/protocol/own.ts";
import { CalendarClock, CircleAlert } from "lucide-react";
import { Link } from "wouter";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

export interface ScheduledNoteProps {
  roomId: string;
  /** The root of the thread that they stand in; null for the timeline of the room. */
  thread: number | null;
}

/** Says above the field that messages of mine are to be sent here, and leads to them. */
export default function ScheduledNote({ roomId, thread }: ScheduledNoteProps) {
  const t = useText();
  const here = useScheduledHere(roomId, thread);
  const failed = here.filter(({ failure }) => failure !== undefined);
  if (here.length === 0) return null;
  const hasFailed = failed.length > 0;
  const Icon = hasFailed ? CircleAlert : CalendarClock;
  return (
    <p
      className={classNames(
        "flex items-center gap-2 px-4 pb-1.5 text-xs",
        hasFailed ? "text-danger-text" : "text-ink-faint",
      )}
    >
      <Icon size={14} className="shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">
        {hasFailed
          ? t("scheduled.here.failed", { count: failed.length })
          : t("scheduled.here", { count: here.length })}
      </span>
      <Link
        href="/scheduled"
        className="tap shrink-0 rounded font-semibold text-accent-text hover:underline"
      >
        {t("scheduled.show")}
      </Link>
    </p>
  );
}

/** What I have written to be sent later into a room, or into a thread of it. */
function useScheduledHere(roomId: string, thread: number | null): readonly OwnValue<"scheduled">[] {
  const all = useObservable(useRoost().scheduled.all);
  return [...all.values()].flatMap(({ value }) =>
    value?.roomId === roomId && (value.threadNumber ?? null) === thread ? value : [],
  );
}
