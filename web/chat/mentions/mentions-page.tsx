import type { Message } from "@roost/protocol/message.ts";
import type { Roost } from "@roost/sdk";
import { useMemo } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { usePages } from "../controls/use-pages.ts";
import { useText } from "../language/language.ts";
import { ListPage } from "../lists/list-page.tsx";
import { ListedMessage } from "../lists/listed-message.tsx";
import { PagedList } from "../lists/paged-list.tsx";
import { previewOfMessage } from "../markdown/preview.ts";
import { messagePath } from "../room/links.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";

/** All messages that mention me, the newest first; each leads to its place. */
export default function MentionsPage() {
  const t = useText();
  const roost = useRoost();
  // Read ones change nothing of the list, and a new one comes into it.
  const newest = useNewestMention();
  const fetchPage = useMemo(() => pageOfMentions(roost), [roost]);
  const pages = usePages("", fetchPage, newest);
  return (
    <ListPage title={t("mentions.title")} about={t("mentions.about")}>
      <PagedList
        pages={pages}
        row={(message) => <MentionRow key={message.id} message={message} />}
        failed={t("mentions.failed")}
        empty={<EmptyPerch title={t("mentions.none")}>{t("mentions.none.text")}</EmptyPerch>}
      />
    </ListPage>
  );
}

function MentionRow({ message }: { message: Message }) {
  const t = useText();
  const room = useMyRoom(message.roomId);
  // The message itself has no words.
  const isOfBlocked = useHasBlocked()(message.forwarded?.authorId ?? null) && message.body === "";
  const isNew = room !== null && message.number > room.readNumber;
  return (
    <ListedMessage
      message={message}
      href={messagePath(message.roomId, message.number)}
      at={message.createdAt}
      mark={isNew ? t("mentions.new") : null}
    >
      <Words className="line-clamp-3 text-[0.9375rem] text-ink-soft wrap-anywhere">
        {isOfBlocked ? t("message.forwarded") : previewOfMessage(message)}
      </Words>
    </ListedMessage>
  );
}

/** Another text whenever I am mentioned once more. */
function useNewestMention(): string {
  const rooms = useObservable(useRoost().rooms);
  const mentioning = rooms.filter(({ mentions }) => mentions > 0);
  return mentioning.map(({ id, mentions, lastNumber }) => `${id} ${mentions} ${lastNumber}`).join();
}

const pageOfMentions = (roost: Roost) => async (_: string, cursor: string | null) => {
  const page = await roost.api.mentions(cursor === null ? {} : { cursor });
  return { rows: page.messages, nextCursor: page.nextCursor };
};
