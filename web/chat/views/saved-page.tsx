import type { SavedPage as Page } from "@roost/protocol/http.ts";
import type { Roost } from "@roost/sdk";
import { BookmarkX } from "lucide-react";
import { useMemo } from "react";
import { Link } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Fold } from "../blocks/fold.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { usePages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { PagedList } from "../lists/paged-list.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import { Egg } from "../person/egg.tsx";
import { useNameOf } from "../person/use-name-of.ts";
import { useTitleOf } from "../person/use-title.ts";
import { roomPath } from "../room/links.ts";
import { saveMessage } from "../saved/save-message.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { formatBrief, formatFull } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";

type Row = Page["saved"][number];

/** The messages that I keep for later. */
export default function SavedPage() {
  const t = useText();
  const roost = useRoost();
  const kept = useObservable(roost.saved);
  // One that is kept from now on, here or on another device, is fetched; one that is not, left out.
  const newest = [...kept.keys()][0] ?? "";
  const fetchPage = useMemo(() => pageOfSaved(roost), [roost]);
  const pages = usePages("", fetchPage, newest);
  return (
    <ListPage title={t("saved.title")} about={t("views.saved.about")}>
      <PagedList
        pages={pages}
        rows={pages.rows.filter(({ message }) => kept.has(message.id))}
        row={(row) => <SavedRow key={row.message.id} row={row} />}
        failed={t("views.saved.load-failed")}
        empty={<EmptyPerch title={t("views.saved.none")}>{t("views.saved.none.text")}</EmptyPerch>}
        waiting={<SavedSkeletons />}
      />
    </ListPage>
  );
}

function SavedRow({ row: { message } }: { row: Row }) {
  const t = useText();
  const roost = useRoost();
  const today = useToday();
  const room = useMyRoom(message.roomId);
  const titleOf = useTitleOf();
  const authorId = message.authorId ?? "";
  const name = useNameOf()(authorId);
  const { createdAt } = message;
  return (
    <li className="flex gap-3 py-4">
      <Egg
        id={authorId}
        name={roost.user(authorId)?.displayName ?? name}
        picture={roost.user(authorId)?.picture}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1">
        <Link
          href={`${roomPath(message.roomId)}/${message.number}`}
          className="flex flex-wrap items-baseline gap-x-2 leading-tight hover:underline"
        >
          <Words className="max-w-full truncate font-[650]">{name}</Words>
          {room && (
            <Words className="max-w-full truncate text-sm text-ink-soft">{titleOf(room)}</Words>
          )}
          <time
            dateTime={createdAt}
            title={formatFull(createdAt, t)}
            className="shrink-0 text-xs text-ink-faint"
          >
            {formatBrief(createdAt, today, t)}
          </time>
        </Link>
        <div className="mt-1 max-h-60 overflow-hidden text-[0.9375rem]">
          <Fold authorId={message.authorId}>
            <Markdown body={message.body} editedAt={message.editedAt} />
          </Fold>
        </div>
      </div>
      <IconButton
        icon={BookmarkX}
        label={t("saved.remove")}
        onClick={() => saveMessage(roost, message.id, false)}
      />
    </li>
  );
}

function SavedSkeletons() {
  const t = useText();
  return (
    <div className="mt-5" role="status" aria-label={t("views.saved.loading")}>
      <Repeated times={4}>
        {() => (
          <div className="flex gap-3 py-4">
            <Skeleton className="size-9 rounded-full" />
            <div className="flex flex-1 flex-col gap-2 pt-1">
              <Skeleton className="h-3 w-40" />
              <Skeleton className="h-3 w-full" />
            </div>
          </div>
        )}
      </Repeated>
    </div>
  );
}

function pageOfSaved({ api }: Roost) {
  return async (_: string, cursor: string | null) => {
    const { saved, nextCursor } = await api.saved(cursor === null ? {} : { cursor });
    return { rows: saved, nextCursor };
  };
}
