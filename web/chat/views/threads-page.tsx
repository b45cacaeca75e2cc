import type { ThreadEntry } from "@roost/protocol/thread.ts";
import type { Roost } from "@roost/sdk";
import { useMemo, useState } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { classNames } from "../controls/class-names.ts";
import { usePages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { ListedMessage } from "../lists/listed-message.tsx";
import { PagedList } from "../lists/paged-list.tsx";
import { previewOf } from "../markdown/preview.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { threadPath } from "../room/links.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";

/** The threads that I follow, that with the newest reply first; each leads to its place. */
export default function ThreadsPage() {
  const t = useText();
  const roost = useRoost();
  const unread = useObservable(roost.threads.unread);
  const [onlyUnread, setOnlyUnread] = useState(false);
  // What is read stays in the list; what is new comes into it.
  const [known, setKnown] = useState(unread);
  if ([...unread].some((id) => !known.has(id))) setKnown(unread);
  const fetchPage = useMemo(() => pageOfThreads(roost, onlyUnread), [roost, onlyUnread]);
  const pages = usePages(`${onlyUnread}`, fetchPage, [...known].sort().join());
  return (
    <ListPage title={t("threads.title")} about={t("threads.about")}>
      <label className="mt-3 flex min-h-9 w-fit items-center gap-2 text-[0.9375rem] text-ink-soft">
        <input
          type="checkbox"
          checked={onlyUnread}
          onChange={(event) => setOnlyUnread(event.target.checked)}
          className="size-4 accent-(--accent)"
        />
        {t("threads.unread")}
      </label>
      <PagedList
        pages={pages}
        row={(entry) => (
          <ThreadRow key={entry.root.id} entry={entry} isUnread={unread.has(entry.root.id)} />
        )}
        failed={t("threads.failed")}
        empty={
          <EmptyPerch title={t(onlyUnread ? "threads.all-read" : "threads.none")}>
            {t("threads.none.text")}
          </EmptyPerch>
        }
      />
    </ListPage>
  );
}

function ThreadRow({ entry, isUnread }: { entry: ThreadEntry; isUnread: boolean }) {
  const t = useText();
  const nameOf = useNameOf();
  const hasBlocked = useHasBlocked();
  const { root, last, thread } = entry;
  return (
    <ListedMessage
      message={root}
      href={threadPath(root.roomId, root.number)}
      at={thread.lastAt}
      mark={isUnread ? t("threads.new") : null}
    >
      {root.deletedAt === null ? (
        <Words className="line-clamp-2 text-[0.9375rem] text-ink-soft wrap-anywhere">
          {previewOf(root.body)}
        </Words>
      ) : (
        <span className="text-[0.9375rem] text-ink-faint italic">{t("message.deleted")}</span>
      )}
      <span
        className={classNames(
          "flex min-w-0 items-baseline gap-1.5 text-[0.8125rem]",
          isUnread ? "text-ink" : "text-ink-faint",
        )}
      >
        <span className="shrink-0 font-semibold text-accent-text">
          {t("message.replies", { count: thread.count })}
        </span>
        {last && !hasBlocked(last.authorId) && (
          <Words className="truncate">{`${nameOf(last.authorId ?? "")}: ${previewOf(last.body)}`}</Words>
        )}
      </span>
    </ListedMessage>
  );
}

const pageOfThreads =
  (roost: Roost, unread: boolean) => async (_: string, cursor: string | null) => {
    const page = await roost.api.threads({ ...(unread && { unread }), ...(cursor && { cursor }) });
    return { rows: page.threads, nextCursor: page.nextCursor };
  };
