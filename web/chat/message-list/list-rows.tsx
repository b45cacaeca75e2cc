import type { RoomView } from "@roost/sdk";
import { Lock, UserPlus } from "lucide-react";
import { useEffect, useRef } from "react";
import { Bird } from "../art/bird.tsx";
import { Button } from "../controls/button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../shell/dialogs.ts";
import { formatDay } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";

export function DayRow({ at }: { at: string }) {
  const today = useToday();
  return (
    <div className="flex items-center gap-3 px-3 pt-6 pb-1">
      <span className="h-px flex-1 bg-line" />
      <h3 className="text-xs font-semibold tracking-wide text-ink-faint">{formatDay(at, today)}</h3>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Where the new messages begin. `onSee` is called when the reader has it on the screen. */
export function DividerRow({ onSee }: { onSee: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onSee(),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [onSee]);
  return (
    <div ref={ref} className="flex items-center gap-3 px-3 pt-4">
      <span className="h-[1.5px] flex-1 rounded bg-new" />
      <span className="text-xs font-bold tracking-wide text-new-text">New messages</span>
    </div>
  );
}

/** The beginning of the room, or how it gets there. */
export interface TopRowProps {
  room: RoomView;
  hasOlder: boolean;
  error: string | null;
  onRetry: () => void;
}

export function TopRow({ room, hasOlder, error, onRetry }: TopRowProps) {
  const openDialog = useOpenDialog();
  if (error !== null) {
    return (
      <div
        role="alert"
        className="flex flex-col items-center gap-3 px-4 py-8 text-sm text-ink-soft"
      >
        Older messages could not be loaded. {error}
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  if (hasOlder) return <MessageSkeletons rows={5} />;
  return (
    <div className="px-3 pt-12 pb-2">
      <Bird className="size-14" />
      <h2 className="mt-3 flex items-center gap-2 text-2xl font-extrabold tracking-tight wrap-anywhere">
        {room.kind === "private" && <Lock size={20} role="img" aria-label="Private room" />}
        {room.name}
      </h2>
      <p className="mt-1 max-w-prose text-[0.9375rem] text-pretty text-ink-soft">
        {room.topic !== "" && <>{room.topic} · </>}
        {room.kind === "private"
          ? "This is where the room begins. Only invited people see it."
          : "This is where the room begins. Anyone on this server can join."}
      </p>
      {room.memberCount === 1 && (
        <Button
          look="primary"
          className="mt-4"
          onClick={() => openDialog({ name: "invite", roomId: room.id })}
        >
          <UserPlus size={17} aria-hidden />
          Invite people
        </Button>
      )}
    </div>
  );
}

const widths = ["w-3/5", "w-4/5", "w-2/5", "w-3/4", "w-1/2"];

/** Shapes of messages, while the real ones are on their way. */
export function MessageSkeletons({ rows }: { rows: number }) {
  return (
    <div aria-hidden className="flex flex-col gap-5 px-3 py-4">
      <Repeated times={rows}>
        {(index) => (
          <div className="grid grid-cols-[2.25rem_1fr] gap-x-3">
            <Skeleton className="h-9 w-8 rounded-[50%/60%_60%_40%_40%]" />
            <div className="flex flex-col gap-2 pt-1">
              <Skeleton className="h-3 w-32" />
              <Skeleton className={`h-3 ${widths[index % widths.length]}`} />
              {index % 2 === 0 && (
                <Skeleton className={`h-3 ${widths[(index + 2) % widths.length]}`} />
              )}
            </div>
          </div>
        )}
      </Repeated>
    </div>
  );
}
