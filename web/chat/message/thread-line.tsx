import type { Quote } from "@roost/protocol/message.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { MessagesSquare } from "lucide-react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { previewOf } from "../markdown/preview.ts";
import { Egg } from "../person/egg.tsx";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { formatBrief, formatFull } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";
import { useMessageActions } from "./message-actions.ts";

/** Under the root of a thread: who answered, how many answers there are, and the way to them. */
export function ThreadLine({ id, thread }: { id: string; thread: Thread }) {
  const t = useText();
  const roost = useRoost();
  const today = useToday();
  const isUnread = useObservable(roost.threads.unread).has(id);
  const { openThread } = useMessageActions();
  const { number, count, lastAt, userIds } = thread;
  if (openThread === null || count === 0) return null;
  return (
    <button
      type="button"
      data-thread=""
      onClick={() => openThread(number)}
      className="tap mt-1 -ms-1.5 flex w-fit max-w-full items-center gap-2 rounded-lg px-1.5 py-1 text-[0.8125rem] hover:bg-raised hover:shadow-low pointer-coarse:min-h-9"
    >
      <span aria-hidden className="flex shrink-0 -space-x-1.5 rtl:space-x-reverse">
        {userIds.slice(0, 4).map((userId) => (
          <Egg
            key={userId}
            id={userId}
            name={roost.user(userId)?.displayName ?? ""}
            picture={roost.user(userId)?.picture}
            size="tiny"
            className="shadow-[0_0_0_2px_var(--canvas)]"
          />
        ))}
      </span>
      <span className="shrink-0 font-semibold text-accent-text">
        {t("message.replies", { count })}
      </span>
      <time
        dateTime={lastAt}
        title={formatFull(lastAt, t)}
        className={classNames("truncate", isUnread ? "font-bold text-new-text" : "text-ink-faint")}
      >
        {isUnread
          ? t("message.new-reply", { time: formatBrief(lastAt, today, t) })
          : t("message.last-reply", { time: formatBrief(lastAt, today, t) })}
      </time>
    </button>
  );
}

/** Above a reply that stands in the room, too: what it answers, which leads to the thread. */
export function AnsweredLine({ number, root }: { number: number; root: Quote | undefined }) {
  const t = useText();
  const { openThread } = useMessageActions();
  const isFolded = useHasBlocked()(root?.authorId ?? null);
  if (openThread === null) return null;
  return (
    <button
      type="button"
      onClick={() => openThread(number)}
      className="tap flex h-6 w-fit max-w-full items-center gap-1.5 rounded text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <MessagesSquare size={14} className="shrink-0" aria-hidden />
      <span className="shrink-0">{t("message.in-thread")}</span>
      {root && root.deletedAt === null && !isFolded && (
        <Words className="truncate">{previewOf(root.body)}</Words>
      )}
    </button>
  );
}
