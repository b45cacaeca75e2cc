import { Trash2 } from "lucide-react";
import { Link } from "wouter";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { parseDraftPlace } from "../composer/draft-place.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { showUndo } from "../controls/undo.tsx";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { useTitleOf } from "../person/use-title.ts";
import { roomPath, threadPath } from "../room/links.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";
import { useDrafts } from "./use-drafts.ts";

/** What I have written and not sent, in all rooms. */
export default function DraftsPage() {
  const t = useText();
  const drafts = useDrafts();
  return (
    <ListPage title={t("drafts.title")} about={t("drafts.about")}>
      {drafts.length === 0 ? (
        <EmptyPerch title={t("drafts.none")}>{t("drafts.none.text")}</EmptyPerch>
      ) : (
        <ul className="mt-5 flex flex-col divide-y divide-line">
          {drafts.map((place) => (
            <DraftRow key={place} place={place} />
          ))}
        </ul>
      )}
    </ListPage>
  );
}

function DraftRow({ place }: { place: string }) {
  const t = useText();
  const { drafts } = useRoost();
  const { roomId, thread } = parseDraftPlace(place);
  const room = useMyRoom(roomId);
  const { body } = useObservable(drafts.of(place));
  const titleOf = useTitleOf();
  if (room === null) return null;
  const title = titleOf(room);
  return (
    <li className="flex items-center gap-2">
      <Link
        href={thread === null ? roomPath(roomId) : threadPath(roomId, thread)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-xl py-3.5 hover:bg-hover"
      >
        <RoomFace room={room} />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex min-w-0 items-baseline gap-2">
            <Words className="truncate font-semibold">{title}</Words>
            {thread !== null && (
              <span className="shrink-0 text-[0.8125rem] text-ink-faint">{t("threads.one")}</span>
            )}
          </span>
          <Words className="line-clamp-2 text-sm whitespace-pre-line text-ink-soft">{body}</Words>
        </span>
      </Link>
      <IconButton
        icon={Trash2}
        label={t("drafts.discard", { room: title })}
        onClick={() => {
          const { body: text, replyTo = null } = drafts.of(place).get();
          drafts.set(place, { body: "", replyTo: null });
          showUndo(t("drafts.discarded"), () => drafts.set(place, { body: text, replyTo }));
        }}
      />
    </li>
  );
}
