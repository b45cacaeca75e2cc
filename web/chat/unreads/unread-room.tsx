import type { Message } from "@roost/protocol/message.ts";
import { counts } from "@roost/protocol/unread.ts";
import type { RoomView, Roost } from "@roost/sdk";
import { Check } from "lucide-react";
import { useMemo } from "react";
import { Link } from "wouter";
import { Fold } from "../blocks/fold.tsx";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { usePages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { previewOfMessage } from "../markdown/preview.ts";
import { BotMark } from "../person/bot-mark.tsx";
import { Egg } from "../person/egg.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { useNameOf } from "../person/use-name-of.ts";
import { useTitle } from "../person/use-title.ts";
import { messagePath, roomPath } from "../room/links.ts";
import { useRoost, useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatBrief, formatFull } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";

/** Messages that come with each page. */
const PAGE = 10;
/** Asked for at once where a page has nothing that counts, such as the news of many who came in. */
const PAGE_OF_EVENTS = 100;

/** A room with what I have not read in it. */
export function UnreadRoom({ room }: { room: RoomView }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const title = useTitle(room);
  const { id, readNumber, lastNumber } = room;
  const fetchPage = useMemo(
    () => pageOf(roost, id, readNumber, me.id),
    [roost, id, readNumber, me.id],
  );
  // Whatever is written comes into it, and leaves what was loaded.
  const pages = usePages(id, fetchPage, `${lastNumber}`);
  const messages = pages.rows;
  return (
    <section aria-label={title}>
      <div className="sticky top-0 z-10 -mx-3 flex items-center gap-2.5 rounded-xl bg-canvas px-3 py-1.5">
        <Link
          href={roomPath(id)}
          className="tap -mx-1.5 flex min-w-0 items-center gap-2.5 rounded-lg px-1.5 py-1 hover:bg-hover"
        >
          <RoomFace room={room} size="small" />
          <Words className="truncate font-bold tracking-tight">{title}</Words>
        </Link>
        <span className="shrink-0 text-xs font-bold text-new-text tabular-nums">
          {t("unreads.count", { count: room.unread })}
        </span>
        <span className="flex-1" />
        <IconButton
          data-mark-read
          icon={Check}
          size="small"
          label={t("unreads.mark-read", { room: title })}
          shortcut="M"
          onClick={() => roost.markRead(id, lastNumber)}
        />
      </div>
      {pages.status === "error" && (
        <p className="flex flex-wrap items-center gap-3 py-2 text-sm text-ink-soft">
          {describeTrouble(pages.error, t)}
          <Button size="small" onClick={pages.retry}>
            {t("controls.try-again")}
          </Button>
        </p>
      )}
      {pages.status === "loading" && messages.length === 0 && (
        <div className="flex flex-col gap-2 py-3" role="status" aria-label={t("unreads.loading")}>
          <Skeleton className="h-3 w-40" />
          <Skeleton className="h-3 w-full" />
        </div>
      )}
      <ul>
        {messages.map((message) => (
          <UnreadMessage key={message.id} message={message} />
        ))}
      </ul>
      {pages.hasMore && (
        <Button size="small" busy={pages.status === "loading"} onClick={pages.loadMore}>
          {t("unreads.more")}
        </Button>
      )}
    </section>
  );
}

function UnreadMessage({ message }: { message: Message }) {
  const t = useText();
  const roost = useRoost();
  const nameOf = useNameOf();
  const today = useToday();
  const authorId = message.authorId ?? "";
  const { createdAt } = message;
  return (
    <li className="-mx-3 flex gap-3 rounded-xl px-3 py-2">
      <Egg
        id={authorId}
        name={roost.user(authorId)?.displayName ?? ""}
        picture={roost.user(authorId)?.picture}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1">
        <Link
          href={messagePath(message.roomId, message.number)}
          className="flex items-baseline gap-2 leading-tight hover:underline"
        >
          <Words className="truncate font-[650]">{nameOf(authorId)}</Words>
          <BotMark user={roost.user(authorId)} />
          <time
            dateTime={createdAt}
            title={formatFull(createdAt, t)}
            className="shrink-0 text-xs text-ink-faint"
          >
            {formatBrief(createdAt, today, t)}
          </time>
        </Link>
        <div className="mt-0.5 max-h-72 overflow-hidden text-[0.9375rem]">
          <Fold authorId={message.authorId}>
            {message.forwarded ? (
              <Words className="line-clamp-3">{previewOfMessage(message)}</Words>
            ) : (
              <Markdown body={message.body} editedAt={message.editedAt} />
            )}
          </Fold>
        </div>
      </div>
    </li>
  );
}

/** Pages of what is unread behind a message; without what is not, such as events. */
const pageOf =
  ({ api }: Roost, roomId: string, readNumber: number, myId: string) =>
  async (_: string, cursor: string | null) => {
    let after = cursor === null ? readNumber : Number(cursor);
    for (let limit = PAGE; ; limit = PAGE_OF_EVENTS) {
      const page = await api.messages(roomId, { after, main: true, limit });
      const rows = page.messages.filter((message) => counts(message, myId));
      const last = page.messages.at(-1)?.number;
      if (!page.hasAfter || last === undefined) return { rows, nextCursor: null };
      if (rows.length > 0) return { rows, nextCursor: `${last}` };
      after = last;
    }
  };
