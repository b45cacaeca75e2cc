import type { RoomView } from "@roost/sdk";
import { Lock, UserPlus } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Bird } from "../art/bird.tsx";
import { Button } from "../controls/button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { useTitle } from "../person/use-title.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { formatDay } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";

export function DayRow({ at }: { at: string }) {
  const t = useText();
  const today = useToday();
  return (
    <div className="flex items-center gap-3 px-3 pt-6 pb-1">
      <span className="h-px flex-1 bg-line" />
      <h3 className="text-xs font-semibold tracking-wide text-ink-faint">
        {formatDay(at, today, t)}
      </h3>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Where the new messages begin. `onSee` is called when the reader has it on the screen. */
export function DividerRow({ onSee }: { onSee: () => void }) {
  const t = useText();
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
      <span className="text-xs font-bold tracking-wide text-new-text">{t("message-list.new")}</span>
    </div>
  );
}

/** Between the root of a thread and the replies. */
export function RepliesRow({ count }: { count: number }) {
  const t = useText();
  return (
    <div className="flex items-center gap-3 px-3 pt-3 pb-1 text-xs text-ink-faint">
      <span>{count === 0 ? t("message-list.no-replies") : t("message.replies", { count })}</span>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** The beginning of the room, or how it gets there. */
export interface TopRowProps {
  room: RoomView;
  hasOlder: boolean;
  error: Error | null;
  onRetry: () => void;
}

export function TopRow({ room, hasOlder, error, onRetry }: TopRowProps) {
  const t = useText();
  const openDialog = useOpenDialog();
  const may = useMay();
  const title = useTitle(room);
  if (error !== null) {
    return (
      <FailedRow onRetry={onRetry}>
        {t("message-list.older-failed", { reason: describeTrouble(error, t) })}
      </FailedRow>
    );
  }
  if (hasOlder) return <MessageSkeletons rows={5} />;
  return (
    <div className="px-3 pt-12 pb-2">
      <Bird className="size-14" />
      <h2 className="mt-3 flex items-center gap-2 text-2xl font-extrabold tracking-tight wrap-anywhere">
        {room.kind === "private" && (
          <Lock size={20} role="img" aria-label={t("message-list.private-room")} />
        )}
        <Words>{title}</Words>
      </h2>
      <p className="mt-1 max-w-prose text-[0.9375rem] text-pretty text-ink-soft">
        {room.topic !== "" && (
          <>
            <Words>{room.topic}</Words> ·{" "}
          </>
        )}
        {t(beginningOf(room))}
      </p>
      {room.memberCount === 1 && room.archivedAt === undefined && may("invite", { room }) && (
        <Button
          look="primary"
          className="mt-4"
          onClick={() => openDialog({ name: "invite", roomId: room.id })}
        >
          <UserPlus size={17} aria-hidden />
          {t("message-list.invite")}
        </Button>
      )}
    </div>
  );
}

/** Who may come into it, as long as anybody may. */
function beginningOf(room: RoomView): FixedKey {
  if (room.archivedAt !== undefined) return "message-list.archived-beginning";
  if (room.kind === "direct") {
    return room.memberCount === 1
      ? "message-list.notes-beginning"
      : "message-list.direct-beginning";
  }
  return room.kind === "private"
    ? "message-list.private-beginning"
    : "message-list.public-beginning";
}

/** The end of the list, or how it gets to that of the room. */
export interface BottomRowProps {
  hasNewer: boolean;
  error: Error | null;
  onRetry: () => void;
}

export function BottomRow({ hasNewer, error, onRetry }: BottomRowProps) {
  const t = useText();
  if (error !== null) {
    return (
      <FailedRow onRetry={onRetry}>
        {t("message-list.newer-failed", { reason: describeTrouble(error, t) })}
      </FailedRow>
    );
  }
  return hasNewer ? <MessageSkeletons rows={5} /> : <div className="h-4" />;
}

function FailedRow({ children, onRetry }: { children: ReactNode; onRetry: () => void }) {
  const t = useText();
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-4 py-8 text-sm text-ink-soft">
      <p>{children}</p>
      <Button size="small" onClick={onRetry}>
        {t("controls.try-again")}
      </Button>
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
